"""A library as one file, and back. Vectors are published anew from it; nothing is embedded again."""

import os
import sqlite3
import uuid
from contextlib import closing
from pathlib import Path

from bot.errors import LibraryDamaged, LibraryEmpty, UsageError
from bot.library import catalog, schema, swap
from bot.library.database import open_reading, transaction, translated
from bot.library.vectors import VectorStore


def write(connection: sqlite3.Connection, file: Path) -> None:
    """Write what this read transaction sees into one file that is not there yet."""
    _see_that_it_can_be_made(file)
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
    """See that the file is a whole newsdesk backup that this newsdesk knows.

    Raises:
        UsageError: there is no such file.
        LibraryDamaged, LibraryIncompatible: it is none.

    """
    with closing(_open(file)) as connection, translated(file):
        _see(connection, file)


def put_back(live: sqlite3.Connection, live_file: Path, file: Path, vectors: VectorStore, *, replace: bool) -> None:
    """Put the backup in the place of the live library, under a new name, so that no memory of the old one fits."""
    if not replace and not catalog.is_empty(live):
        raise UsageError(f"The library in {live_file.parent} holds articles. Say --replace to put the backup there.")
    old = catalog.state(live)
    with swap.beside(live, live_file, vectors) as new:
        with closing(_open(file)) as source, translated(file):
            _see(source, file)
            source.backup(new)
        new.execute("PRAGMA journal_mode = WAL").fetchone()
        schema.migrate(new)
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


def _open(file: Path) -> sqlite3.Connection:
    try:
        return open_reading(file)
    except LibraryEmpty as error:
        raise UsageError(f"There is no file {file}. Give the path of a file that `newsdesk backup` wrote.") from error


def _see(connection: sqlite3.Connection, file: Path) -> None:
    try:
        found = schema.version(connection)
        if found:
            swap.see_whole(connection, str(file))
            catalog.state(connection)
    except (LibraryDamaged, sqlite3.DatabaseError) as error:
        raise LibraryDamaged(f"{file} is not a whole newsdesk backup: {error}") from error
    if not found:
        raise LibraryDamaged(f"{file} is not a newsdesk backup: it is an empty database.")
