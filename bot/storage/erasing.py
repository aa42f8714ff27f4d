"""Sees that what was deleted is in none of SQLite's files: the file is written anew, the log beside it is empty.

`secure_delete` alone does not: when SQLite moves rows between pages, it can leave a copy of a row in the unused part of
a page, and zeros later only the row itself (1 of 400 rows in every second of our trials).
"""

import sqlite3
import time

from bot.storage.database import PAUSE_SECONDS

_CACHE_KIB = 65_536
"""A file up to this size is written anew in memory, a larger one by way of a temporary file."""


def erase(connection: sqlite3.Connection, patience_seconds: float) -> bool:
    """Leave no trace of what was deleted, now or earlier, and make the file as small as what is left.

    False: a reader kept the old pages in use all the while, and they are still in the log.
    """
    _write_anew(connection)
    return _cut_log(connection, patience_seconds)


def _write_anew(connection: sqlite3.Connection) -> None:
    before = connection.execute("PRAGMA temp_store").fetchone()[0]
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("PRAGMA temp_store = FILE")  # the copy of a large file need not fit into memory
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute(f"PRAGMA temp_store = {before}")


def _cut_log(connection: sqlite3.Connection, patience_seconds: float) -> bool:
    """Carry the log into the file and cut it to nothing. SQLite waits for readers, not for others who do the same."""
    until = time.monotonic() + patience_seconds
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE_SECONDS)
    return True
