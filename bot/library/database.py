"""The library's door to SQLite: what is wrong with its file, as a LibraryError. Nothing here knows the tables."""

from pathlib import Path

from bot.errors import LibraryBusy, LibraryDamaged, LibraryEmpty, LibraryError, LibraryFull, LibraryReadOnly
from bot.storage import faults
from bot.storage.database import Door, transaction
from bot.storage.faults import Fault, Kind

__all__ = ["is_there", "nearly_full_or", "open_reading", "open_writing", "system_meaning", "transaction", "translated"]

_PRAGMAS = ("temp_store = MEMORY", "cache_size = -65536")  # 64 MiB
_ERRORS = {
    Kind.MISSING: LibraryEmpty,
    Kind.NOT_A_FILE: LibraryDamaged,
    Kind.UNREADABLE: LibraryError,
    Kind.FULL: LibraryFull,
    Kind.READ_ONLY: LibraryReadOnly,
    Kind.BUSY: LibraryBusy,
    Kind.LOG_LEFT: LibraryReadOnly,
    Kind.DAMAGED: LibraryDamaged,
    Kind.UNUSABLE: LibraryDamaged,
}
_WORDS = {
    Kind.MISSING: "There is no library in {folder} yet. Run `newsdesk ingest PATH` first.",
    Kind.NOT_A_FILE: "{where} is {reason} where newsdesk keeps a file. Move it away, "
    "or put a backup in its place with `newsdesk restore FILE --replace`.",
    Kind.UNREADABLE: "{where} cannot be read: {reason}. Give this user the right to read it, "
    "or choose another data folder with --data-dir.",
    Kind.FULL: "The disk that holds {folder} is full ({reason}). Nothing half-written was kept; "
    "make room and run the command again.",
    Kind.READ_ONLY: "The library in {folder} cannot be written: the folder or disk is read-only for this user. "
    "Asking works; to change it, make it writable or choose another folder with --data-dir.",
    Kind.BUSY: "Another program holds {where} locked. Wait for it to end and try again.",
    Kind.LOG_LEFT: "{where} holds changes that can only be read where the folder can be written. "
    "Make it writable once, or copy the folder to a disk that is.",
    Kind.DAMAGED: "{where} cannot be read: {reason}. Put a backup in its place with `newsdesk restore FILE --replace`, "
    "or move the folder away and ingest again.",
    Kind.UNUSABLE: "The library in {folder} cannot be used: {where}: {reason}.",
}


def system_meaning(error: OSError, folder: Path) -> LibraryError:
    """What an error of the file system means for the library in `folder`."""
    return _told(faults.of_system(error, folder), folder)


def nearly_full_or(error: LibraryError, folder: Path) -> LibraryError:
    """The same error, or that the disk is full where it very nearly is: Chroma does not tell these apart."""
    return _told(faults.full(folder), folder) if faults.is_nearly_full(folder) else error


def _told(fault: Fault, folder: Path) -> LibraryError:
    return _ERRORS[fault.kind](_WORDS[fault.kind].format(folder=folder, where=fault.where, reason=fault.reason))


_DOOR = Door(lambda fault, file: _told(fault, file.parent), _PRAGMAS)
is_there, translated = _DOOR.is_there, _DOOR.translated
open_reading, open_writing = _DOOR.open_reading, _DOOR.open_writing
