"""A folder with `questions.jsonl`, as `own` reads it, beside the `articles.jsonl` that they are asked of.

An article has id, title, date, source, url, text. A question may have `fake_answer`: what planted articles say.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.evaluation.formats import own
from bot.evaluation.formats.files import ARTICLES_BYTES, lines, located
from bot.evaluation.formats.intake import SetIntake, body, draft
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.rows import Row
from bot.ingestion.cleaning import clean
from bot.ingestion.drafts import Draft, Unread

_LABELS = ("positive", "negative", "counterfactual")
"""Some sets write into `source` what an article is there for: shown as its outlet, that would give the answer away."""


def _question_files(path: Path) -> tuple[Path, ...]:
    return (located(path, "questions.jsonl"),)


def _questions(path: Path) -> Iterator[Found]:
    for row in lines(located(path, "questions.jsonl")):
        gold = own.question(row)
        fake = row.optional("fake_answer")
        evidence = tuple(replace(each, quote=clean(each.quote or "") or None) for each in gold.evidence)
        rivals = gold.rivals if fake is None or fake in gold.rivals else (*gold.rivals, fake)
        yield Found(row, replace(gold, rivals=rivals, evidence=evidence))


def _articles(path: Path) -> SetIntake:
    file = located(path, "articles.jsonl")
    return SetIntake([file], lambda: (_draft(file, row) for row in lines(file, ARTICLES_BYTES)))


def _draft(file: Path, row: Row) -> Draft | Unread:
    source = row.optional("source")
    fields = {
        "id": row.key("id"),
        "title": row.optional("title"),
        "outlet": None if source in _LABELS else source,
        "published": row.optional("date"),
        "url": row.optional("url"),
    }
    return draft(file, row.number, body(row, "text"), fields)


FORMAT = Format("pairs", "a folder with questions.jsonl and articles.jsonl", _question_files, _questions, _articles)
