"""Sees that what was deleted is in none of SQLite's files: zeros in the database, an empty log beside it."""

import sqlite3
import time
from pathlib import Path

from bot.errors import LibraryBusy
from bot.library.database import BUSY_SECONDS

_PAUSE_SECONDS = 0.05


def erase_traces(connection: sqlite3.Connection, file: Path, *, patience_seconds: float = BUSY_SECONDS) -> None:
    """Carry the log into the database, whose deleted parts are zeros, and cut the log to nothing.

    Raises:
        LibraryBusy: a reader kept the old pages in use all the while; they vanish with the next change.

    """
    until = time.monotonic() + patience_seconds
    while not _truncated(connection):
        if time.monotonic() > until:
            raise LibraryBusy(
                f"The articles are removed, but a program that is reading still holds their old pages in {file}-wal. "
                "They go when it ends and `newsdesk doctor --repair` or the next ingest runs."
            )
        time.sleep(_PAUSE_SECONDS)


def _truncated(connection: sqlite3.Connection) -> bool:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
