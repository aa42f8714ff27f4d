"""Reads articles and their passages out of library.db, and sees that a text is what was written."""

import json
import sqlite3
from collections.abc import Sequence
from itertools import groupby

from bot.domain.article import Article, Sentence
from bot.errors import ArticleNotFound, LibraryDamaged
from bot.library.catalog import json_ids
from bot.library.records import ArticleSummary, LoadedPassage, Scope
from bot.library.rows import ARTICLE_COLUMNS, as_article, as_passage, as_sentences, as_summary, text_hash
from bot.library.scope import passing

_COLUMNS = ", ".join(f"a.{name}" for name in ARTICLE_COLUMNS)
MOST_COPIES = 200
"""Copies of one origin that are told of: more outlets than any answer names."""


def load(connection: sqlite3.Connection, passage_ids: Sequence[int]) -> tuple[list[LoadedPassage], set[str]]:
    """Passages in the given order, without those of damaged articles; and the ids of these articles."""
    passages = {
        row[0]: row[1:]
        for row in connection.execute(
            'SELECT id, article, ordinal, start, "end" FROM passages WHERE id IN (SELECT value FROM json_each(?))',
            (json_ids(passage_ids),),
        )
    }
    articles, damaged = _articles(connection, {row[0] for row in passages.values()})
    loaded = []
    for passage_id in passage_ids:
        number, *place = passages.get(passage_id, (None,))
        if number not in articles:
            continue
        article, sentences = articles[number]
        passage = as_passage(article.id, passage_id, *place)
        if passage.end <= len(article.text):
            loaded.append(LoadedPassage(passage, article, sentences))
        else:
            damaged.add(article.id)
    return loaded, damaged


def article(connection: sqlite3.Connection, article_id: str) -> Article:
    """One article with its text.

    Raises:
        ArticleNotFound: there is none of this id.
        LibraryDamaged: its text is not what was written.

    """
    row = connection.execute("SELECT number FROM articles WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise not_found(article_id)
    articles, damaged = _articles(connection, {row[0]})
    if damaged:
        raise LibraryDamaged(
            f"The stored text of article {article_id!r} is not what was written. Remove it with "
            f"`newsdesk articles remove {article_id}` and ingest its source again, or restore a backup."
        )
    return articles[row[0]][0]


def not_found(article_id: str) -> ArticleNotFound:
    """The error for an id that no article has."""
    return ArticleNotFound(f"There is no article {article_id!r}. `newsdesk articles list` shows what there is.")


def damaged_articles(connection: sqlite3.Connection) -> list[str]:
    """The ids of all articles whose text or sentences are not what was written. Reads every text."""
    numbers = [row[0] for row in connection.execute("SELECT number FROM articles ORDER BY number")]
    damaged: list[str] = []
    for first in range(0, len(numbers), 256):
        damaged += sorted(_articles(connection, set(numbers[first : first + 256]))[1])
    return damaged


def summaries(
    connection: sqlite3.Connection, *, limit: int | None, offset: int, collection: str | None, outlet_key: str | None
) -> list[ArticleSummary]:
    """Articles without their texts, newest first, undated last."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM articles a WHERE (?1 IS NULL OR a.collection = ?1) "
        "AND (?2 IS NULL OR a.outlet_key = ?2) "
        "ORDER BY a.published_at IS NULL, a.published_at DESC, a.id LIMIT ?3 OFFSET ?4",
        (collection, outlet_key, -1 if limit is None else limit, offset),
    )
    return [as_summary(row) for row in rows]


def in_scope(connection: sqlite3.Connection, scope: Scope, *, limit: int, offset: int) -> list[ArticleSummary]:
    """The articles that the scope lets through, without their texts, newest first, undated last."""
    passes = passing(scope)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM articles a WHERE {passes.sql} "
        "ORDER BY a.published_at IS NULL, a.published_at DESC, a.id LIMIT ? OFFSET ?",
        (*passes.values, limit, offset),
    )
    return [as_summary(row) for row in rows]


def copies(
    connection: sqlite3.Connection, origin_ids: Sequence[str], scope: Scope
) -> dict[str, tuple[ArticleSummary, ...]]:
    """The articles in scope of each origin, earliest first, at most `MOST_COPIES`; origins of one are left out."""
    passes = passing(scope)
    rows = connection.execute(
        f"SELECT {', '.join(ARTICLE_COLUMNS)} FROM (SELECT {_COLUMNS}, row_number() OVER earlier AS place, "
        "count(*) OVER (PARTITION BY a.origin_id) AS together FROM articles a "
        f"WHERE a.origin_id IN (SELECT value FROM json_each(?)) AND {passes.sql} WINDOW earlier AS "
        "(PARTITION BY a.origin_id ORDER BY a.last_day IS NULL, a.last_day, a.published_at, a.id)) "
        "WHERE together > 1 AND place <= ? ORDER BY origin_id, place",
        (json.dumps(list(origin_ids)), *passes.values, MOST_COPIES),
    )
    return {
        origin_id: tuple(together)
        for origin_id, together in groupby(map(as_summary, rows), key=lambda summary: summary.origin_id)
    }


def outlets(connection: sqlite3.Connection, collections: Sequence[str] = ()) -> tuple[str, ...]:
    """The outlets' names, each once, in order: of the articles in these collections, or of all."""
    rows = connection.execute(
        "SELECT min(outlet) FROM articles WHERE outlet IS NOT NULL AND (?1 = '[]' OR collection IN "
        "(SELECT value FROM json_each(?1))) GROUP BY outlet_key ORDER BY outlet_key",
        (json.dumps(list(collections)),),
    )
    return tuple(row[0] for row in rows)


def languages(connection: sqlite3.Connection) -> tuple[tuple[str | None, int], ...]:
    """Languages and their numbers of articles, most first."""
    return tuple(
        connection.execute("SELECT language, count(*) FROM articles GROUP BY language ORDER BY 2 DESC, 1").fetchall()
    )


def _articles(
    connection: sqlite3.Connection, numbers: set[int]
) -> tuple[dict[int, tuple[Article, tuple[Sentence, ...]]], set[str]]:
    """Articles by row number, without those whose text or sentences are not what was written; and their ids."""
    rows = connection.execute(
        f"SELECT a.number, CAST(t.text AS BLOB), t.text_hash, t.sentences, {_COLUMNS} "
        "FROM articles a LEFT JOIN texts t ON t.article = a.number "
        "WHERE a.number IN (SELECT value FROM json_each(?)) ORDER BY a.number",
        (json_ids(sorted(numbers)),),
    )
    intact: dict[int, tuple[Article, tuple[Sentence, ...]]] = {}
    damaged: set[str] = set()
    for number, raw, stored_hash, spans, *columns in rows:
        if raw is None or text_hash(raw) != stored_hash:
            damaged.add(columns[0])
            continue
        found = as_article(columns, raw)
        try:
            intact[number] = (found, as_sentences(spans, len(found.text)))
        except LibraryDamaged:
            damaged.add(found.id)
    return intact, damaged
