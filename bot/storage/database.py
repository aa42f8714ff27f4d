"""Opens SQLite's files for reading or writing, and makes transactions. Nothing here knows tables.

Reading creates nothing, and does without SQLite's shared-memory file where none can be made.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bot.storage import faults
from bot.storage.faults import Fault, Kind

BUSY_SECONDS = 10.0
"""Writers wait this long for each other's locks; SQLite's readers never wait for a writer."""
PAUSE_SECONDS = 0.02
"""Between two tries of what SQLite does not wait for by itself."""
_PRAGMAS = ("page_size = 4096", "journal_mode = WAL", "secure_delete = ON", "foreign_keys = ON")
"""What is deleted is overwritten with zeros. The page size is fixed: a file may be replaced by another page by page."""


@dataclass(frozen=True, slots=True)
class Door:
    """One room's way to its file. `told`: the error that the room raises for a fault of that file."""

    told: Callable[[Fault, Path], Exception]
    pragmas: tuple[str, ...] = ()
    """For writing, beside those that every file needs."""

    def is_there(self, file: Path) -> bool:
        """Whether there is a file that this user may read; it is not opened."""
        with self.translated(file):
            return faults.is_there(file)

    def open_reading(self, file: Path) -> sqlite3.Connection:
        """Open for reading only, in autocommit mode, usable from any thread."""
        with self.translated(file):
            if not faults.is_there(file):
                raise Fault(Kind.MISSING, file)
            return _open_reading(file)

    def open_writing(self, file: Path) -> sqlite3.Connection:
        """Open for reading and writing, created if needed, with its folder; likewise in autocommit mode."""
        with self.translated(file):
            faults.is_there(file)  # SQLite would wait for ever at a pipe
            file.parent.mkdir(parents=True, exist_ok=True)
            return _opened(file, "mode=rwc", *_PRAGMAS, *self.pragmas)

    @contextmanager
    def translated(self, file: Path) -> Iterator[None]:
        """Raise what the room tells of a fault instead of what SQLite or the system raised."""
        try:
            yield
        except Fault as fault:
            raise self.told(fault, file) from fault
        except sqlite3.Error as error:
            raise self.told(faults.of_sqlite(error, file), file) from error
        except OSError as error:
            raise self.told(faults.of_system(error, file.parent), file) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, and no other writer between: committed at the end, rolled back when anything is raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _open_reading(file: Path) -> sqlite3.Connection:
    try:
        return _opened(file, "mode=ro", "schema_version")
    except sqlite3.OperationalError as error:
        if not _has_no_shared_memory(error, file.parent):
            raise
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:  # without shared memory SQLite reads without the log
        raise Fault(Kind.LOG_LEFT, log)
    return _opened(file, "mode=ro&immutable=1", "schema_version")


def _has_no_shared_memory(error: sqlite3.OperationalError, folder: Path) -> bool:
    """Whether SQLite could not make its shared-memory file: on a read-only or on a full disk."""
    code = faults.code_of(error)
    if code == sqlite3.SQLITE_IOERR:
        return faults.is_nearly_full(folder)
    return code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _opened(file: Path, options: str, *pragmas: str) -> sqlite3.Connection:
    uri = f"file:{quote(os.fsencode(file.absolute()))}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for pragma in pragmas:
            _run(connection, pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _run(connection: sqlite3.Connection, pragma: str) -> None:
    """Of several that open a new file at once, SQLite refuses WAL mode to all but one, and does not let them wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA {pragma}").fetchone()
        except sqlite3.OperationalError as error:
            if not faults.is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return
