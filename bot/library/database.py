"""The door to SQLite: opens library.db for reading or writing and translates what SQLite raises.

Nothing here knows the tables. Reading never creates a library; on a read-only disk it reads without SQLite's
shared-memory file.
"""

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bot.errors import LibraryBusy, LibraryDamaged, LibraryEmpty, LibraryError, LibraryFull, LibraryReadOnly

PAGE_BYTES = 4096
"""Fixed: replacing a library page by page needs the same size in both files."""
BUSY_SECONDS = 10.0
"""Writers wait this long for each other's locks; SQLite's readers never wait for a writer."""
_NEARLY_FULL_BYTES = 1 << 20
"""An input/output error with less room than this is taken for a full disk."""


def open_reading(file: Path) -> sqlite3.Connection:
    """Open for reading only, in autocommit mode, usable from any thread.

    Raises:
        LibraryEmpty: there is no file.
        LibraryError: it is no file, or this user may not read it.

    """
    if not is_there(file):
        raise LibraryEmpty(f"There is no library in {file.parent} yet. Run `newsdesk ingest PATH` first.")
    with translated(file):
        connection = _connect(f"{_uri(file)}?mode=ro")
        try:
            connection.execute("PRAGMA schema_version").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if not _has_no_shared_memory(error, file.parent):
                raise
            connection = _open_unshared(file)
        return connection


def open_writing(file: Path) -> sqlite3.Connection:
    """Open for reading and writing, created if needed, in WAL mode; what is deleted is overwritten with zeros."""
    with translated(file):
        connection = _connect(f"{_uri(file)}?mode=rwc")
        try:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            connection.execute("PRAGMA secure_delete = ON").fetchone()
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
        except BaseException:
            connection.close()
            raise
        return connection


def is_there(file: Path) -> bool:
    """Whether there is a file that this user may read. It is not opened: closing it would end SQLite's locks on it.

    Raises:
        LibraryDamaged: something else than a file lies there.
        LibraryError: this user may not read it, or not look into its folder.

    """
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise _unreadable(file.parent, error.strerror) from error
    if not stat.S_ISREG(mode):
        raise LibraryDamaged(
            f"{file} is {'a folder' if stat.S_ISDIR(mode) else 'something'} where newsdesk keeps a file. Move it away, "
            "or put a backup in its place with `newsdesk restore FILE --replace`."
        )
    if not os.access(file, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise _unreadable(file, os.strerror(errno.EACCES))
    return True


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: committed at the end, rolled back when anything is raised."""
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
    """Raise the LibraryError that says what SQLite's or the system's error means for the library in `file`."""
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, file) from error
    except OSError as error:
        raise system_meaning(error, file.parent) from error


def system_meaning(error: OSError, folder: Path) -> LibraryError:
    """What an error of the file system means for the library in `folder`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _full(folder)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return _read_only(folder)
    where = error.filename or folder
    return LibraryDamaged(f"The library in {folder} cannot be used: {where}: {error.strerror or error}.")


def nearly_full_or(error: LibraryError, folder: Path) -> LibraryError:
    """The same error, or that the disk is full where it very nearly is: Chroma does not tell these apart."""
    return _full(folder) if _is_nearly_full(folder) else error


def _meaning(error: sqlite3.Error, file: Path) -> LibraryError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    folder = file.parent
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_nearly_full(folder)):
        return _full(folder)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _read_only(folder)
    if code == sqlite3.SQLITE_CANTOPEN:
        try:
            is_there(file)
        except LibraryError as reason:
            return reason
    if code == sqlite3.SQLITE_CANTOPEN and file.parent.is_dir():
        return _full(folder) if _is_nearly_full(folder) else _read_only(folder)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusy(f"Another program holds {file} locked. Wait for it to end and try again.")
    return LibraryDamaged(
        f"{file} cannot be read: {error}. Put a backup in its place with `newsdesk restore FILE --replace`, "
        "or move the folder away and ingest again."
    )


def _unreadable(path: Path, reason: str | None) -> LibraryError:
    return LibraryError(
        f"{path} cannot be read: {reason}. Give this user the right to read it, "
        "or choose another data folder with --data-dir."
    )


def _full(folder: Path) -> LibraryFull:
    free = _free_bytes(folder)
    return LibraryFull(
        f"The disk that holds {folder} is full ({free / 1e6:.1f} MB free). Nothing half-written was kept; "
        "make room and run the command again."
    )


def _read_only(folder: Path) -> LibraryReadOnly:
    return LibraryReadOnly(
        f"The library in {folder} cannot be written: the folder or disk is read-only for this user. "
        "Asking works; to change it, make it writable or choose another folder with --data-dir."
    )


def _is_nearly_full(folder: Path) -> bool:
    return _free_bytes(folder) < _NEARLY_FULL_BYTES


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 1 << 62


def _connect(uri: str) -> sqlite3.Connection:
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)


def _uri(file: Path) -> str:
    return f"file:{quote(str(file.absolute()))}"


def _has_no_shared_memory(error: sqlite3.OperationalError, folder: Path) -> bool:
    """Whether SQLite could not make its shared-memory file: on a read-only or on a full disk."""
    code = error.sqlite_errorcode & 0xFF
    if code == sqlite3.SQLITE_IOERR:
        return _is_nearly_full(folder)
    return code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)


def _open_unshared(file: Path) -> sqlite3.Connection:
    """Read a library beside which no file can be made and in which no writer left its files."""
    log = file.with_name(f"{file.name}-wal")
    if log.exists() and log.stat().st_size:
        raise LibraryReadOnly(
            f"{log} holds changes that can only be read where the folder can be written. "
            "Make it writable once, or copy the folder to a disk that is."
        )
    connection = _connect(f"{_uri(file)}?mode=ro&immutable=1")
    connection.execute("PRAGMA schema_version").fetchone()
    return connection
