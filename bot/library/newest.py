"""The newest stories of a scope: of each origin its earliest article, so that a late reprint is no news."""

import sqlite3

from bot.library.records import Scope
from bot.library.scope import passing

_ALL = "articles a"
_HOLDING = (
    "(SELECT p.article AS number, min(p.id) AS passage FROM words JOIN passages p ON p.id = words.rowid "
    "WHERE words MATCH ? GROUP BY p.article) held JOIN articles a ON a.number = held.number"
)
_FIRST_PASSAGE = "(SELECT min(p.id) FROM passages p WHERE p.article = number)"


def passages_of_newest(connection: sqlite3.Connection, scope: Scope, limit: int, expression: str = "") -> list[int]:
    """One passage id per origin, the newest story first: its first passage, or the first that matches `expression`.

    Undated articles are never new. The date is that of the origin's earliest article in scope.
    """
    passes = passing(scope)
    source, place = (_HOLDING, "passage") if expression else (_ALL, _FIRST_PASSAGE)
    rows = connection.execute(
        # SQLite takes the bare columns from the row of the minimum.
        f"SELECT {place} FROM (SELECT {'held.passage, ' if expression else ''}a.number, min(a.published_at) AS came "
        f"FROM {source} WHERE a.published_at IS NOT NULL AND ({passes.sql}) "
        "GROUP BY coalesce(nullif(a.origin_id, ''), a.id) ORDER BY came DESC, a.number LIMIT ?) "
        "ORDER BY came DESC, number",
        (*([expression] if expression else []), *passes.values, limit),
    ).fetchall()
    return [row[0] for row in rows if row[0] is not None]
