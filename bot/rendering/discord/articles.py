"""Articles in lists, and what became of a file that somebody handed in. What articles and files say is escaped."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from bot.domain.guild import Form
from bot.ingestion.report import Fate, IngestReport, SourceOutcome
from bot.rendering import wording
from bot.rendering.discord.escaping import escaped, link
from bot.rendering.discord.pieces import Card, Tone, Unit
from bot.rendering.discord.splitting import pages
from bot.rendering.fields import counted

MOST_TITLE, MOST_OUTLET = 150, 60
"""Characters shown, so that ten articles fit on a page; hostile ones may not."""
MOST_REASON = 300
MOST_TOLD = 15
"""Sources of a report that are told one by one."""


class Listed(Protocol):
    """An article, with or without its text."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str | None: ...
    @property
    def outlet(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def date_text(self) -> str | None: ...
    @property
    def date_inferred(self) -> bool: ...


def article_line(article: Listed) -> str:
    """Title, outlet, date and id on one line; the title is linked where the article has an address."""
    told = [
        link(wording.title(article), article.url, MOST_TITLE),
        escaped(article.outlet or "", MOST_OUTLET),
        escaped(wording.when(article.date_text, inferred=article.date_inferred)),
        f"id {escaped(article.id)}",
    ]
    return " · ".join(filter(None, told))


def articles_card(heading: str, articles: Sequence[Listed], *, reserved: int) -> tuple[Card, int]:
    """Those of the articles that fit into one message below the heading (Markdown), and how many these are.

    `reserved`: components of the message that are not text.
    """
    units = [Unit(heading)]
    for number, article in enumerate(articles):
        more = Unit(f"- {article_line(article)}", opens=number == 0)
        if number and len(pages(Card(Tone.NEUTRAL, (*units, more)), Form.LAYOUT, reserved=reserved)) > 1:
            break
        units.append(more)
    return Card(Tone.NEUTRAL, tuple(units)), len(units) - 1


def report_card(report: IngestReport) -> Card:
    """The counts, then each source that failed, was passed over or has a warning."""
    counts = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "failed": report.failed,
    }
    told = " · ".join(f"{number:,} {fate}" for fate, number in counts.items() if number) or "nothing in it"
    units = [Unit(f"**Read:** {told}."), *_outcomes(report)]
    if report.unpublished:
        units.append(Unit("-# The articles are stored; until the next ones are taken in they are found more slowly."))
    return Card(Tone.FAILED if report.failed else Tone.ANSWERED, tuple(units))


def _outcomes(report: IngestReport) -> Iterator[Unit]:
    for number, outcome in enumerate(report.outcomes[:MOST_TOLD]):
        yield Unit(f"- {_place(outcome)}: {_fate(outcome)}", opens=number == 0)
    left = len(report.outcomes) + report.outcomes_left_out - MOST_TOLD
    if left > 0:
        yield Unit(f"-# And {counted(left, 'more source')}.")


def _place(outcome: SourceOutcome) -> str:
    return f"line {outcome.line:,}" if outcome.line else escaped(outcome.source.rpartition("/")[2], MOST_TITLE)


def _fate(outcome: SourceOutcome) -> str:
    told = [outcome.reason] if outcome.fate in (Fate.FAILED, Fate.SKIPPED) else outcome.warnings
    fate = f"{outcome.fate.value}: "
    return fate + escaped("; ".join(filter(None, told)) or "no reason is known", MOST_REASON)
