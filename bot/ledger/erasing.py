"""Sees that no trace of deleted receipts stays in the file, also where an earlier wiping failed."""

import sqlite3
from pathlib import Path

from bot.errors import LedgerError
from bot.storage.database import BUSY_SECONDS
from bot.storage.erasing import erase


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
    if not erase(connection, patience_seconds):
        raise LedgerError(f"A program that is reading still holds old pages in {file}-wal.")
    connection.execute("UPDATE ledger SET wiped = max(wiped, ?)", (deletions,))
