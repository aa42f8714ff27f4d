"""Opening files, and transactions."""

import os
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from bot.storage.database import Door, transaction
from bot.storage.faults import Kind


def stored(connection) -> list[str]:
    return [text for (text,) in connection.execute("SELECT text FROM some")]


def test_reading_creates_nothing(door, file, found):
    """Where there is no file, reading says so and makes neither file nor folder."""
    assert found(door.open_reading, file).kind is Kind.MISSING
    assert not file.parent.exists()


def test_reading_only_reads(door, file, found):
    """What is opened for reading cannot be written."""
    door.open_writing(file).close()
    with closing(door.open_reading(file)) as connection:

        def write() -> None:
            with door.translated(file):
                connection.execute("CREATE TABLE some (text)")

        assert found(write).kind is Kind.READ_ONLY


def test_what_every_file_is_opened_with(door, file):
    """Deleted rows are overwritten, references hold, readers and writer do not wait for each other; rooms add their own."""
    with closing(Door(door.told, ("cache_size = -77",)).open_writing(file)) as connection:
        names = ("page_size", "journal_mode", "secure_delete", "foreign_keys", "cache_size")
        assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names] == [4096, "wal", 1, 1, -77]


def test_many_open_a_new_file_at_once(door, file):
    """Threads that make the file at one moment all get it."""
    all_ready, opened = threading.Barrier(8), []

    def work() -> None:
        all_ready.wait()
        opened.append(door.open_writing(file))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 8
    for connection in opened:
        connection.close()


def test_a_folder_with_any_name(door, tmp_path):
    """Signs that mean something in a URI, and bytes that are no UTF-8, are a part of the name like others."""
    folder = tmp_path / os.fsdecode(b"a#b?mode=ro&c%20d \xff")
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this file system takes names of UTF-8 only")
    for call in (door.open_writing, door.open_reading):
        call(folder / "some.db").close()
    assert door.is_there(folder / "some.db")


def test_a_torn_file_is_let_go(door, file, found):
    """A file that cannot be opened is said to be damaged, for reading and for writing, and stays as it is."""
    file.parent.mkdir()
    file.write_bytes(b"not a database " * 500)
    for call in (door.open_reading, door.open_writing):
        assert found(call, file).kind is Kind.DAMAGED
    assert [path.name for path in file.parent.iterdir()] == ["some.db"]


def test_a_folder_that_may_not_be_written(door, found, ordinary_user):
    """There a file is read without shared memory, but not past a log that holds changes; writing says why it cannot."""
    file = ordinary_user / "data" / "some.db"
    with closing(door.open_writing(file)) as connection:
        connection.execute("CREATE TABLE some (text)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        shutil.copytree(file.parent, ordinary_user / "whole", ignore=shutil.ignore_patterns("*-*"))
        connection.execute("INSERT INTO some VALUES ('late')")
        shutil.copytree(file.parent, ordinary_user / "logged", ignore=shutil.ignore_patterns("*-shm"))
    for name in ("whole", "logged"):
        for path in (ordinary_user / name).iterdir():
            path.chmod(0o444)
        (ordinary_user / name).chmod(0o555)
    with closing(door.open_reading(ordinary_user / "whole" / "some.db")) as connection:
        assert stored(connection) == []
    assert found(door.open_writing, ordinary_user / "whole" / "some.db").kind is Kind.READ_ONLY
    left = found(door.open_reading, ordinary_user / "logged" / "some.db")
    assert (left.kind, left.where) == (Kind.LOG_LEFT, str(ordinary_user / "logged" / "some.db-wal"))


def test_a_transaction_is_all_or_nothing(door, file):
    """What was written before something was raised is not there; what was written to the end is."""
    with closing(door.open_writing(file)) as connection:
        connection.execute("CREATE TABLE some (text UNIQUE)")

        def store(*texts: str) -> None:
            with transaction(connection):
                for text in texts:
                    connection.execute("INSERT INTO some VALUES (?)", (text,))

        with pytest.raises(sqlite3.IntegrityError):
            store("lost", "lost")
        assert not connection.in_transaction
        store("kept")
        assert stored(connection) == ["kept"]
