"""A text checked against the articles, drawn for a terminal and as data for JSON."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC
from typing import Any

from bot.answering.checking.checked import Check, Checked, Verdict
from bot.rendering import wording
from bot.rendering.answer_json import citation_json, note_json
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

VERSION = 1
"""Of the JSON of a check; docs/answers.md shows it."""

VERDICTS = {
    Verdict.SUPPORTED: "supported",
    Verdict.OTHERWISE: "the articles say otherwise",
    Verdict.NOT_FOUND: "not found",
    Verdict.NO_CLAIM: "nothing to check",
}
"""The verdicts in words."""

CUT = "The text was longer; only its first sentences were checked."
NOTHING = "The text states nothing that articles could say."

_STYLES = {
    Verdict.SUPPORTED: "bold green",
    Verdict.OTHERWISE: "bold red",
    Verdict.NOT_FOUND: "bold yellow",
    Verdict.NO_CLAIM: "dim",
}


def check_json(check: Check) -> dict[str, Any]:
    """The check as data for `json`."""
    filters = check.filters
    return {
        "version": VERSION,
        "checked_at": check.checked_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "claims": [
            {
                "text": claim.text,
                "verdict": claim.verdict.value,
                "why": claim.why,
                "quotes": [asdict(quote) for quote in claim.quotes],
            }
            for claim in check.claims
        ],
        "citations": [citation_json(citation) for citation in check.citations],
        "cut": check.cut,
        "notes": [note_json(note) for note in check.notes],
        "filters": {
            "since": filters.since.isoformat() if filters.since else None,
            "until": filters.until.isoformat() if filters.until else None,
            "outlets": list(filters.outlets),
            "collections": list(filters.collections),
        },
    }


def check_text(check: Check) -> Iterator[Paragraph]:
    """Each sentence with its verdict and quotes, then the sources and what else is to be said."""
    for claim in check.claims:
        yield from _claim(claim)
    if not check.claims:
        yield paragraph(NOTHING)
    if check.citations:
        yield BLANK
        yield paragraph(("Sources", "bold"))
    for citation in check.citations:
        indent = len(f"[{citation.number}] ")
        yield paragraph((f"[{citation.number}]", "cyan"), " ", (wording.title(citation), "bold"), hang=indent)
        yield paragraph(wording.outlet_and_date(citation), indent=indent)
        yield paragraph((wording.where_from(citation), "dim"), indent=indent)
    remarks = list(_remarks(check))
    yield from [BLANK, *remarks] if remarks else []


def _claim(claim: Checked) -> Iterator[Paragraph]:
    yield paragraph((f"{VERDICTS[claim.verdict]}: ", _STYLES[claim.verdict]), line(claim.text))
    if claim.why:
        yield paragraph(line(claim.why), indent=4)
    for quote in claim.quotes:
        yield paragraph(wording.quoted(quote.text), " ", (f"[{quote.citation}]", "cyan"), indent=4)


def _remarks(check: Check) -> Iterator[Paragraph]:
    if filters := wording.filters(check.filters):
        yield paragraph(("Only articles ", "dim"), (filters, "dim"))
    texts = [*([CUT] if check.cut else []), *(line(note.text) for note in check.notes)]
    yield from (paragraph(("Note: ", "yellow"), text) for text in texts)
