"""Rows of library.db that say what the library is, what is stored in it and which vectors are published.

Every function here runs inside a transaction of its caller and knows nothing of files, locks or Chroma.
"""

import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.errors import LibraryDamaged
from bot.library.records import ArticleRecord, BuiltWith, Generation
from bot.library.rows import (
    ARTICLE_COLUMNS,
    as_article,
    as_passage,
    as_sentences,
    as_vectors,
    text_hash,
)
from bot.library.signatures import Signature


@dataclass(frozen=True, slots=True)
class State:
    """The single row that says what this library is and how far it has come."""

    id: str
    change: int
    forget: bool
    built_with: BuiltWith | None


def state(connection: sqlite3.Connection) -> State:
    """Read what the library is.

    Raises:
        LibraryDamaged: the row is gone.

    """
    row = connection.execute(
        "SELECT id, change, forget, embedder, dimension, splitter, passage_tokens, overlap_sentences FROM library"
    ).fetchone()
    if row is None:
        raise LibraryDamaged("library.db does not say what it was built with. Restore a backup.")
    return State(row[0], row[1], bool(row[2]), BuiltWith(*row[3:]) if row[3] is not None else None)


def found(connection: sqlite3.Connection, built_with: BuiltWith, *, library_id: str | None = None) -> None:
    """Make the row of a new library, or say anew what an empty one is built with."""
    values = (
        built_with.embedder,
        built_with.dimension,
        built_with.splitter,
        built_with.passage_tokens,
        built_with.overlap_sentences,
    )
    connection.execute(
        "INSERT INTO library (only, id, change, embedder, dimension, splitter, passage_tokens, overlap_sentences) "
        "VALUES (1, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (only) DO UPDATE SET embedder = excluded.embedder, "
        "dimension = excluded.dimension, splitter = excluded.splitter, passage_tokens = excluded.passage_tokens, "
        "overlap_sentences = excluded.overlap_sentences",
        (library_id or uuid.uuid4().hex, *values),
    )


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no article."""
    return connection.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is None


def next_change(connection: sqlite3.Connection) -> int:
    """Count this transaction as one that changes articles."""
    return int(connection.execute("UPDATE library SET change = change + 1 RETURNING change").fetchone()[0])


def records(connection: sqlite3.Connection) -> Iterator[ArticleRecord]:
    """Stream everything that is stored, in the order in which it came.

    Raises:
        LibraryDamaged: a stored text is not what was written.

    """
    rows = connection.execute(
        f"SELECT a.number, a.location, CAST(t.text AS BLOB), t.text_hash, t.sentences, s.shingles, s.minima, s.names, "
        f"{', '.join('a.' + name for name in ARTICLE_COLUMNS)} "
        "FROM articles a JOIN texts t ON t.article = a.number "
        "LEFT JOIN signatures s ON s.article = a.number ORDER BY a.number"
    )
    for number, location, raw, stored_hash, spans, shingles, minima, names, *columns in rows:
        article = as_article(columns, raw)
        if text_hash(raw) != stored_hash:
            raise LibraryDamaged(
                f"The stored text of article {article.id!r} is not what was written. "
                f"Remove it with `newsdesk articles remove {article.id}` and ingest its source again."
            )
        stored = connection.execute(
            'SELECT p.id, p.ordinal, p.start, p."end", e.vector FROM passages p '
            "JOIN embeddings e ON e.passage = p.id WHERE p.article = ? ORDER BY p.ordinal",
            (number,),
        ).fetchall()
        yield ArticleRecord(
            article=article,
            sentences=as_sentences(spans, len(article.text)),
            passages=tuple(as_passage(article.id, *row[:4]) for row in stored),
            embeddings=as_vectors([row[4] for row in stored]),
            location=location,
            signature=Signature(shingles, minima, names) if minima is not None else None,
        )


def published(connection: sqlite3.Connection, store: str) -> Generation | None:
    """The published vectors, if the store of that name holds them."""
    row = connection.execute(
        "SELECT g.number, l.id, g.change, g.last_passage, g.passages, g.dead, coalesce(l.dimension, 0), g.store "
        "FROM generations g, library l WHERE g.store = ? ORDER BY g.number DESC LIMIT 1",
        (store,),
    ).fetchone()
    return Generation(*row) if row else None


def record_published(connection: sqlite3.Connection, generation: Generation) -> None:
    """Make a generation the published one, in the caller's transaction."""
    connection.execute("DELETE FROM generations")
    connection.execute(
        "INSERT INTO generations (number, change, last_passage, passages, dead, store, published_at) "
        "VALUES (?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
        (
            generation.number,
            generation.change,
            generation.last_passage,
            generation.passages,
            generation.dead,
            generation.store,
        ),
    )
    connection.execute("DELETE FROM removed")
    connection.execute("UPDATE library SET forget = 0")


def last_number(connection: sqlite3.Connection, table: str) -> int:
    """The greatest number ever given to a row of an AUTOINCREMENT table; 0 when none was."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(row[0]) if row else 0


def raise_last_number(connection: sqlite3.Connection, table: str, number: int) -> None:
    """See that no row of the table gets a number up to this one."""
    if number > last_number(connection, table):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, number))


def vectors_of(connection: sqlite3.Connection, passage_ids: Sequence[int]) -> np.ndarray:
    """The stored vectors of these passages, in this order.

    Raises:
        KeyError: one of them is not there.

    """
    stored = dict(
        connection.execute(
            "SELECT passage, vector FROM embeddings WHERE passage IN (SELECT value FROM json_each(?))",
            (json_ids(passage_ids),),
        )
    )
    return as_vectors([stored[passage_id] for passage_id in passage_ids])


def json_ids(passage_ids: Iterable[int]) -> str:
    """The ids as one bound value, for `json_each`: there may be more of them than SQLite takes one by one."""
    return f"[{','.join(str(int(passage_id)) for passage_id in passage_ids)}]"
