"""A ledger of any earlier schema and form is read; one of a later schema, or something else, is refused in words."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.caller import LOCAL
from bot.errors import LedgerError
from bot.ledger import schema
from bot.ledger.database import open_writing
from bot.ledger.spending import Limits, Spent
from tests.ledger.making import AT, receipt

FIXTURES = Path(__file__).parent / "fixtures"
"""version_N.db: what `record(receipt("k3vq7f2mzx4tbn6a"))` and `reserve(LOCAL, AT, 10, 0.1, Limits())` wrote under schema N."""


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("version_*.db")), ids=lambda file: file.stem)
def test_a_ledger_of_an_earlier_schema(ledger, folder, file):
    """What earlier versions kept is read as it was, and more is kept beside it."""
    folder.mkdir()
    shutil.copy(file, folder / "ledger.db")
    assert ledger.receipt("k3v") == receipt("k3vq7f2mzx4tbn6a")
    assert ledger.spent(AT.date(), "cli") == Spent(10, 0.1)
    ledger.record(receipt("new"))
    ledger.reserve(LOCAL, AT, 10, 0.1, Limits())
    assert ledger.spent(AT.date()) == Spent(20, 0.2)
    assert ledger.forget_articles(["a1"]) == 2


def test_there_is_a_fixture_of_every_schema():
    """No schema is forgotten."""
    assert [file.name for file in sorted(FIXTURES.iterdir())] == [f"version_{n + 1}.db" for n in range(schema.NEWEST)]


def test_steps_are_all_or_nothing(tmp_path):
    """Steps run in order; when one fails, the file is as it was."""
    steps = (*schema.MIGRATIONS, ("ALTER TABLE receipts ADD COLUMN mood TEXT",), ("CREATE TABLE extra (x)", "nonsense"))
    with closing(open_writing(tmp_path / "x.db")) as connection:
        schema.migrate(connection)
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            schema.migrate(connection, steps)
        assert schema.version(connection) == len(schema.MIGRATIONS)
        assert "mood" not in connection.execute("SELECT sql FROM sqlite_master WHERE name = 'receipts'").fetchone()[0]
        schema.migrate(connection, steps[:-1])
        connection.execute("SELECT mood FROM receipts")


def _newer(connection):
    connection.execute(f"PRAGMA user_version = {schema.NEWEST + 1}")


def _foreign(connection):
    connection.execute("PRAGMA application_id = 7")


@pytest.mark.parametrize(
    ("spoil", "told"), [(_newer, f"version {schema.NEWEST + 1}.*newer"), (_foreign, "something else. Move it away")]
)
def test_what_cannot_be_read_is_refused(ledger, folder, spoil, told):
    """A later schema and somebody else's database are refused with what to do, and left as they are."""
    ledger.record(receipt())
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        spoil(connection)
    before = (folder / "ledger.db").read_bytes()
    asks = (
        ledger.receipts,
        ledger.forget_all,
        lambda: ledger.record(receipt()),
        lambda: ledger.reserve(LOCAL, AT, 1, None, Limits()),
        lambda: ledger.spent(AT.date()),
    )
    for ask in asks:
        with pytest.raises(LedgerError, match=told):
            ask()
    assert (folder / "ledger.db").read_bytes() == before


def test_an_empty_file(ledger, folder):
    """A file that is just being made reads as an empty ledger, and can be written."""
    folder.mkdir()
    (folder / "ledger.db").touch()
    assert ledger.receipts() == []
    ledger.record(receipt("one"))
    assert ledger.receipt("one")
