"""Counts what is in a library, for `newsdesk status`."""

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bot.library import catalog, loading, lock, schema
from bot.library.records import LibrarySummary
from bot.library.rows import ARTICLE_COLUMNS, as_summary
from bot.library.swap import BESIDE
from bot.library.vectors import VectorStore

_OWN = ("library.db", "library.db-wal", "library.db-shm", lock.LOCK, lock.NOTE, BESIDE, "chroma", "quarantine")


_CHOSEN = "WITH chosen AS (SELECT * FROM articles WHERE ?1 = '[]' OR collection IN (SELECT value FROM json_each(?1))) "


def summary(
    connection: sqlite3.Connection, folder: Path, vectors: VectorStore, collections: Sequence[str] = ()
) -> LibrarySummary:
    """What is in the library; the articles' figures are those of these collections, or of all."""
    chosen = json.dumps(list(collections))
    state = catalog.state(connection)
    published = catalog.published(connection, vectors.name)
    articles, passages, sentences, undated, outlets = connection.execute(
        f"{_CHOSEN} SELECT count(*), coalesce(sum(passages), 0), coalesce(sum(sentences), 0), "
        "coalesce(sum(first_day IS NULL), 0), count(DISTINCT outlet_key) FROM chosen",
        (chosen,),
    ).fetchone()
    newest = _end(connection, chosen, "DESC")
    oldest = _end(connection, chosen, "ASC")
    newer = connection.execute(
        "SELECT count(*) FROM passages WHERE id > ?", (published.last_passage if published else 0,)
    ).fetchone()[0]
    return LibrarySummary(
        folder=folder,
        articles=articles,
        passages=passages,
        sentences=sentences,
        newest=newest[0],
        newest_title=newest[1],
        oldest=oldest[0],
        outlets=outlets,
        collections=tuple(
            connection.execute(
                f"{_CHOSEN} SELECT collection, count(*) FROM chosen GROUP BY collection ORDER BY 1", (chosen,)
            ).fetchall()
        ),
        languages=loading.languages(connection),
        undated=undated,
        built_with=state.built_with,
        schema_version=schema.version(connection),
        change=state.change,
        published_change=published.change if published else None,
        published_passages=published.passages if published else 0,
        unpublished_passages=newer,
        bytes_on_disk=_bytes(folder),
        read_only=not os.access(folder, os.W_OK) or not os.access(folder / "library.db", os.W_OK),
    )


def nothing(folder: Path) -> LibrarySummary:
    """The summary of a folder in which there is no library."""
    return LibrarySummary(
        folder=folder,
        articles=0,
        passages=0,
        sentences=0,
        newest=None,
        newest_title=None,
        oldest=None,
        outlets=0,
        collections=(),
        languages=(),
        undated=0,
        built_with=None,
        schema_version=0,
        change=0,
        published_change=None,
        published_passages=0,
        unpublished_passages=0,
        bytes_on_disk=_bytes(folder),
        read_only=folder.exists() and not os.access(folder, os.W_OK),
    )


def _end(connection: sqlite3.Connection, chosen: str, order: str) -> tuple[str | None, str | None]:
    """Date and title of the newest or oldest dated article."""
    columns = ", ".join(ARTICLE_COLUMNS)
    row = connection.execute(
        f"{_CHOSEN} SELECT {columns} FROM chosen WHERE first_day IS NOT NULL ORDER BY published_at {order}, id LIMIT 1",
        (chosen,),
    ).fetchone()
    if row is None:
        return None, None
    found = as_summary(row)
    return found.date_text, found.title


def _bytes(folder: Path) -> int:
    total = 0
    for name in _OWN:
        path = folder / name
        for file in path.rglob("*") if path.is_dir() else [path]:
            try:
                total += file.stat().st_size if file.is_file() else 0
            except OSError:  # deleted by a writer meanwhile
                continue
    return total
