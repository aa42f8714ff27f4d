"""MultiHop-RAG (Tang and Yang 2024): a folder with `corpus.json` and `MultiHopRAG.json`, or the path of the latter.

A question's facts stand in two to four articles, named by their addresses; of a null query, nothing can be told.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from bot.evaluation.formats.files import items, located
from bot.evaluation.formats.intake import SetIntake, body, draft
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.own import asked
from bot.evaluation.formats.rows import Row
from bot.evaluation.formats.wordings import one_part
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.cleaning import clean
from bot.ingestion.drafts import Draft, Unread

_TYPES = ("inference", "comparison", "temporal", "null")


def _question_files(path: Path) -> tuple[Path, ...]:
    return (located(path, "MultiHopRAG.json") if path.is_dir() else path,)


def _questions(path: Path) -> Iterator[Found]:
    for row in items(_question_files(path)[0]):
        yield Found(row, _question(row))


def _question(row: Row) -> GoldQuestion:
    type_ = _type(row)
    answerable = type_ != "null"
    return GoldQuestion(
        id=f"multihoprag-{row.number}",
        text=asked(row, "query"),
        answers=one_part([row.text("answer")]) if answerable else (),
        answerable=answerable,
        type=type_,
        evidence=tuple(
            GoldEvidence(_article_id(fact), clean(fact.optional("fact") or "") or None)
            for fact in row.rows("evidence_list")
        )
        if answerable
        else (),
    )


def _type(row: Row) -> str:
    given = row.text("question_type")
    type_ = given.removesuffix("_query")
    if type_ not in _TYPES:
        raise row.fault("question_type", f"'{given[:40]}' is none; give {', '.join(_TYPES)} with _query after it")
    return type_


def _article_id(row: Row) -> str:
    """The set names articles by address; a hash of it is short, and the same for corpus and evidence."""
    return "multihoprag-" + sha256(row.text("url" if row.has("url") else "title").encode()).hexdigest()[:12]


def _articles(path: Path) -> SetIntake:
    file = located(path if path.is_dir() else path.parent, "corpus.json")
    return SetIntake([file], lambda: (_draft(file, row) for row in items(file)))


def _draft(file: Path, row: Row) -> Draft | Unread:
    fields = {
        "id": _article_id(row),
        "title": row.optional("title"),
        "outlet": row.optional("source"),
        "author": row.optional("author"),
        "url": row.optional("url"),
        "published": row.optional("published_at"),
    }
    return draft(file, row.number, body(row, "body"), fields)


FORMAT = Format("multihoprag", "a folder with corpus.json, MultiHopRAG.json", _question_files, _questions, _articles)
