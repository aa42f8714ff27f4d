"""Our own format: one question a line, as `docs/questions.schema.json` describes it. Articles are given beside it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bot.domain.question import Turn, checked_question
from bot.errors import UsageError
from bot.evaluation.formats.files import lines
from bot.evaluation.formats.moments import moment
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.rows import Row
from bot.evaluation.formats.wordings import in_parts
from bot.evaluation.gold import GoldEvidence, GoldQuestion

IN_PARTS = ("list", "why")
"""Types whose answers are parts that a right answer has all of; for other types they are wordings of one."""
REVIEW_CHARACTERS = 1_000
"""Of what is to be reviewed: a remark to a person, which stands beside a question in an editor."""
_SPLITS = ("dev", "test")
KEYS = (
    *("id", "question", "answers", "answerable", "type", "asked_at", "history", "evidence", "rivals", "stale"),
    *("speaker", "split", "review"),
)
_ALIKE = 0.8
"""From where on a key that is not known is a slip of one with the same first letter, as in an article's fields:
"answer" is one of "answers", "story" none of "history"."""


def question(row: Row) -> GoldQuestion:
    """The question of a row."""
    _see_slips(row)
    type_ = row.key("type") if row.has("type") else "other"
    return GoldQuestion(
        id=row.key("id"),
        text=asked(row, "question"),
        answers=_answers(row, type_),
        answerable=row.flag("answerable", default=True),
        type=type_,
        asked_at=moment(row, "asked_at"),
        history=tuple(Turn(asked(turn, "question"), turn.text("answer")) for turn in row.rows("history")),
        evidence=tuple(map(_evidence, row.rows("evidence"))),
        rivals=row.texts("rivals"),
        stale=row.texts("stale"),
        speaker=row.optional("speaker"),
        split=_split(row),
        review=row.optional("review", REVIEW_CHARACTERS),
    )


def written(gold: GoldQuestion) -> str:
    """The line of a question, read as the same question again; in ASCII, so that no character of it ends a line.

    Raises:
        UsageError: it holds what the format does not allow.

    """
    row = {
        "id": gold.id,
        "question": gold.text,
        "answers": _written_answers(gold),
        "answerable": gold.answerable,
        "type": gold.type,
        "asked_at": _written_moment(gold.asked_at),
        "history": [{"question": turn.question, "answer": turn.answer} for turn in gold.history],
        "evidence": [_written_evidence(each) for each in gold.evidence],
        "rivals": gold.rivals,
        "stale": gold.stale,
        "speaker": gold.speaker,
        "split": gold.split,
        "review": gold.review,
    }
    line = json.dumps({name: value for name, value in row.items() if value not in (None, (), [])})
    question(Row.of(f"the question '{gold.id[:80]}'", json.loads(line)))
    return line


def asked(row: Row, name: str) -> str:
    """A question that can be asked."""
    text = row.text(name)
    try:
        return checked_question(text)
    except UsageError as error:
        raise row.fault(name, str(error).rstrip(".")) from error


def _see_slips(row: Row) -> None:
    """Other keys are the person's own; one that was meant for ours would be missed without a word."""
    for key in row.values:
        if key not in KEYS and len(key) <= max(map(len, KEYS)) + 1:
            meant = get_close_matches(key, [each for each in KEYS if each[:1] == key[:1]], n=1, cutoff=_ALIKE)
            if meant and meant[0] not in row.values:
                raise row.fault(key, f"is no field; `{meant[0]}` may be meant")


def _answers(row: Row, type_: str) -> tuple[tuple[str, ...], ...]:
    parts = row.parts("answers")
    if parts is None:
        texts = row.texts("answers")
        parts = tuple((each,) for each in texts) if type_ in IN_PARTS else (texts,)
    if row.values.get("answers") and not row.flag("answerable", default=True):
        raise row.fault("answers", "is given, but answerable is false; take one of the two back")
    return in_parts(parts)


def _written_answers(gold: GoldQuestion) -> list[Any]:
    """A list for each part, unless texts alone are read so."""
    if gold.type in IN_PARTS and all(len(part) == 1 for part in gold.answers):
        return [wording for part in gold.answers for wording in part]
    if gold.type not in IN_PARTS and len(gold.answers) == 1:
        return list(gold.answers[0])
    return [list(part) for part in gold.answers]


def _written_moment(at: datetime | None) -> str | None:
    """Shown in UTC, with its zone."""
    if at is None:
        return None
    in_utc = at.astimezone(UTC).replace(tzinfo=None)
    return in_utc.isoformat(timespec="microseconds" if at.microsecond else "seconds") + "Z"


def _written_evidence(evidence: GoldEvidence) -> dict[str, str]:
    quote = {} if evidence.quote is None else {"quote": evidence.quote}
    return {"article_id": evidence.article_id, **quote}


def _evidence(row: Row) -> GoldEvidence:
    """`article` is what the first files of this format called it."""
    name = "article" if row.has("article") and not row.has("article_id") else "article_id"
    return GoldEvidence(row.key(name), row.optional("quote"))


def _split(row: Row) -> str:
    split = row.key("split") if row.has("split") else "test"
    if split not in _SPLITS:
        raise row.fault("split", f"'{split[:40]}' is none; give dev or test")
    return split


def _questions(path: Path) -> Iterator[Found]:
    for row in lines(path):
        yield Found(row, question(row))


FORMAT = Format("own", "one question a line (docs/questions.schema.json)", lambda path: (path,), _questions)
