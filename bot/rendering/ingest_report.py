"""What an ingest did, as text and as data for JSON: counts, then every source that has something to tell."""

from collections.abc import Iterator
from typing import Any

from bot.ingestion.report import Fate, IngestReport, SourceOutcome
from bot.rendering.fields import counted, duration
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line


def report_json(report: IngestReport) -> dict[str, Any]:
    """The report; `outcomes` holds only sources that failed, were skipped or have warnings."""
    return {
        "dry_run": report.dry_run,
        **{fate.value: number for fate, number in _counts(report).items()},
        "passages": report.passages,
        "seconds": round(report.seconds, 3),
        "outcomes": [
            {
                "fate": outcome.fate.value,
                "source": outcome.source,
                "line": outcome.line,
                "article_id": outcome.article_id,
                "reason": outcome.reason,
                "warnings": list(outcome.warnings),
            }
            for outcome in report.outcomes
        ],
        "outcomes_left_out": report.outcomes_left_out,
        "unpublished": report.unpublished,
    }


def report_text(report: IngestReport) -> Iterator[Paragraph]:
    """A table of counts, then failures, skipped sources and warnings with their places."""
    if report.dry_run:
        yield paragraph(("Dry run: nothing was written.", "bold"))
    for fate, number in _counts(report).items():
        style = "red" if fate is Fate.FAILED and number else ""
        yield paragraph(f"{fate.value:<10}", (f"{number:>9,}", style))
    rate = report.passages / report.seconds if report.seconds else 0.0
    rated = f"{counted(report.passages, 'passage')} in {duration(report.seconds)}"
    yield paragraph((rated + (f", {rate:,.0f} a second" if report.passages else ""), "dim"))
    for heading, lines in _told(report).items():
        if lines:
            yield BLANK
            yield paragraph((heading, "bold"))
            yield from lines
    if report.unpublished:
        yield BLANK
        yield paragraph(("Stored, but not published: ", "bold yellow"), line(report.unpublished), hang=4)
        yield paragraph("Questions search the new passages exactly until the next ingest publishes them.", indent=4)
    if report.outcomes_left_out:
        yield BLANK
        yield paragraph(f"{counted(report.outcomes_left_out, 'more source')} with something to tell not listed.")


def _counts(report: IngestReport) -> dict[Fate, int]:
    return {
        Fate.ADDED: report.added,
        Fate.UPDATED: report.updated,
        Fate.UNCHANGED: report.unchanged,
        Fate.SKIPPED: report.skipped,
        Fate.FAILED: report.failed,
    }


def _told(report: IngestReport) -> dict[str, list[Paragraph]]:
    told: dict[str, list[Paragraph]] = {"Failed": [], "Skipped": [], "Warnings": []}
    for outcome in report.outcomes:
        place = ("  " + place_of(outcome), "")
        if outcome.fate in (Fate.FAILED, Fate.SKIPPED):
            heading = "Failed" if outcome.fate is Fate.FAILED else "Skipped"
            told[heading].append(paragraph(place, f": {line(outcome.reason or 'no reason given')}", hang=4))
        told["Warnings"] += [paragraph(place, f": {line(warning)}", hang=4) for warning in outcome.warnings]
    return told


def place_of(outcome: SourceOutcome) -> str:
    """Where a source stands: `file:line`, harmless."""
    return line(outcome.source) + (f":{outcome.line}" if outcome.line else "")
