"""A library as one file, and back. Vectors are published anew from it; nothing is embedded again."""

import os
import sqlite3
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import LibraryDamaged, UsageError
from bot.library import catalog, loading, schema, swap
from bot.library.database import open_reading, transaction, translated
from bot.library.vectors import VectorStore
from bot.storage.faults import code_of

_GIVE = "Give a file that `newsdesk backup` wrote."
_TORN = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""What SQLite says of a file that is no whole backup; a full disk, for one, is not the backup's fault."""


def write(connection: sqlite3.Connection, file: Path) -> None:
    """Write what this read transaction sees into one file that is not there yet.

    Raises LibraryDamaged where `restore` would refuse it.
    """
    _see_that_it_can_be_made(file)
    damaged = loading.damaged_articles(connection)
    if damaged:
        raise LibraryDamaged(
            f"Not backed up: the texts of {len(damaged)} articles are not what was written ({_some(damaged)}). "
            "Take them out with `newsdesk articles remove ID`, then back up, and ingest them again."
        )
    unfinished = file.with_name(f".{file.name}.{os.getpid()}.unfinished")
    with translated(file):
        try:
            connection.execute("COMMIT")  # VACUUM INTO begins a transaction of its own
            connection.execute("VACUUM INTO ?", (str(unfinished),))
            _see_that_it_can_be_made(file)
            unfinished.rename(file)
        finally:
            unfinished.unlink(missing_ok=True)


def see_that_it_is_one(file: Path) -> None:
    """See that the file is a whole newsdesk backup that this newsdesk knows, its texts what was written.

    Raises:
        UsageError: there is no such file, or it may not be read.
        LibraryDamaged, LibraryIncompatible: it is none.

    """
    with translated(file), _opened(file) as connection:
        if _version(connection, file) == schema.NEWEST:
            _see_texts(connection, file)


def put_back(live: sqlite3.Connection, live_file: Path, file: Path, vectors: VectorStore, *, replace: bool) -> None:
    """Put the backup in the place of the live library, under a new name, so that no memory of the old one fits."""
    if not replace and not catalog.is_empty(live):
        raise UsageError(f"The library in {live_file.parent} holds articles. Say --replace to put the backup there.")
    old = catalog.state(live)
    with swap.beside(live, live_file, vectors) as new:
        with _opened(file) as source:
            _version(source, file)
            source.backup(new)
        new.execute("PRAGMA journal_mode = WAL").fetchone()
        schema.migrate(new)
        _see_texts(new, file)
        swap.follow(new, live)
        with transaction(new):
            new.execute("UPDATE library SET id = ?", (uuid.uuid4().hex,))
            new.execute("DELETE FROM generations")
            new.execute("DELETE FROM removed")
    published = catalog.published(live, vectors.name)
    vectors.sweep(old.id, {published.number} if published else set())


def _see_that_it_can_be_made(file: Path) -> None:
    if file.exists():
        raise UsageError(f"{file} is there already. Choose a new name, or delete it first.")
    if not file.parent.is_dir() or not os.access(file.parent, os.W_OK):
        raise UsageError(f"{file.parent} is no folder that can be written. Choose another place for the backup.")


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The file for reading; whatever SQLite finds wrong with it is said of this file, not of the library."""
    try:
        with file.open("rb"):
            pass
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {file}. {_GIVE}") from error
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}. {_GIVE}") from error
    try:
        with closing(open_reading(file)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        if code_of(error) in _TORN:
            raise _no_backup(file, str(error)) from error
        raise
    except LibraryDamaged as error:
        if isinstance(error.__cause__, sqlite3.DatabaseError):
            raise _no_backup(file, str(error.__cause__)) from error
        raise


def _version(connection: sqlite3.Connection, file: Path) -> int:
    """The schema of a whole backup."""
    if schema.is_of_something_else(connection):
        raise _no_backup(file, "it is a database of something else")
    found = schema.version(connection)
    if not found:
        raise _no_backup(file, "it is an empty database")
    trouble = swap.trouble_in(connection)
    if trouble:
        raise _no_backup(file, trouble)
    if connection.execute("SELECT 1 FROM library").fetchone() is None:
        raise _no_backup(file, "it does not say what it was built with")
    return found


def _see_texts(connection: sqlite3.Connection, file: Path) -> None:
    damaged = loading.damaged_articles(connection)
    if damaged:
        raise _no_backup(file, f"the texts of {len(damaged)} articles are not what was written ({_some(damaged)})")


def _some(ids: Sequence[str]) -> str:
    return ", ".join(ids[:5]) + (", ..." if len(ids) > 5 else "")


def _no_backup(file: Path, why: str) -> LibraryDamaged:
    return LibraryDamaged(f"{file} is not a whole newsdesk backup: {why}. {_GIVE}")
