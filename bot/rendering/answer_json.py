"""An answer as the JSON that every surface shares: version 1, keys in the order of docs/architecture.md."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from bot.domain.answer import Answer, Citation, Note, Quote, Statement
from bot.domain.evidence import Hit
from bot.domain.question import Filters

VERSION = 1


def to_json(answer: Answer, *, evidence: bool = False) -> dict[str, Any]:
    """The answer as data for `json`. With `evidence` also `unused`: what was found but not cited, best first."""
    data: dict[str, Any] = {
        "version": VERSION,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "asked_at": _moment(answer.asked_at),
        "outcome": answer.outcome.value,
        "reason": answer.reason.value if answer.reason else None,
        "short": answer.short,
        "as_of": answer.as_of,
        "engine": answer.engine,
        "statements": [statement_json(said) for said in answer.statements],
        "citations": [citation_json(citation) for citation in answer.citations],
        "rivals": [{"short": rival.short, "quotes": _quotes(rival.quotes)} for rival in answer.rivals],
        "origins": answer.origins,
        "notes": [note_json(note) for note in answer.notes],
        "nearest": [
            {
                "article_id": near.article_id,
                "title": near.title,
                "outlet": near.outlet,
                "source_path": near.source_path,
                "published_at": near.published_at,
                "date_inferred": near.date_inferred,
            }
            for near in answer.nearest
        ],
        "filters": _filters(answer.filters),
        "usage": {
            "model": answer.usage.model,
            "tokens_in": answer.usage.tokens_in,
            "tokens_out": answer.usage.tokens_out,
            "estimated": answer.usage.estimated,
            "usd": answer.usage.usd,
        },
        "timings_ms": {stage: round(spent, 1) for stage, spent in answer.timings_ms.items()},
        "receipt_id": answer.receipt_id,
    }
    return {**data, "unused": [_hit(hit) for hit in answer.unused]} if evidence else data


def statement_json(statement: Statement) -> dict[str, Any]:
    """One statement with its quotes."""
    return {"text": statement.text, "support": round(statement.support, 4), "quotes": _quotes(statement.quotes)}


def note_json(note: Note) -> dict[str, Any]:
    """One note."""
    return {"code": note.code, "text": note.text}


def citation_json(citation: Citation) -> dict[str, Any]:
    """One source."""
    return {
        "number": citation.number,
        "article_id": citation.article_id,
        "title": citation.title,
        "outlet": citation.outlet,
        "url": citation.url,
        "source_path": citation.source_path,
        "published_at": citation.published_at,
        "date_precision": citation.date_precision.value,
        "date_inferred": citation.date_inferred,
        "origin_id": citation.origin_id,
    }


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _quotes(quotes: Iterable[Quote]) -> list[dict[str, Any]]:
    return [
        {"citation": quote.citation, "start": quote.start, "end": quote.end, "text": quote.text} for quote in quotes
    ]


def _filters(filters: Filters) -> dict[str, Any]:
    return {
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "outlets": list(filters.outlets),
        "collections": list(filters.collections),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "article_id": hit.article.id,
        "title": hit.article.title,
        "outlet": hit.article.outlet,
        "published_at": hit.article.date_text,
        "score": round(hit.score, 6),
        "similarity": None if hit.similarity is None else round(hit.similarity, 4),
        "ranks": {"dense": hit.ranks.dense, "lexical": hit.ranks.lexical, "reader": hit.ranks.reader},
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.text,
    }
