"""Sees that what was removed is in none of SQLite's files, and says what is left where that fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import LibraryBusy, LibraryFull
from bot.library.vectors import VectorsUnreadable
from bot.storage.database import BUSY_SECONDS
from bot.storage.erasing import erase


def erase_traces(connection: sqlite3.Connection, file: Path, *, patience_seconds: float = BUSY_SECONDS) -> None:
    """Write the database anew without what was deleted, carry the log into it, and cut the log to nothing.

    Raises:
        LibraryBusy: a reader kept the old pages in use all the while; they vanish with the next change.

    """
    if not erase(connection, patience_seconds):
        raise LibraryBusy(
            f"The articles are removed, but a program that is reading still holds their old pages in {file}-wal. "
            "They go when it ends and `newsdesk doctor --repair` or the next ingest runs."
        )


@contextmanager
def told_what_is_left(gone: int, folder: Path) -> Iterator[None]:
    """Where erasing fails after `gone` articles were removed, say that they are, and what is left to do."""
    finish = "then run `newsdesk doctor --repair`, or ingest again, to finish."
    try:
        yield
    except LibraryFull as error:
        if not gone:
            raise
        raise LibraryFull(
            f"{gone} articles are removed and in no answer any more, but the disk that holds {folder} is full: their "
            f"old pages or their published vectors could not all be erased. Make room, {finish}"
        ) from error
    except VectorsUnreadable as error:
        if not gone:
            raise
        raise VectorsUnreadable(
            f"{gone} articles are removed and in no answer any more, but the vectors could not be published without "
            f"theirs: {error} See to that, {finish}"
        ) from error
