"""ledger.db as the rooms' fronts use it: opened for one short transaction at a time, in today's schema.

Reading creates nothing: a file that is not there reads as an empty ledger. Whatever is wrong is a LedgerError.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import LedgerError
from bot.ledger import schema
from bot.ledger.database import is_there, open_reading, open_writing, transaction, translated
from bot.ledger.erasing import wipe

NAME = "ledger.db"


class LedgerFile:
    """The file of one data folder; cheap to construct, for threads and processes at once."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction on a ledger of today's schema, an empty one in memory if there is none."""
        connection = self._opened()
        try:
            with translated(self._file):
                connection.execute("BEGIN")
                yield connection
        finally:
            connection.close()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that lets no other writer between, on a ledger that is created if needed."""
        with self._writing() as connection, transaction(connection):
            yield connection

    def forget(self, delete: Callable[[sqlite3.Connection], int]) -> int:
        """Delete so that no byte is left; how many `delete` says there were.

        Raises:
            LedgerError: nothing was deleted, or traces are left; the message says which.

        """
        if not is_there(self._file):
            return 0
        with self._writing() as connection:
            with transaction(connection):
                gone = delete(connection)
            try:
                with translated(self._file):
                    wipe(connection, self._file)
            except LedgerError as error:
                raise LedgerError(
                    f"Forgotten and no longer shown: {gone}. But traces of receipts are left in the file: "
                    f"{error} The next `newsdesk answers forget` or `articles remove` ends it."
                ) from error
        return gone

    def _opened(self) -> sqlite3.Connection:
        if not is_there(self._file):
            return _empty()
        connection = open_reading(self._file)
        try:
            with translated(self._file):
                version = schema.version(connection)
        except LedgerError:
            connection.close()
            raise
        if version == schema.NEWEST:
            return connection
        connection.close()
        if version == 0:  # somebody is just making it
            return _empty()
        with self._writing():
            return open_reading(self._file)  # opening it to write brought it forward

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A connection to a ledger of today's schema, created if needed."""
        connection = open_writing(self._file)
        try:
            with translated(self._file):
                schema.migrate(connection)
                yield connection
        finally:
            connection.close()


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    schema.migrate(connection)
    return connection
