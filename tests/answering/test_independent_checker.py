"""The checker of answers: it lets other spellings pass and catches a planted figure, date, name or quote."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.answer import Answer, Citation, Engine, Outcome, Quote, Statement
from bot.domain.article import Article, DatePrecision
from tests.answering.independent_checker import faults

ASKED_AT = datetime(2020, 10, 1, tzinfo=UTC)
TEXT = (
    "Halden Bank lent Oslo $1.5 billion on Sunday, Mayor Ana Costa said. Some 4,200 people in India got 45 percent of it. "
    "The first of three loans ends on Aug. 2. It was 10 to 15 euros a head."
)
PAPER = Article(
    "a", TEXT, outlet="Harbour Post", published_at=datetime(2020, 8, 3, tzinfo=UTC), date_precision=DatePrecision.DAY
)
OTHER = Article("b", "Nothing of the kind was known in Bergen. Two banks denied it.")


def answer_of(text: str, *quotes: Quote, sources: Sequence[Article] = (PAPER,)) -> Answer:
    """An answer of one statement; it quotes the whole article unless quotes are given."""
    cited = tuple(Citation.of(number, article) for number, article in enumerate(sources, start=1))
    said = Statement(text, quotes or (Quote(1, 0, len(TEXT), TEXT),), 0.9)
    return Answer("?", "?", ASKED_AT, Outcome.ANSWERED, Engine.GENERATIVE, statements=(said,), citations=cited)


def found(answer: Answer) -> list[str]:
    return faults(answer, {each.id: each for each in (PAPER, OTHER)})


@pytest.mark.parametrize(
    "text",
    [
        "Halden Bank lent Oslo $1.5 billion.",
        "Oslo got 1,500 million dollars from Halden Bank.",
        "The loan of $1.5bn was made on 2 August 2020.",
        "It was lent on Sunday, 2 August.",
        "Mayor Costa's bank lent US$1,500m.",
        "Forty-two hundred Indians got 45%.",
        "4200 people got 45 per cent of it.",
        "The 1st of 3 loans ends on August 2nd.",
        "Some people got 10 euros, others 15 euros.",
        "The Harbour Post reported on 3 August that Halden Bank lent it.",
        "However, people in India got it.",
    ],
)
def test_what_stands_in_the_quotes_passes(text):
    """The same figures, dates and names in another spelling are no fault."""
    assert found(answer_of(text)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Halden Bank lent Oslo $1.6 billion.", "the figure '$1.6 billion'"),
        ("Halden Bank lent Oslo $1.5 million.", "the figure '$1.5 million'"),
        ("Halden Bank lent Oslo 1.5 billion euros.", "the figure '1.5 billion euros'"),
        ("Some 4,200,000 people got it.", "the figure '4,200,000'"),
        ("Some five people got it.", "the figure 'five'"),
        ("People got 45 of it.", "the figure '45'"),
        ("The second of three loans ends.", "the figure 'second'"),
        ("It ends on Aug. 3.", "the date 'Aug. 3'"),
        ("It ends on 2 September.", "the date '2 September'"),
        ("It was lent on Monday.", "the date 'Monday'"),
        ("It was lent on 2 August 2021.", "the date '2 August 2021'"),
        ("It was lent in 2019.", "the date '2019'"),
        ("It was lent on 3 August.", "the date '3 August'"),
        ("Halden Bank lent Bergen $1.5 billion.", "the name 'Bergen'"),
        ("Bergen got it.", "the name 'Bergen'"),
        ("Mayor Anna Costa said so.", "the name 'Anna'"),
        ("The Norwegian paper said so.", "the name 'Norwegian'"),
        ("Oslo got the A380 and $1.5 billion.", "the figure 'A380'"),
        ("The \u200bB\u200be\u200br\u200bgen bank lent it.", "the name 'Bergen'"),
        ("Ｂｅｒｇｅｎ lent it.", "the name 'Bergen'"),
        ("Оslo got it.", "the name 'Оslo'"),
    ],
)
def test_what_stands_in_no_quote_is_caught(text, fault):
    """A planted figure, date or name is the one fault that is found."""
    (only,) = found(answer_of(text))
    assert only.startswith(fault)


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        (Quote(1, 0, 11, "Halden Bahn"), "not the exact slice 0-11"),
        (Quote(1, 1, 12, "Halden Bank"), "not the exact slice 1-12"),
        (Quote(1, 0, 0, ""), "not the exact slice 0-0"),
        (Quote(2, 0, 11, "Halden Bank"), "citation 1 is not used"),
    ],
)
def test_a_quote_that_is_none_is_caught(quote, fault):
    """Changed, shifted, empty, or of a source that is not there."""
    assert found(answer_of("It lent.", quote))[0].startswith(fault)


def test_a_citation_without_a_quote_is_caught():
    """Every source that is listed has to be quoted."""
    assert found(answer_of("It lent.", sources=(PAPER, OTHER))) == ["citation 2 is not used"]


def test_the_wrong_articles_quote_is_no_help():
    """What another source says does not carry a statement that does not quote it."""
    cited = (Quote(1, 0, len(TEXT), TEXT), Quote(2, 0, len(OTHER.text), OTHER.text))
    assert found(answer_of("Bergen lent $1.5 billion.", *cited, sources=(PAPER, OTHER))) == []
    apart = replace(
        answer_of("Bergen lent it.", sources=(PAPER, OTHER)),
        statements=(Statement("Bergen lent it.", cited[:1], 0.9), Statement("Bergen knew.", cited[1:], 0.9)),
    )
    (only,) = found(apart)
    assert only.startswith("the name 'Bergen' is in no quote of 'Bergen lent it.'")
