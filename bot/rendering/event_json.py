"""The events of an answer as JSON, one object each: `retrieved`, `citation`, `statement`, `note`, `final`."""

from typing import Any

from bot.domain.events import Cited, Event, Final, Noted, Retrieved, Stated
from bot.domain.evidence import Evidence
from bot.rendering.answer_json import citation_json, note_json, statement_json, to_json


def event_json(event: Event, *, evidence: bool = False) -> dict[str, Any]:
    """One event as data for `json`; `evidence` as in `to_json`."""
    match event:
        case Retrieved(standalone_question, found):
            told = [_evidence(each) for each in found]
            return {"event": "retrieved", "standalone_question": standalone_question, "evidence": told}
        case Cited(citation):
            return {"event": "citation", **citation_json(citation)}
        case Stated(statement):
            return {"event": "statement", **statement_json(statement)}
        case Noted(note):
            return {"event": "note", **note_json(note)}
        case Final(answer):
            return {"event": "final", "answer": to_json(answer, evidence=evidence)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    article = evidence.article
    return {
        "number": evidence.number,
        "article_id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published_at": article.date_text,
        "start": evidence.sentences[0].start if evidence.sentences else None,
        "end": evidence.sentences[-1].end if evidence.sentences else None,
    }
