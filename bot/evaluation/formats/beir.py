"""BEIR's folders (Thakur et al. 2021): `corpus.jsonl`, `queries.jsonl`, `qrels/*.tsv`; retrieval only, no answers.

Queries without a relevant article cannot be measured and are left out. Grades above 0 count alike.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.domain.article import visible
from bot.errors import UsageError
from bot.evaluation.formats.files import ARTICLES_BYTES, lines, located, numbered_lines, shown
from bot.evaluation.formats.intake import SetIntake, body, draft
from bot.evaluation.formats.naming import Format, Found
from bot.evaluation.formats.own import asked
from bot.evaluation.formats.rows import KEY_CHARACTERS, Row
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.drafts import Draft, Unread

TYPE = "retrieval"
_TEST = re.compile(r"test\.tsv(?:\.gz)?")
_FIELDS = ("query-id", "corpus-id", "score")
MOST_JUDGEMENTS = 5_000_000
"""Ten times MS MARCO's train judgements; each is held."""


def _question_files(path: Path) -> tuple[Path, ...]:
    return (located(path, "queries.jsonl"), *_judgement_files(path))


def _judgement_files(path: Path) -> tuple[Path, ...]:
    """In order of name; those of the test half last, so that a query of two halves belongs to it."""
    found = [file for file in (path / "qrels").glob("*") if file.name.removesuffix(".gz").endswith(".tsv")]
    if not found:
        raise UsageError(f"There is no qrels/*.tsv in {shown(path)}. Give BEIR's folder as it is unpacked.")
    return tuple(sorted(found, key=lambda file: (bool(_TEST.fullmatch(file.name)), file.name)))


def _questions(path: Path) -> Iterator[Found]:
    relevant: dict[str, dict[str, None]] = defaultdict(dict)
    splits: dict[str, str] = {}
    for file in _judgement_files(path):
        split = "test" if _TEST.fullmatch(file.name) else "dev"
        for query, article in _judgements(file):
            relevant[query][article] = None
            splits[query] = split
    for row in lines(located(path, "queries.jsonl")):
        query = row.key("_id")
        if query in relevant:
            evidence = tuple(map(GoldEvidence, relevant[query]))
            gold = GoldQuestion(query, asked(row, "text"), type=TYPE, evidence=evidence, split=splits[query])
            yield Found(row, gold)


def _judgements(file: Path) -> Iterator[tuple[str, str]]:
    """Each query with an article that is relevant to it."""
    for count, (number, line) in enumerate(numbered_lines(file)):
        cells = dict(zip(_FIELDS, line.rstrip("\r\n").split("\t"), strict=False))
        row = Row(f"{shown(file)}, line {number}", cells)
        if count == MOST_JUDGEMENTS:
            raise UsageError(f"{row.place}: more than {MOST_JUDGEMENTS:,} judgements. Give a part of them.")
        score = row.text("score", KEY_CHARACTERS)
        if count == 0 and score == "score":
            continue
        if not re.fullmatch(r"-?[0-9]{1,9}", score):
            raise row.fault("score", f"'{visible(score)[:40]}' is no whole number; give 0, 1, 2, ...")
        query, article = row.key("query-id"), row.key("corpus-id")
        if int(score) > 0:
            yield query, article


def _articles(path: Path) -> SetIntake:
    file = located(path, "corpus.jsonl")
    return SetIntake([file], lambda: (_draft(file, row) for row in lines(file, ARTICLES_BYTES)))


def _draft(file: Path, row: Row) -> Draft | Unread:
    return draft(file, row.number, body(row, "text"), {"id": row.key("_id"), "title": row.optional("title")})


FORMAT = Format(
    "beir", "a folder with corpus.jsonl, queries.jsonl, qrels/*.tsv", _question_files, _questions, _articles
)
