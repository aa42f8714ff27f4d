"""What schema 1 kept only inside the bodies of receipts, for the columns of schema 2.

Reads the JSON of form 1 itself: what `encoding` makes of it may change. A body that cannot be read has nothing to tell.
"""

import json
import sqlite3
import zlib

from bot.domain.article import storable

_MOST_BYTES = 64 << 20
"""The largest that schema 1 wrote."""


def add_functions(connection: sqlite3.Connection) -> None:
    """Give SQL the functions that the second migration uses: NULL where a body does not tell."""
    connection.create_function("body_caller", 1, lambda body: _text(body, "caller"), deterministic=True)
    connection.create_function(
        "body_standalone", 1, lambda body: _text(body, "answer", "standalone_question"), deterministic=True
    )


def _text(body: bytes, *place: str) -> str | None:
    try:
        found = json.loads(zlib.decompressobj().decompress(body, _MOST_BYTES))
        for name in place:
            found = found[name]
        return storable(str(found))
    except (zlib.error, ValueError, LookupError, TypeError, RecursionError):
        return None
