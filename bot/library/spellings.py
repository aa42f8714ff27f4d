"""The words that the articles hold, as written: read out of the full-text index and the passages.

The index knows stems only ("byted" for ByteDance); how a word is spelled stands in a passage that holds the stem.
Which spelling was meant is the business of `search`.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from bot.library.records import Stem

_TITLE_AND_TEXT = (
    'SELECT a.title, CAST(t.text AS BLOB), p.start, p."end" FROM passages p JOIN articles a ON a.number = p.article '
    "JOIN texts t ON t.article = a.number WHERE p.id = ?"
)


def stems(connection: sqlite3.Connection, beginnings: Iterable[str]) -> list[Stem]:
    """The stems in the index that begin so, each once, in order. Reads only the part of the index where they stand."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_by_stem USING fts5vocab(main, words, row)")
    found: dict[str, int] = {}
    for beginning in sorted(set(beginnings)):
        # No character sorts after this one, so that it ends the range of all words that begin so.
        rows = connection.execute(
            "SELECT term, doc FROM temp.words_by_stem WHERE term >= ? AND term < ?",
            (beginning, f"{beginning}\U0010ffff"),
        )
        found.update(rows.fetchall())
    return [Stem(text, passages) for text, passages in sorted(found.items())]


def passages_with(connection: sqlite3.Connection, stem: str, limit: int) -> Iterator[str]:
    """Titles and texts of some passages that hold the stem."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_in_place USING fts5vocab(main, words, instance)")
    rows = connection.execute(
        "SELECT DISTINCT doc FROM (SELECT doc FROM temp.words_in_place WHERE term = ? LIMIT ?)", (stem, limit)
    ).fetchall()
    for (passage_id,) in rows:
        row = connection.execute(_TITLE_AND_TEXT, (passage_id,)).fetchone()
        if row is not None:
            title, raw, start, end = row
            yield f"{title or ''}\n{raw.decode(errors='replace')[start:end]}"


def holds(connection: sqlite3.Connection, expression: str) -> bool:
    """Whether any passage matches a full-text expression."""
    return connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (expression,)).fetchone() is not None
