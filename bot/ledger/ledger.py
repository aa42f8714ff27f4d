"""The ledger of one data folder: the room's front door to answers and what they cost (`community`: to people).

Cheap to construct; every call opens the file for one short transaction, so threads and processes may use it at once.
Reading creates nothing: a ledger that is not there reads as an empty one. Whatever is wrong with the file is a
LedgerError, so that who asks can go on without it.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.domain.caller import Caller
from bot.domain.receipt import Receipt
from bot.ledger import callers, days, receipts, spending
from bot.ledger.days import DayFigures
from bot.ledger.file import LedgerFile
from bot.ledger.records import ReceiptLine
from bot.ledger.spending import Limits, Reservation, Spent


class Ledger:
    """What the bot did: receipts of its answers, and what was spent on them."""

    def __init__(self, folder: Path, keep_days: int) -> None:
        self.keep_days = keep_days
        self._file = LedgerFile(folder)

    def record(self, receipt: Receipt) -> None:
        """Keep a receipt, and delete those whose days are over.

        Of the question's history only the questions are kept: the answers have receipts of their own.

        Raises:
            LedgerError: it is not kept; the ledger cannot be written, or an article that it holds was just removed.

        """
        with self._file.changing() as connection:
            receipts.delete_before(connection, receipt.recorded_at - timedelta(days=self.keep_days))
            receipts.add(connection, receipt)

    def receipt(self, given: str) -> Receipt:
        """The receipt of this id, or of the only id that begins so. Raises ReceiptNotFound."""
        with self._file.reading() as connection:
            return receipts.load(connection, given)

    def receipts(self, *, limit: int | None = None, offset: int = 0) -> list[ReceiptLine]:
        """The receipts without what they hold, newest first."""
        with self._file.reading() as connection:
            return receipts.lines(connection, limit, offset)

    def receipts_of(self, caller: str) -> list[Receipt]:
        """All that is kept of what a caller asked (`Caller.name`), newest first.

        Raises LedgerError if one cannot be read; it says which.
        """
        with self._file.reading() as connection:
            return [receipts.load(connection, each.id) for each in receipts.lines(connection, None, 0, caller)]

    def count_of(self, caller: str) -> int:
        """How many receipts are kept of a caller's questions."""
        with self._file.reading() as connection:
            return receipts.count(connection, caller)

    def forget(self, given: Sequence[str]) -> int:
        """Delete receipts by their ids or the beginnings of these, so that no byte of them is left; how many.

        Raises:
            ReceiptNotFound: one is not there; nothing was deleted.
            LedgerError: nothing was deleted, or traces are left; the message says which.

        """
        with self._file.reading() as connection:
            ids = [receipts.find(connection, each) for each in given]
        return self._file.forget(lambda connection: receipts.delete(connection, ids))

    def forget_all(self) -> int:
        """Delete every receipt, as `forget` does. What was spent stays counted."""
        return self._file.forget(receipts.delete_all)

    def forget_before(self, moment: datetime) -> int:
        """Delete the receipts that were recorded before the moment, as `forget` does."""
        return self._file.forget(lambda connection: receipts.delete_before(connection, moment))

    def forget_articles(self, article_ids: Sequence[str]) -> int:
        """Delete every receipt that holds words of one of these articles, as `forget` does.

        For some minutes no receipt that holds one is recorded: an answer in the making would bring it back.
        """
        now = datetime.now(UTC)
        return self._file.forget(
            lambda connection: sum(receipts.delete_holding(connection, each, now) for each in article_ids)
        )

    def forget_caller(self, caller: str) -> int:
        """Delete a caller's receipts, marks and posts, as `forget` does; how many receipts.

        What others asked in reply holds the caller's words, and goes too. What the caller spent stays counted, under
        no name; today's keeps it until the day is over: nobody gets a fresh budget by being forgotten.
        """
        today = datetime.now(UTC).date()
        return self._file.forget(lambda connection: callers.forget(connection, caller, today))

    def expire(self, now: datetime) -> int:
        """Delete the receipts whose days are over, as `record` does; how many. Writes only if there are any."""
        oldest = now - timedelta(days=self.keep_days)
        with self._file.reading() as connection:
            if not receipts.is_any_before(connection, oldest):
                return 0
        with self._file.changing() as connection:
            return receipts.delete_before(connection, oldest)

    def reserve(self, caller: Caller, at: datetime, tokens: int, usd: float | None, limits: Limits) -> Reservation:
        """Set aside what a request may take, on the day of `at` (UTC). `usd` None: the price is unknown.

        Raises:
            BudgetSpent: that would exceed a limit of the day; nothing is set aside.

        """
        wanted = spending.reservation(caller, at, tokens, usd)
        with self._file.changing() as connection:
            spending.reserve(connection, wanted, limits)
        return wanted

    def settle(self, reservation: Reservation, tokens_in: int, tokens_out: int, usd: float | None) -> None:
        """Put what a request took in the place of what was set aside for it."""
        with self._file.changing() as connection:
            spending.settle(connection, reservation, tokens_in + tokens_out, usd)

    def spent(self, day: date, caller: str | None = None, group: str | None = None) -> Spent:
        """What is spent or set aside on a day (UTC): by one caller, by one group or by all."""
        with self._file.reading() as connection:
            return spending.spent(connection, day, caller, group)

    def day(self, day: date) -> DayFigures:
        """What was answered, marked and spent on a day (UTC)."""
        with self._file.reading() as connection:
            return days.figures(connection, day)
