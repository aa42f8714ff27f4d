"""Answers as cards: what was found, its proof, why there is none; and what is shown while an answer is being made.

Everything from articles and people is escaped. What a language model cost and where files lie is not for members.
"""

from collections.abc import Iterable, Iterator

from bot.domain.answer import Answer, Citation, Headline, Outcome, Quote, Statement
from bot.rendering import wording
from bot.rendering.answer_text import quotes_of
from bot.rendering.discord.escaping import escaped, link
from bot.rendering.discord.pieces import Card, Tone, Unit
from bot.rendering.discord.remarks import small_print

MOST_HEADLINES = 3
MOST_TITLE, MOST_OUTLET, MOST_SHORT, MOST_QUESTION = 200, 80, 300, 300
"""Characters shown of what should be short; what is proved is never cut."""

LATEST = "The latest stories"
WRITING = "Writing…"
UNDER_SOURCES = "The rest is under Sources."
CUT = "What was said earlier in this conversation is no longer known."


def answer_card(answer: Answer, *, asked: str | None = None, cut: bool = False) -> Card:
    """The answer; with `asked`, what a person wrote stands above it. `cut`: earlier turns are no longer known."""
    if answer.outcome is Outcome.ANSWERED:
        units, tone = _answered(answer, _heading(answer)), Tone.ANSWERED
    elif wording.noted(answer, wording.SCOPE):
        units, tone = _introduction(answer), Tone.NEUTRAL
    else:
        units, tone = _abstention(answer), Tone.FAILED if answer.outcome is Outcome.ERROR else Tone.ABSTAINED
    return Card(
        tone,
        (*_question(asked), *units),
        (*([CUT] if cut else []), *small_print(answer.filters, answer.notes)),
        UNDER_SOURCES,
    )


def latest_card(answer: Answer) -> Card:
    """The news in short; as `answer_card` where there are none."""
    if answer.outcome is not Outcome.ANSWERED:
        return answer_card(answer)
    heading = f"**{LATEST}** ({escaped(wording.as_of(answer))})"
    return Card(
        Tone.ANSWERED, tuple(_answered(answer, heading)), small_print(answer.filters, answer.notes), UNDER_SOURCES
    )


def sources_card(answer: Answer) -> Card:
    """Each source with its exact quotes."""
    units: list[Unit] = []
    for citation in answer.citations:
        units.append(Unit(_source(citation), opens=True))
        units += [Unit(escaped(wording.quoted(quote)), quoted=True) for quote in quotes_of(answer, citation)]
    return Card(Tone.NEUTRAL, tuple(units or [Unit("This answer has no sources.")]))


def growing_card(
    statements: Iterable[Statement],
    citations: Iterable[Citation],
    status: str = WRITING,
    *,
    asked: str | None = None,
) -> Card:
    """An answer in the making: what is proved so far, and what is being done."""
    units = [*_question(asked), *_statements(statements), *sources(citations)]
    return Card(Tone.NEUTRAL, (*units, Unit(f"*{escaped(status)}*", opens=True)))


def waiting_card(position: int) -> Card:
    """A question in the queue; `position` is 1 for the next, 0 for one that is being answered."""
    told = f"Waiting: number {position:,} in the queue." if position > 0 else "Searching the articles…"
    return Card(Tone.NEUTRAL, (Unit(f"*{told}*"),))


def sources(citations: Iterable[Citation]) -> Iterator[Unit]:
    """Each source on a line with its number."""
    for number, citation in enumerate(citations):
        yield Unit(_source(citation), opens=number == 0)


def _question(asked: str | None) -> Iterator[Unit]:
    if asked:
        yield Unit(f"-# {escaped(asked, MOST_QUESTION)}")


def _heading(answer: Answer) -> str:
    as_of = wording.as_of(answer)
    if short := wording.short(answer):
        return f"**{escaped(short, MOST_SHORT)}** ({escaped(as_of)})"
    return f"*{escaped(wording.sentence(as_of))}*"


def _answered(answer: Answer, heading: str) -> Iterator[Unit]:
    yield Unit(heading, opens=True)
    yield from _statements(answer.statements)
    for rival in answer.rivals:
        yield Unit(f"- Sources say: **{escaped(rival.short, MOST_SHORT)}** {_markers(rival.quotes)}")
    yield from sources(answer.citations)


def _statements(statements: Iterable[Statement]) -> Iterator[Unit]:
    for number, statement in enumerate(statements):
        yield Unit(f"- {escaped(statement.text)} {_markers(statement.quotes)}", opens=number == 0)


def _markers(quotes: Iterable[Quote]) -> str:
    """`[1][3]`: the sources of the quotes, in the order of their use."""
    return "".join(f"[{number}]" for number in dict.fromkeys(quote.citation for quote in quotes))


def _source(citation: Citation) -> str:
    return f"[{citation.number}] {_line(citation, link(wording.title(citation), citation.url, MOST_TITLE))}"


def _line(article: Citation | Headline, title: str) -> str:
    """`Title · outlet · date`, as far as they are known; the title is Markdown already."""
    outlet = escaped(article.outlet or "", MOST_OUTLET)
    date = escaped(wording.when(article.published_at, inferred=article.date_inferred))
    return " · ".join(filter(None, (title, outlet, date)))


def _introduction(answer: Answer) -> Iterator[Unit]:
    yield from (Unit(escaped(text), opens=True) for text in wording.noted(answer, wording.SCOPE))
    examples = wording.noted(answer, wording.TRY_ASKING)
    if examples:
        yield Unit(f"**{wording.TRY}:**", opens=True)
    yield from (Unit(f"- {escaped(example, MOST_QUESTION)}") for example in examples)


def _abstention(answer: Answer) -> Iterator[Unit]:
    yield Unit(f"**No answer:** {escaped(wording.why(answer))}.", opens=True)
    for number, near in enumerate(answer.nearest[:MOST_HEADLINES]):
        if number == 0:
            yield Unit("Nearest headlines:", opens=True)
        yield Unit(f"- {_line(near, escaped(wording.title(near), MOST_TITLE))}")
