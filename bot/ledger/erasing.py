"""Sees that what was deleted is in none of SQLite's files.

`secure_delete` alone does not: when SQLite moves rows between pages, it can leave a copy of a row in the unused part of
a page, and zeros later only the row itself (1 of 400 rows in every second of our trials). So the file is written anew.
"""

import sqlite3
import time
from pathlib import Path

from bot.errors import LedgerError
from bot.ledger.database import BUSY_SECONDS, PAUSE_SECONDS

_CACHE_KIB = 65_536
"""A ledger up to this size is written anew in memory, a larger one by way of a temporary file."""


def count_deletion(connection: sqlite3.Connection) -> None:
    """Note, in the transaction that deletes receipts, that there are traces to wipe."""
    connection.execute("UPDATE ledger SET deletions = deletions + 1")


def wipe(connection: sqlite3.Connection, file: Path, *, patience_seconds: float = BUSY_SECONDS) -> None:
    """Leave no trace of what was deleted, now or earlier, and make the file as small as what is left.

    Raises:
        LedgerError: a reader kept the old pages in use all the while; the next wipe ends it.

    """
    deletions, wiped = connection.execute("SELECT deletions, wiped FROM ledger").fetchone()
    if deletions == wiped:
        return
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.execute("VACUUM")
    _cut_log(connection, file, patience_seconds)
    connection.execute("UPDATE ledger SET wiped = max(wiped, ?)", (deletions,))


def _cut_log(connection: sqlite3.Connection, file: Path, patience_seconds: float) -> None:
    """Carry the log into the file and cut it to nothing. SQLite waits for readers, not for others who do the same."""
    until = time.monotonic() + patience_seconds
    while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        if time.monotonic() > until:
            raise LedgerError(f"A program that is reading still holds old pages in {file}-wal.")
        time.sleep(PAUSE_SECONDS)
