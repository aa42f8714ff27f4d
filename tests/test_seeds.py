"""Two real scraped articles, as a user would have them: taken in, asked, and honest about what they do not say.

They lie beside the repository (`../shared/seeds`), not in it; where they are absent these tests are skipped.
"""

from pathlib import Path

import pytest

from bot import wiring
from bot.answering.answerer import Answerer
from bot.domain.answer import Answer, Outcome
from bot.domain.article import DatePrecision
from bot.domain.question import Question
from bot.library.library import Library
from bot.settings.settings import Settings

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
TALKS, POMPEO = "000_917bfcfe95aab480.txt", "003_1382048fe0c271da.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the scraped articles of ../shared/seeds are not here")


@pytest.fixture(scope="module")
def settings(tmp_path_factory) -> Settings:
    settings = Settings(data_dir=tmp_path_factory.mktemp("seeds") / "library")
    report = wiring.ingestor(settings).ingest([SEEDS])
    assert (report.added, report.failed) == (2, 0)
    return settings


@pytest.fixture(scope="module")
def answerer(settings) -> Answerer:
    return wiring.answerer(settings)


@pytest.fixture(scope="module")
def library(settings) -> Library:
    return wiring.library(settings)


def files(answer: Answer) -> set[str]:
    return {Path(citation.source_path or "").name for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "short", "file"),
    [
        ("who is Microsoft negotiating with?", ("TikTok", "ByteDance"), TALKS),
        ("by when does Microsoft want to close the deal?", ("15th September", "September 15, 2020"), TALKS),
        ("who founded ByteDance?", ("Zhang Yiming",), TALKS),
        ("where is TikTok's US user data backed up?", ("Singapore",), TALKS),
        ("which country banned TikTok and WeChat?", ("India",), TALKS),
        ("what is WeChat's parent company?", ("Tencent",), POMPEO),
        ("who said action would be taken against Chinese software companies?", ("Mike Pompeo",), TALKS),
    ],
)
def test_what_the_articles_say_is_answered(answerer, library, question, short, file):
    """The short name, place or date, from the right file, with exact quotes."""
    answer = answerer.answer(Question(question))
    assert answer.short in short
    assert file in files(answer)
    texts = {citation.number: library.article(citation.article_id).text for citation in answer.citations}
    assert all(
        texts[quote.citation][quote.start : quote.end] == quote.text
        for statement in answer.statements
        for quote in statement.quotes
    )


@pytest.mark.parametrize(
    "question",
    [
        "how much will Microsoft pay for TikTok?",
        "who is the chief executive of Apple?",
        "when did Oracle sign the deal?",
    ],
)
def test_what_they_do_not_say_is_not_answered(answerer, question):
    """It abstains."""
    assert answerer.answer(Question(question)).outcome is Outcome.ABSTAINED


def test_what_is_not_known_is_not_invented(library):
    """One article gives its title and, by weekday and year, its date; the other gives neither."""
    summaries = {Path(summary.source_path or "").name: summary for summary in library.articles()}
    talks, pompeo = (library.article(summaries[name].id) for name in (TALKS, POMPEO))
    assert (talks.title, talks.published_at, talks.date_precision) == (None, None, DatePrecision.UNKNOWN)
    assert pompeo.title == "The U.S. also plans action against Chinese apps like WeChat, Pompeo says"
    assert (pompeo.date_text, pompeo.date_inferred) == ("2020-08-02", True)


@pytest.mark.parametrize("boilerplate", ["Skip to main content", "EDITOR’S PICK", "Editors' Recommendations"])
def test_boilerplate_cannot_be_quoted(library, boilerplate):
    """What is not in the stored text is in no quote."""
    assert all(boilerplate not in library.article(summary.id).text for summary in library.articles())
