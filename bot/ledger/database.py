"""The door to SQLite: opens ledger.db for reading or writing; what SQLite or the system raises becomes a LedgerError.

Nothing here knows the tables. Reading creates nothing, and does without SQLite's shared memory on a read-only disk.
"""

import errno
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.errors import LedgerError

BUSY_SECONDS = 10.0
"""Writers wait this long for each other; one transaction takes milliseconds, erasing a large ledger some seconds."""
PAUSE_SECONDS = 0.02
"""Between two tries of what SQLite does not wait for by itself."""
_NEARLY_FULL_BYTES = 1 << 20
"""An input/output error with less room than this is taken for a full disk."""


def is_there(file: Path) -> bool:
    """Whether there is a file that this user may read. Raises LedgerError if something else lies there."""
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(file.parent, error.strerror) from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "something"
        raise LedgerError(f"{file} is {kind} where newsdesk keeps a file of its own. Move it away.")
    if not _may(file, os.R_OK):
        raise _unreadable(file, os.strerror(errno.EACCES))
    return True


def open_reading(file: Path) -> sqlite3.Connection:
    """Open a file that is there for reading only, in autocommit mode."""
    with translated(file):
        connection = _connect(f"{_uri(file)}?mode=ro")
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if _may_have_shared_memory(file.parent):
                raise
            connection = _open_unshared(file)
        return connection


def open_writing(file: Path) -> sqlite3.Connection:
    """Open for reading and writing, created if needed, in WAL mode; what is deleted is overwritten with zeros."""
    with translated(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = _connect(f"{_uri(file)}?mode=rwc")
        try:
            _enter_wal_mode(connection)
            connection.execute("PRAGMA secure_delete = ON").fetchone()
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection


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


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Raise the LedgerError that says what SQLite's or the system's error means for the ledger in `file`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, file) from error
    except OSError as error:
        raise _system_meaning(error, file) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection stands in the way."""
    return _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _enter_wal_mode(connection: sqlite3.Connection) -> None:
    """Of several that open a new file at once, SQLite refuses all but one, and does not let the others wait."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(PAUSE_SECONDS)
        else:
            return


def _meaning(error: sqlite3.Error, file: Path) -> LedgerError:
    code = _code(error)
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_nearly_full(file.parent)):
        return _full(file)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _read_only(file)
    if code == sqlite3.SQLITE_CANTOPEN:
        try:
            is_there(file)
        except LedgerError as reason:
            return reason
        return _full(file) if _is_nearly_full(file.parent) else _read_only(file)
    if is_busy(error):
        return LedgerError(f"Another program holds {file} locked. Wait for it to end and try again.")
    return LedgerError(
        f"{file} cannot be read: {error}. Move it away, and its -wal with it: the library is not touched, "
        "but receipts and the count of what was spent begin anew."
    )


def _system_meaning(error: OSError, file: Path) -> LedgerError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(file)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only(file)
    return LedgerError(f"{file} cannot be used: {error.filename or file.parent}: {error.strerror or error}.")


def _unreadable(path: Path, reason: str | None) -> LedgerError:
    return LedgerError(f"{path} cannot be read: {reason}. Give this user the right to read it.")


def _full(file: Path) -> LedgerError:
    return LedgerError(f"{file} cannot be written: the disk is full. Make room and try again.")


def _read_only(file: Path) -> LedgerError:
    return LedgerError(
        f"{file} cannot be written: the folder or disk is read-only for this user. "
        "Make it writable, or choose another folder with --data-dir."
    )


def _may_have_shared_memory(folder: Path) -> bool:
    return _may(folder, os.W_OK) and not _is_nearly_full(folder)


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _open_unshared(file: Path) -> sqlite3.Connection:
    """Read a ledger beside which no file can be made and in which no writer left its files."""
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise LedgerError(
            f"{log} holds changes that can only be read where the folder can be written. Make it so once."
        )
    connection = _connect(f"{_uri(file)}?mode=ro&immutable=1")
    connection.execute("PRAGMA schema_version").fetchone()
    return connection


def _is_nearly_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _NEARLY_FULL_BYTES
    except OSError:
        return False


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _uri(file: Path) -> str:
    return f"file:{quote(str(file.absolute()))}"
