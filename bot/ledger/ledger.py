"""The ledger of one data folder: the room's front door.

Cheap to construct; every call opens the file for one short transaction, so threads and processes may use it at once.
Reading creates nothing: a ledger that is not there reads as an empty one. Whatever is wrong with the file is a
LedgerError, so that who asks can go on without it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.domain.receipt import Receipt
from bot.errors import LedgerError
from bot.ledger import receipts, schema, spending
from bot.ledger.database import is_there, open_reading, open_writing, transaction, translated
from bot.ledger.erasing import wipe
from bot.ledger.records import ReceiptLine
from bot.ledger.spending import Limits, Reservation, Spent

FILE = "ledger.db"


class Ledger:
    """What the bot did: receipts of its answers, and what was spent on them."""

    def __init__(self, folder: Path, keep_days: int) -> None:
        self._file = folder / FILE
        self._kept_for = timedelta(days=keep_days)

    def record(self, receipt: Receipt) -> None:
        """Keep a receipt, and delete those whose days are over.

        Of the question's history only the questions are kept: the answers have receipts of their own.

        Raises:
            LedgerError: it is not kept; the ledger cannot be written, or an article that it holds was just removed.

        """
        with self._writing() as connection, transaction(connection):
            receipts.delete_before(connection, receipt.recorded_at - self._kept_for)
            receipts.add(connection, receipt)

    def receipt(self, given: str) -> Receipt:
        """The receipt of this id, or of the only id that begins so. Raises ReceiptNotFound."""
        with self._reading() as connection:
            return receipts.load(connection, given)

    def receipts(self, *, limit: int | None = None, offset: int = 0) -> list[ReceiptLine]:
        """The receipts without what they hold, newest first."""
        with self._reading() as connection:
            return receipts.lines(connection, limit, offset)

    def forget(self, given: Sequence[str]) -> int:
        """Delete receipts by their ids or the beginnings of these, so that no byte of them is left; how many.

        Raises:
            ReceiptNotFound: one is not there; nothing was deleted.
            LedgerError: nothing was deleted, or traces are left; the message says which.

        """
        with self._reading() as connection:
            ids = [receipts.find(connection, each) for each in given]
        return self._forget(lambda connection: receipts.delete(connection, ids))

    def forget_all(self) -> int:
        """Delete every receipt, as `forget` does. What was spent stays counted."""
        return self._forget(receipts.delete_all)

    def forget_before(self, moment: datetime) -> int:
        """Delete the receipts that were recorded before the moment, as `forget` does."""
        return self._forget(lambda connection: receipts.delete_before(connection, moment))

    def forget_articles(self, article_ids: Sequence[str]) -> int:
        """Delete every receipt that holds words of one of these articles, as `forget` does.

        For some minutes no receipt that holds one is recorded: an answer in the making would bring it back.
        """
        now = datetime.now(UTC)
        return self._forget(
            lambda connection: sum(receipts.delete_holding(connection, each, now) for each in article_ids)
        )

    def expire(self, now: datetime) -> int:
        """Delete the receipts whose days are over, as `record` does; how many. Writes only if there are any."""
        oldest = now - self._kept_for
        with self._reading() as connection:
            if not receipts.is_any_before(connection, oldest):
                return 0
        with self._writing() as connection, transaction(connection):
            return receipts.delete_before(connection, oldest)

    def reserve(self, caller: str, at: datetime, tokens: int, usd: float | None, limits: Limits) -> Reservation:
        """Set aside what a request may take, on the day of `at` (UTC). `usd` None: the price is unknown.

        Raises:
            BudgetSpent: that would exceed a limit of the day; nothing is set aside.

        """
        wanted = spending.reservation(caller, at, tokens, usd)
        with self._writing() as connection, transaction(connection):
            spending.reserve(connection, wanted, limits)
        return wanted

    def settle(self, reservation: Reservation, tokens_in: int, tokens_out: int, usd: float | None) -> None:
        """Put what a request took in the place of what was set aside for it."""
        with self._writing() as connection, transaction(connection):
            spending.settle(connection, reservation, tokens_in + tokens_out, usd)

    def spent(self, day: date, caller: str | None = None) -> Spent:
        """What is spent or set aside on a day (UTC), by one caller or by all."""
        with self._reading() as connection:
            return spending.spent(connection, day, caller)

    def _forget(self, delete: Callable[[sqlite3.Connection], int]) -> int:
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

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A read transaction on a ledger of today's schema, an empty one in memory if there is none."""
        connection = self._opened()
        try:
            with translated(self._file):
                connection.execute("BEGIN")
                yield connection
        finally:
            connection.close()

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
        is_there(self._file)
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
