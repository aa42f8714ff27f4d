"""Articles put into library.db and taken out again, with their texts, passages, embeddings, words and signatures.

Every function here runs inside a transaction of its caller and knows nothing of files, locks or Chroma.
"""

import sqlite3
from collections.abc import Sequence

from bot.library import catalog, origins
from bot.library.records import ArticleRecord
from bot.library.rows import ARTICLE_COLUMNS, article_row, sentence_bytes, text_hash, vector_bytes
from bot.library.signatures import sign


def replace(connection: sqlite3.Connection, records: Sequence[ArticleRecord]) -> None:
    """Add the articles as one change; one that is there goes first. Each gets the id of its origin."""
    change = catalog.next_change(connection)
    loosened: set[str] = set()
    added: dict[str, int] = {}
    for record in records:
        loosened |= _delete(connection, record.article.id)
        added[record.article.id] = _insert(connection, record, change)
    origins.regroup(connection, sorted(loosened), added.values())


def remove(connection: sqlite3.Connection, article_ids: Sequence[str]) -> int:
    """Take the articles out as one change; how many were there."""
    loosened = [_delete(connection, article_id) for article_id in article_ids]
    gone = sum(map(len, loosened))
    if gone:
        catalog.next_change(connection)
        origins.regroup(connection, sorted(set().union(*loosened)), [])
    return gone


def refill_words(connection: sqlite3.Connection) -> None:
    """Empty the full-text index and fill it from the stored texts."""
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    rows = connection.execute(
        "SELECT a.number, a.title, CAST(t.text AS BLOB) FROM articles a JOIN texts t ON t.article = a.number"
    )
    for number, title, raw in rows:
        text = raw.decode(errors="replace")
        spans = connection.execute('SELECT id, start, "end" FROM passages WHERE article = ?', (number,))
        for passage_id, start, end in spans:
            _add_words(connection, passage_id, title, text[start:end])


def _insert(connection: sqlite3.Connection, record: ArticleRecord, change: int) -> int:
    """Add an article that is not there, as the only one of its origin; its number."""
    article = record.article
    number: int = connection.execute(
        f"INSERT INTO articles ({', '.join(ARTICLE_COLUMNS)}) VALUES ({', '.join('?' * len(ARTICLE_COLUMNS))}) "
        "RETURNING number",
        article_row(record),
    ).fetchone()[0]
    connection.execute(
        "INSERT INTO texts (article, text, text_hash, sentences) VALUES (?, ?, ?, ?)",
        (number, article.text, text_hash(article.text.encode()), sentence_bytes(record.sentences)),
    )
    for passage, vector in zip(record.passages, record.embeddings, strict=True):
        added = connection.execute(
            'INSERT INTO passages (article, ordinal, start, "end", change) VALUES (?, ?, ?, ?, ?)',
            (number, passage.ordinal, passage.start, passage.end, change),
        ).lastrowid
        connection.execute("INSERT INTO embeddings (passage, vector) VALUES (?, ?)", (added, vector_bytes(vector)))
        _add_words(connection, int(added or 0), article.title, article.text[passage.start : passage.end])
    origins.remember(connection, number, record.signature or sign(article.text))
    return number


def _delete(connection: sqlite3.Connection, article_id: str) -> set[str]:
    """Take an article out; the id of the origin that it leaves behind, nothing when it is not there.

    The full-text index needs the old words to forget them: where the stored text is no longer what was written,
    the whole index is filled again.
    """
    row = connection.execute(
        "SELECT a.number, a.origin_id, a.title, CAST(t.text AS BLOB), t.text_hash FROM articles a "
        "LEFT JOIN texts t ON t.article = a.number WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return set()
    number, origin_id, title, raw, stored_hash = row
    intact = raw is not None and text_hash(raw) == stored_hash
    spans = connection.execute('SELECT id, start, "end" FROM passages WHERE article = ?', (number,)).fetchall()
    if intact:
        text = raw.decode()
        for passage_id, start, end in spans:
            connection.execute(
                "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)",
                (passage_id, title or "", text[start:end]),
            )
    connection.executemany("INSERT OR IGNORE INTO removed (passage) VALUES (?)", [(span[0],) for span in spans])
    origins.forget(connection, number)
    connection.execute("DELETE FROM articles WHERE number = ?", (number,))
    if not intact:
        refill_words(connection)
    return {origin_id}


def _add_words(connection: sqlite3.Connection, passage_id: int, title: str | None, text: str) -> None:
    connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (passage_id, title or "", text))
