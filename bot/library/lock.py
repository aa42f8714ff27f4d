"""One writer at a time: a file lock that ends with its process, and beside it a note of who holds it.

The lock decides; the note only tells people. A note without a lock is stale: its process was killed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import LibraryBusy, LibraryDamaged
from bot.library.database import system_meaning

LOCK = "library.lock"
NOTE = "library.lock.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: a process, its command and since when (UTC, to the second)."""

    pid: int
    command: str
    since: str


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the library's lock.

    Raises:
        LibraryBusy: another writer holds it.
        LibraryReadOnly, LibraryFull: the lock file cannot be made.
        LibraryDamaged: something else lies in its place.

    """
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise _busy(folder) from error
    except IsADirectoryError as error:
        raise LibraryDamaged(f"{folder / LOCK} is a folder where newsdesk keeps a file. Delete it.") from error
    except OSError as error:
        raise system_meaning(error, folder) from error
    try:
        _write_note(folder)
        yield
    finally:
        drop_note(folder)
        lock.release()


def is_held(folder: Path) -> bool:
    """Whether a writer is at work now.

    Raises:
        OSError: the lock file cannot be opened.

    """
    if not (folder / LOCK).exists():
        return False
    try:
        with FileLock(folder / LOCK, timeout=0, thread_local=False):
            return False
    except Timeout:
        return True


def holder(folder: Path) -> Holder | None:
    """What the note says; None when there is none that can be read."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        return Holder(int(note["pid"]), str(note["command"]), str(note["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def drop_note(folder: Path) -> None:
    """Take the note away."""
    (folder / NOTE).unlink(missing_ok=True)


def _write_note(folder: Path) -> None:
    note = Holder(os.getpid(), " ".join(sys.argv)[:200], datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    try:
        (folder / NOTE).write_text(json.dumps(asdict(note)), encoding="utf-8")
    except OSError as error:
        raise system_meaning(error, folder) from error


def _busy(folder: Path) -> LibraryBusy:
    who = holder(folder)
    by = f"process {who.pid} (`{who.command}`, since {who.since})" if who else "another process"
    return LibraryBusy(f"The library in {folder} is being written by {by}. Wait for it to end, or stop it.")
