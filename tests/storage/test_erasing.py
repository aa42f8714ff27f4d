"""What was deleted is in none of SQLite's files."""

from contextlib import closing

import pytest

from bot.storage.database import Door
from bot.storage.erasing import erase


@pytest.fixture
def written(door, file):
    """A connection to a file that holds one row, 300 kB of it to delete."""
    with closing(Door(door.told, ("temp_store = MEMORY",)).open_writing(file)) as connection:
        connection.execute("CREATE TABLE some (text)")
        connection.execute("INSERT INTO some VALUES ('planted' || hex(randomblob(150000)))")
        yield connection


def files_with(file, planted: bytes) -> list[str]:
    return [path.name for path in file.parent.iterdir() if planted in path.read_bytes()]


def test_no_byte_stays(file, written):
    """No file holds what was deleted, the log is empty, the file small, and the connection as it was."""
    assert files_with(file, b"planted")
    written.execute("DELETE FROM some")
    assert erase(written, patience_seconds=1)
    assert files_with(file, b"planted") == []
    assert file.with_name("some.db-wal").stat().st_size == 0
    assert file.stat().st_size < 20_000
    assert written.execute("PRAGMA temp_store").fetchone() == (2,)


def test_a_reader_that_stays(door, file, written):
    """A reader keeps old pages in the log, which is told; once it ends, the next erasing is whole."""
    with closing(door.open_reading(file)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM some").fetchone()
        written.execute("PRAGMA busy_timeout = 10")
        written.execute("DELETE FROM some")
        assert not erase(written, patience_seconds=0.05)
        assert files_with(file, b"planted")
    assert erase(written, patience_seconds=1)
    assert files_with(file, b"planted") == []
