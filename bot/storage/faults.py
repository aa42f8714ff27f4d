"""Which fault it is that SQLite or the system raised. What it means to a person is for the room whose file it is."""

import errno
import os
import shutil
import sqlite3
import stat
from enum import StrEnum
from pathlib import Path

_NEARLY_FULL_BYTES = 1 << 20
"""An input/output error with less room than this is taken for a full disk."""


class Kind(StrEnum):
    """What stands in the way."""

    MISSING = "there is no file"
    NOT_A_FILE = "something else lies in the file's place"
    UNREADABLE = "this user may not read the file, or not look into its folder"
    FULL = "the disk or quota is full"
    READ_ONLY = "the folder or disk cannot be written"
    BUSY = "another connection holds the file locked"
    LOG_LEFT = "the log holds changes that can only be read where the folder can be written"
    DAMAGED = "SQLite cannot read the file"
    UNUSABLE = "the system refuses, for another reason"


class Fault(Exception):
    """Raised within this room only; other rooms see what they tell of it.

    `where`: the path that it lies with. `reason`: SQLite's or the system's words, or else what is known.
    """

    def __init__(self, kind: Kind, where: object, reason: object = "") -> None:
        super().__init__(kind, where, reason)
        self.kind = kind
        self.where = str(where)
        self.reason = str(reason)


def of_sqlite(error: sqlite3.Error, file: Path) -> Fault:
    """What SQLite's error means."""
    code, folder = code_of(error), file.parent
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and is_nearly_full(folder)):
        return full(folder)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return Fault(Kind.READ_ONLY, folder)
    if code == sqlite3.SQLITE_CANTOPEN:
        try:
            is_there(file)
        except Fault as fault:
            return fault
        if folder.is_dir():
            return full(folder) if is_nearly_full(folder) else Fault(Kind.READ_ONLY, folder)
    return Fault(Kind.BUSY if is_busy(error) else Kind.DAMAGED, file, error)


def of_system(error: OSError, folder: Path) -> Fault:
    """What an error of the file system means for a file in `folder`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(folder)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Fault(Kind.READ_ONLY, folder)
    return Fault(Kind.UNUSABLE, error.filename or folder, error.strerror or error)


def full(folder: Path) -> Fault:
    """The disk is full, and how much room it has."""
    return Fault(Kind.FULL, folder, f"{_free_bytes(folder) / 1e6:.1f} MB free")


def is_there(file: Path) -> bool:
    """Whether there is a file that this user may read. It is not opened: closing it would end SQLite's locks on it.

    Raises:
        Fault: something else lies there, or this user may not read it.

    """
    try:
        mode = file.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise Fault(Kind.UNREADABLE, file.parent, error.strerror) from error
    if not stat.S_ISREG(mode):
        raise Fault(Kind.NOT_A_FILE, file, "a folder" if stat.S_ISDIR(mode) else "something")
    if not os.access(file, os.R_OK, effective_ids=os.access in os.supports_effective_ids):
        raise Fault(Kind.UNREADABLE, file, os.strerror(errno.EACCES))
    return True


def is_nearly_full(folder: Path) -> bool:
    """Whether so little room is left that writing may fail without SQLite or Chroma saying why."""
    return _free_bytes(folder) < _NEARLY_FULL_BYTES


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another connection stands in the way."""
    return code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where Python's part of it raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _free_bytes(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 1 << 62
