"""Putting one whole library in the place of another: built in rebuild.db, then copied over in one transaction.

SQLite's own backup writes the pages of the new file through the old file's log, so that readers see the old library
until the commit, and a kill leaves one or the other.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bot.errors import LibraryDamaged
from bot.library import catalog, generations, storing
from bot.library.database import open_writing, transaction
from bot.library.records import ArticleRecord, BuiltWith
from bot.library.rows import check_record
from bot.library.schema import migrate
from bot.library.vectors import VectorStore

BESIDE = "rebuild.db"
_BATCH = 256
"""Articles in one transaction."""


@contextmanager
def beside(live: sqlite3.Connection, file: Path, vectors: VectorStore) -> Iterator[sqlite3.Connection]:
    """A new library beside the live one; at the end its vectors are published and it takes the live one's place."""
    other = file.with_name(BESIDE)
    drop(other)
    new = open_writing(other)
    try:
        yield new
        generations.publish(new, vectors, sweep=False)
        new.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        new.backup(live)
    finally:
        new.close()
        drop(other)
    live.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # as far as readers allow
    generations.publish(live, vectors)


def begin(new: sqlite3.Connection, live: sqlite3.Connection, built_with: BuiltWith) -> None:
    """Make the empty tables, with the live library's name and with numbers that it never used."""
    migrate(new)
    with transaction(new):
        catalog.found(new, built_with, library_id=catalog.state(live).id)
    follow(new, live)


def follow(new: sqlite3.Connection, live: sqlite3.Connection) -> None:
    """See that the new library's change and numbers are later than the live one's, so that no memory of it fits."""
    old = catalog.state(live)
    with transaction(new):
        new.execute("UPDATE library SET change = max(change, ?), forget = 0", (old.change + 1,))
        for table in ("passages", "generations"):
            catalog.raise_last_number(new, table, catalog.last_number(live, table))


def fill(new: sqlite3.Connection, records: Iterable[ArticleRecord], dimension: int) -> None:
    """Store the records in batches."""
    stream = iter(records)
    while batch := list(islice(stream, _BATCH)):
        with transaction(new):
            for record in batch:
                check_record(record, dimension)
            storing.replace(new, batch)
    with transaction(new):
        new.execute("INSERT INTO words (words) VALUES ('optimize')")


def drop(other: Path) -> None:
    """Delete what a killed rebuild left."""
    for end in ("", "-wal", "-shm", "-journal"):
        other.with_name(other.name + end).unlink(missing_ok=True)


def see_whole(connection: sqlite3.Connection, name: str) -> None:
    """Ask SQLite whether the file is whole.

    Raises:
        LibraryDamaged: it is not.

    """
    trouble = trouble_in(connection)
    if trouble:
        raise LibraryDamaged(
            f"{name} is damaged: {trouble}. Put a backup in its place with `newsdesk restore FILE --replace`, "
            "or ingest the articles again."
        )


def trouble_in(connection: sqlite3.Connection) -> str | None:
    """What SQLite finds wrong with the file; None when it is whole."""
    answer = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    return None if answer == "ok" else answer
