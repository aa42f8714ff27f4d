"""Which fault it is."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import LedgerError, LibraryError
from bot.ledger import database as ledger
from bot.library import database as library
from bot.storage import faults
from bot.storage.faults import Fault, Kind


def refused(connection, statement: str) -> Fault:
    """What SQLite's refusal of the statement means."""
    with pytest.raises(sqlite3.Error) as error:
        connection.execute(statement).fetchall()
    return faults.of_sqlite(error.value, Path("/data/some.db"))


def test_nothing_is_no_fault(door, file):
    """Where there is no file or no folder, or a file is where the folder belongs, there is nothing."""
    assert not door.is_there(file)
    file.parent.mkdir()
    assert not door.is_there(file)
    file.touch()
    assert door.is_there(file)
    assert not door.is_there(file / "beneath.db")


@pytest.mark.parametrize(("make", "told"), [(os.mkdir, "a folder"), (os.mkfifo, "something")])
def test_what_is_no_file(door, file, found, make, told):
    """A folder or a pipe in the file's place is said to be there, and nothing waits for it."""
    file.parent.mkdir()
    make(file)
    for call in (door.is_there, door.open_reading, door.open_writing):
        fault = found(call, file)
        assert (fault.kind, fault.where, fault.reason) == (Kind.NOT_A_FILE, str(file), told)


def test_what_may_not_be_read(door, found, ordinary_user):
    """The file, or else the folder, that this user may not read is named."""
    file = ordinary_user / "data" / "some.db"
    door.open_writing(file).close()
    for path in (file, file.parent):
        path.chmod(0)
        fault = found(door.is_there, file)
        assert (fault.kind, fault.where, fault.reason) == (Kind.UNREADABLE, str(path), "Permission denied")


def test_what_sqlite_says(door, file):
    """A full, write-protected, locked or torn file: each is told from the others."""
    with closing(door.open_writing(file)) as one, closing(door.open_writing(file)) as other:
        one.execute("CREATE TABLE some (text)")
        one.execute("PRAGMA max_page_count = 3")
        assert refused(one, "INSERT INTO some VALUES (zeroblob(100000))").kind is Kind.FULL
        other.execute("PRAGMA query_only = ON")
        assert refused(other, "DELETE FROM some").kind is Kind.READ_ONLY
        one.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA query_only = OFF")
        other.execute("PRAGMA busy_timeout = 1")
        assert refused(other, "DELETE FROM some").kind is Kind.BUSY
    file.write_bytes(b"not a database " * 500)
    with closing(sqlite3.connect(file)) as torn:
        fault = refused(torn, "SELECT * FROM some")
    assert (fault.kind, fault.reason) == (Kind.DAMAGED, "file is not a database")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, Kind.FULL),
        (errno.EDQUOT, Kind.FULL),
        (errno.EROFS, Kind.READ_ONLY),
        (errno.EACCES, Kind.READ_ONLY),
        (errno.EIO, Kind.UNUSABLE),
    ],
)
def test_what_the_system_says(door, file, found, number, kind):
    """A full or write-protected disk is told from what else the system may refuse."""

    def fail() -> None:
        with door.translated(file):
            raise OSError(number, os.strerror(number), str(file))

    assert found(fail).kind is kind


@pytest.mark.parametrize(("room", "error"), [(ledger, LedgerError), (library, LibraryError)], ids=["ledger", "library"])
@pytest.mark.parametrize("kind", Kind)
def test_each_room_has_words_for_each_fault(room, error, kind):
    """Whatever the fault, both rooms raise an error of their own that names a path, braces in it or not."""
    with pytest.raises(error, match=r"/da\{t\}a"), room.translated(Path("/da{t}a/some.db")):
        raise Fault(kind, "/da{t}a/some.db", "a reason")
