"""RealTime QA (Kasai et al. 2022): JSON lines of quiz questions with choices, asked on a day, with a line of evidence.

The evidence is that day's article. The choices are not shown to newsdesk: the right one is the answer. Where that is
"None of the above", no wording is known.
"""

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.formats.files import lines
from bot.evaluation.formats.intake import SetIntake, draft
from bot.evaluation.formats.moments import moment
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.own import asked
from bot.evaluation.formats.rows import Row
from bot.evaluation.formats.wordings import one_part
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.drafts import Draft, Unread

_NONE = "none of the above"


def _questions(path: Path) -> Iterator[Found]:
    for row in lines(path):
        yield Found(row, _question(row))


def _question(row: Row) -> GoldQuestion:
    name = row.key("question_id")
    return GoldQuestion(
        id=name,
        text=asked(row, "question_sentence"),
        answers=one_part(each for each in _right(row) if each.casefold() != _NONE),
        asked_at=moment(row, "question_date"),
        evidence=(GoldEvidence(name),) if row.optional("evidence") else (),
    )


def _right(row: Row) -> list[str]:
    """The choices whose places, counted from 0 and written as text, `answer` holds."""
    choices = row.texts("choices")
    right = []
    for place in row.texts("answer"):
        if not (place.isascii() and place.isdigit() and len(place) <= 4 and int(place) < len(choices)):
            raise row.fault("answer", f"'{place[:40]}' is no place among the {len(choices)} choices; count from 0")
        right.append(choices[int(place)])
    if not right:
        raise row.fault("answer", "is missing or empty; give the places of right choices")
    return right


def _articles(path: Path) -> SetIntake:
    return SetIntake([path], lambda: (_draft(path, row) for row in lines(path) if row.optional("evidence")))


def _draft(path: Path, row: Row) -> Draft | Unread:
    """Without the address, which is the quiz's and the same for all its questions."""
    fields = {
        "id": row.key("question_id"),
        "outlet": row.optional("question_source"),
        "published": row.optional("question_date"),
    }
    return draft(path, row.number, row.text("evidence"), fields)


FORMAT = Format("realtimeqa", "a *_qa.jsonl of RealTime QA", lambda path: (path,), _questions, _articles)
