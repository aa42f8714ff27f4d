"""What a language model may cost and has cost: a budget is set aside before it is asked, and settled after.

Without a ledger that can be written, a model is asked only where no budget is set: a limit that cannot be kept is not
quietly dropped.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answering.bill import Bill
from bot.domain.caller import Caller
from bot.errors import BudgetSpent, LedgerError
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits, Price, Reservation, cost
from bot.models.chat import Tokens


class Account:
    """Keeps to the limits. `price`: USD per million tokens of the model, None if unknown."""

    def __init__(self, ledger: Ledger, limits: Limits, price: Price | None) -> None:
        self._ledger = ledger
        self._limits = limits
        self._price = price

    @contextmanager
    def request(self, bill: Bill, caller: Caller, most: Tokens) -> Iterator["Request"]:
        """One request of at most so many tokens, put on the bill and on today's account whatever happens.

        Raises BudgetSpent, and LedgerError where a limit is set that cannot be kept.
        """
        reservation = self._reserved(bill, caller, most)
        request = Request(most)
        try:
            yield request
        finally:
            self._settle(reservation, request.tokens)
            bill.add(request.tokens, cost(request.tokens.read, request.tokens.written, self._price))

    def _reserved(self, bill: Bill, caller: Caller, most: Tokens) -> Reservation | None:
        usd = cost(most.read, most.written, self._price)
        whole = (bill.usd or 0.0) + (usd or 0.0)
        if self._limits.usd_per_answer is not None and whole > self._limits.usd_per_answer:
            raise BudgetSpent(
                f"The answer might cost {whole:.4f} USD; chat.usd_per_answer allows {self._limits.usd_per_answer:g}. "
                "Raise it, or lower chat.evidence_tokens or chat.answer_tokens."
            )
        try:
            return self._ledger.reserve(caller, datetime.now(UTC), most.read + most.written, usd, self._limits)
        except BudgetSpent:
            raise
        except LedgerError:
            if self._limits.any:
                raise
            return None

    def _settle(self, reservation: Reservation | None, tokens: Tokens) -> None:
        """What cannot be settled counts as reserved: too much rather than too little."""
        if reservation is None:
            return
        usd = cost(tokens.read, tokens.written, self._price)
        try:
            self._ledger.settle(reservation, tokens.read, tokens.written, usd)
        except LedgerError:
            return


@dataclass(slots=True)
class Request:
    """One request; `tokens` are set when it is over, and are the most that it may take until then."""

    tokens: Tokens
