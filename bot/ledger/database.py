"""The ledger's door to SQLite: what is wrong with its file, as a LedgerError. Nothing here knows the tables."""

from pathlib import Path

from bot.errors import LedgerError
from bot.storage.database import Door, transaction
from bot.storage.faults import Fault, Kind

__all__ = ["is_there", "open_reading", "open_writing", "transaction", "translated"]

_WORDS = {
    Kind.MISSING: "{file} was there and is gone. Try again: then a new one is begun.",
    Kind.NOT_A_FILE: "{file} is {reason} where newsdesk keeps a file of its own. Move it away.",
    Kind.UNREADABLE: "{where} cannot be read: {reason}. Give this user the right to read it.",
    Kind.FULL: "{file} cannot be written: the disk is full. Make room and try again.",
    Kind.READ_ONLY: "{file} cannot be written: the folder or disk is read-only for this user. "
    "Make it writable, or choose another folder with --data-dir.",
    Kind.BUSY: "Another program holds {file} locked. Wait for it to end and try again.",
    Kind.LOG_LEFT: "{where} holds changes that can only be read where the folder can be written. Make it so once.",
    Kind.DAMAGED: "{file} cannot be read: {reason}. Move it away, and its -wal with it: the library is not touched, "
    "but receipts and the count of what was spent begin anew.",
    Kind.UNUSABLE: "{file} cannot be used: {where}: {reason}.",
}


def _told(fault: Fault, file: Path) -> LedgerError:
    return LedgerError(_WORDS[fault.kind].format(file=file, where=fault.where, reason=fault.reason))


_DOOR = Door(_told)
is_there, translated = _DOOR.is_there, _DOOR.translated
open_reading, open_writing = _DOOR.open_reading, _DOOR.open_writing
