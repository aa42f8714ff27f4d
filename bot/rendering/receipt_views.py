"""What is kept of answers: a list of receipts, and one receipt as text and as data for JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.domain.answer import Citation
from bot.domain.evidence import Evidence
from bot.domain.receipt import Fate, Judged, Receipt
from bot.ledger.records import ReceiptLine
from bot.rendering import wording
from bot.rendering.answer_json import to_json
from bot.rendering.answer_text import excerpt, to_text
from bot.rendering.fields import field
from bot.rendering.library_views import article_json
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import block, line

VERSION = 1
"""Of the JSON of a receipt; docs/receipts.md shows it."""
_FATES = {
    Fate.KEPT: ("kept", "green"),
    Fate.CITED_ANEW: ("cited anew", "yellow"),
    Fate.DROPPED: ("dropped", "bold red"),
}


def receipts_json(lines: Iterable[ReceiptLine]) -> list[dict[str, Any]]:
    """A list of receipts without what they hold."""
    return [{**asdict(each), "recorded_at": _moment(each.recorded_at)} for each in lines]


def receipt_row(receipt: ReceiptLine) -> tuple[str, str, str, str, str, str]:
    """When, outcome, who wrote, USD, question and id of an answer, harmless, each on one line."""
    return (
        f"{receipt.recorded_at.astimezone(UTC):%Y-%m-%d %H:%M}",
        line(receipt.outcome),
        line(receipt.model or receipt.engine),
        "-" if receipt.usd is None else f"{receipt.usd:.4f}",
        excerpt(receipt.question),
        line(receipt.id),
    )


def judged_json(judged: Judged) -> dict[str, Any]:
    """What became of one statement."""
    return {**asdict(judged), "fate": judged.fate.value, "cited": list(judged.cited)}


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """One receipt, complete: the articles as they were read, and the answer in the JSON that every surface shares."""
    return {
        "version": VERSION,
        "id": receipt.id,
        "recorded_at": _moment(receipt.recorded_at),
        "newsdesk": receipt.version,
        "caller": receipt.caller,
        "earlier_questions": [turn.question for turn in receipt.question.history],
        "timezone": receipt.question.filters.timezone,
        "evidence": [_evidence_json(each) for each in receipt.evidence],
        "prompt_hash": receipt.prompt_hash,
        "reply": receipt.reply,
        "cut": receipt.cut,
        "judged": [judged_json(each) for each in receipt.judged],
        "answer": to_json(receipt.answer, evidence=bool(receipt.answer.unused)),
    }


def receipt_text(receipt: Receipt) -> Iterator[Paragraph]:
    """One receipt: what was asked, of what, what came of it; control characters made visible."""
    yield from (field(label, value) for label, value in _facts(receipt) if value)
    yield from _part("Evidence", [shown for each in receipt.evidence for shown in _evidence(each)])
    yield from _part("The model's reply, as it came", _reply(receipt))
    yield from _part("What became of its statements", [shown for each in receipt.judged for shown in _judged(each)])
    yield from _part("The answer", to_text(receipt.answer))


def _facts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    question, answer = receipt.question, receipt.answer
    yield "id", line(receipt.id)
    yield "recorded", f"{receipt.recorded_at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC by newsdesk {line(receipt.version)}"
    yield "asked by", line(receipt.caller)
    yield from (("earlier", line(turn.question)) for turn in question.history)
    yield "question", line(question.text)
    yield "searched as", line(answer.standalone_question) if answer.standalone_question != question.text else ""
    yield "asked at", f"{question.asked_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    yield "filters", wording.filters(question.filters)
    yield "engine", line(answer.engine)
    yield "model", line(answer.usage.model or "")
    yield "prompt", line(receipt.prompt_hash or "")
    yield "usage", wording.spent(answer.usage)


def _part(heading: str, shown: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs under their heading; nothing if there are none."""
    paragraphs = list(shown)
    if paragraphs:
        yield BLANK
        yield paragraph((heading, "bold"))
        yield from paragraphs


def _evidence(evidence: Evidence) -> Iterator[Paragraph]:
    hit, citation = evidence.hit, Citation.of(evidence.number, evidence.article)
    indent = len(f"[{evidence.number}] ")
    yield paragraph((f"[{evidence.number}]", "cyan"), " ", (wording.title(citation), "bold"), hang=indent)
    cosine = "-" if hit.similarity is None else f"{hit.similarity:.2f}"
    found = f"score {hit.score:.4f}, cosine {cosine}, characters {hit.passage.start}-{hit.passage.end}"
    yield paragraph(f"{wording.outlet_and_date(citation)}; {found}", indent=indent)
    yield paragraph((wording.where_from(citation), "dim"), indent=indent)
    yield from (paragraph(text, indent=indent) for text in block(evidence.text or hit.text).split("\n"))


def _reply(receipt: Receipt) -> Iterator[Paragraph]:
    if receipt.reply is not None:
        yield from (paragraph(text, indent=4) for text in block(receipt.reply).split("\n"))
    if receipt.cut:
        yield paragraph(("It broke off here.", "yellow"), indent=4)


def _judged(judged: Judged) -> Iterator[Paragraph]:
    markers = "".join(f"[{number}]" for number in judged.cited)
    yield paragraph(_FATES[judged.fate], f" {judged.support:.2f}  {line(judged.text)} ", (markers, "cyan"), hang=4)
    if judged.why:
        yield paragraph(line(judged.why), indent=4)


def _evidence_json(evidence: Evidence) -> dict[str, Any]:
    hit, ranks = evidence.hit, evidence.hit.ranks
    return {
        "number": evidence.number,
        "text": evidence.text,
        "sentences": [[each.start, each.end] for each in evidence.sentences],
        "passage": {
            "id": hit.passage.id,
            "ordinal": hit.passage.ordinal,
            "start": hit.passage.start,
            "end": hit.passage.end,
        },
        "score": hit.score,
        "similarity": hit.similarity,
        "ranks": {"dense": ranks.dense, "lexical": ranks.lexical, "reader": ranks.reader},
        "article": {**article_json(hit.article), "sentences": [[each.start, each.end] for each in hit.sentences]},
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
