"""Our own format: one question a line, as `docs/questions.schema.json` describes it. Articles are given beside it."""

from collections.abc import Iterator
from pathlib import Path

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
_SPLITS = ("dev", "test")


def question(row: Row) -> GoldQuestion:
    """The question of a row."""
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
    )


def asked(row: Row, name: str) -> str:
    """A question that can be asked."""
    text = row.text(name)
    try:
        return checked_question(text)
    except UsageError as error:
        raise row.fault(name, str(error).rstrip(".")) from error


def _answers(row: Row, type_: str) -> tuple[tuple[str, ...], ...]:
    parts = row.parts("answers")
    if parts is None:
        texts = row.texts("answers")
        parts = tuple((each,) for each in texts) if type_ in IN_PARTS else (texts,)
    if row.values.get("answers") and not row.flag("answerable", default=True):
        raise row.fault("answers", "is given, but answerable is false; take one of the two back")
    return in_parts(parts)


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
