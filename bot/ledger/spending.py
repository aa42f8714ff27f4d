"""What language models may cost and have cost, by day (UTC), caller and group of callers.

What a request may take is set aside before it is asked and settled after; what a crash keeps from being settled counts
as spent. Money is counted in whole billionths of a dollar, so that sums are exact.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time, timedelta

from bot.domain.article import storable
from bot.domain.caller import Caller
from bot.errors import BudgetSpent
from bot.ledger.erasing import count_deletion
from bot.ledger.records import new_id

KEPT_DAYS = 400
"""Of spending: a month can be compared with the same month a year before."""
FORGOTTEN = "forgotten"
"""Whose spending it was that a caller had who is forgotten."""
_NANO = 10**9
_MOST_TOKENS, _MOST_USD = 10**12, 10**6
"""A service may tell any number; beyond these it is taken as these, so that sums fit into SQLite's numbers."""


@dataclass(frozen=True, slots=True)
class Price:
    """USD for a million tokens that a model reads and for a million that it writes."""

    read: float
    written: float


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets; None: no limit. `usd_per_answer` is kept by who knows the whole answer, the others by `reserve`."""

    usd_per_answer: float | None = None
    usd_per_day: float | None = None
    usd_per_caller_day: float | None = None
    usd_per_group_day: float | None = None
    tokens_per_day: int | None = None
    tokens_per_caller_day: int | None = None
    tokens_per_group_day: int | None = None

    @property
    def any(self) -> bool:
        """Whether there is a limit at all."""
        return any(getattr(self, limit.name) is not None for limit in fields(self))


@dataclass(frozen=True, slots=True)
class Reservation:
    """What was set aside for one request. `usd` is None when the price is unknown."""

    id: str
    day: date
    caller: Caller
    tokens: int
    usd: float | None


@dataclass(frozen=True, slots=True)
class Spent:
    """What is spent or set aside; requests of an unknown price count in `tokens` alone."""

    tokens: int
    usd: float


def cost(tokens_in: int, tokens_out: int, price: Price | None) -> float | None:
    """USD for so many tokens; None when the price is unknown.

    >>> cost(2000, 500, Price(read=0.5, written=2.0))
    0.002
    """
    return None if price is None else (tokens_in * price.read + tokens_out * price.written) / 1e6


def reservation(caller: Caller, at: datetime, tokens: int, usd: float | None) -> Reservation:
    """What is to be set aside on the day of `at` (UTC)."""
    stored = Caller(storable(caller.name), None if caller.group is None else storable(caller.group))
    return Reservation(new_id(), at.astimezone(UTC).date(), stored, tokens, usd)


def reserve(connection: sqlite3.Connection, wanted: Reservation, limits: Limits) -> None:
    """Set tokens and money aside; needs a transaction that lets no other writer between.

    Raises:
        BudgetSpent: that would exceed a limit.

    """
    for budget in _budgets(connection, wanted, limits):
        if budget.used + budget.wanted > budget.limit:
            raise _spent_up(budget, wanted.day)
    long_ago = (wanted.day - timedelta(days=KEPT_DAYS)).isoformat()
    connection.execute("DELETE FROM spending WHERE day < ?", (long_ago,))
    _rename(connection, "forgotten AND day < ?", wanted.day.isoformat())
    _write(connection, wanted, wanted.tokens, wanted.usd)


def settle(connection: sqlite3.Connection, reservation: Reservation, tokens: int, usd: float | None) -> None:
    """Put what the request took in the place of what was set aside for it."""
    _write(connection, reservation, tokens, usd)


def forget(connection: sqlite3.Connection, caller: str, today: date) -> None:
    """Forget whose the spending of earlier days was now, and whose today's was once the day is over."""
    _rename(connection, "caller = ?1 AND day < ?2", caller, today.isoformat())
    connection.execute("UPDATE spending SET forgotten = 1 WHERE caller = ?", (caller,))


def spent(connection: sqlite3.Connection, day: date, caller: str | None = None, group: str | None = None) -> Spent:
    """What is spent or set aside on a day (UTC): by one caller, by one group or by all."""
    tokens, nano_usd = _sums(connection, day, caller, group)
    return Spent(tokens, nano_usd / _NANO)


@dataclass(frozen=True, slots=True)
class _Budget:
    """One limit of a day, and where it stands: tokens, or billionths of a dollar."""

    name: str
    limit: int
    used: int
    wanted: int

    def told(self, amount: int) -> str:
        return f"{amount / _NANO:.4f} USD" if self.name.startswith("usd") else f"{amount:,} tokens"


def _budgets(connection: sqlite3.Connection, wanted: Reservation, limits: Limits) -> Iterator[_Budget]:
    tokens, nano_usd = _tokens(wanted.tokens), _nano(wanted.usd) or 0
    caller = wanted.caller
    scopes = [("caller_day", caller.name, None), ("group_day", None, caller.group), ("day", None, None)]
    for scope, name, group in scopes:
        if scope == "group_day" and group is None:
            continue
        used_tokens, used_nano = _sums(connection, wanted.day, name, group)
        most_tokens: int | None = getattr(limits, f"tokens_per_{scope}")
        most_usd: float | None = getattr(limits, f"usd_per_{scope}")
        if most_tokens is not None:
            yield _Budget(f"tokens_per_{scope}", most_tokens, used_tokens, tokens)
        if most_usd is not None and wanted.usd is not None:
            yield _Budget(f"usd_per_{scope}", _nano(most_usd) or 0, used_nano, nano_usd)


def _spent_up(budget: _Budget, day: date) -> BudgetSpent:
    allowed = f"chat.{budget.name} allows {budget.told(budget.limit)}"
    if budget.wanted > budget.limit:
        return BudgetSpent(
            f"The request may take {budget.told(budget.wanted)}; {allowed}. "
            "Raise it, or lower chat.evidence_tokens or chat.answer_tokens."
        )
    free = datetime.combine(day + timedelta(days=1), time(), UTC)
    return BudgetSpent(
        f"The budget of the day is used up: {allowed}, {budget.told(budget.used)} are spent or set aside, "
        f"and the request may take {budget.told(budget.wanted)}. It is free again on {free:%Y-%m-%d} at 00:00 UTC."
    )


def _sums(connection: sqlite3.Connection, day: date, caller: str | None, group: str | None) -> tuple[int, int]:
    row = connection.execute(
        "SELECT coalesce(sum(tokens), 0), coalesce(sum(nano_usd), 0) FROM spending "
        "WHERE day = ?1 AND (?2 IS NULL OR caller = ?2) AND (?3 IS NULL OR group_name = ?3)",
        (day.isoformat(), *(None if name is None else storable(name) for name in (caller, group))),
    ).fetchone()
    return int(row[0]), int(row[1])


def _write(connection: sqlite3.Connection, reservation: Reservation, tokens: int, usd: float | None) -> None:
    """Write the row, again where the ledger was begun anew meanwhile; a caller forgotten since stays so."""
    caller = reservation.caller
    connection.execute(
        "INSERT INTO spending (id, day, caller, group_name, tokens, nano_usd) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens, nano_usd = excluded.nano_usd",
        (reservation.id, reservation.day.isoformat(), caller.name, caller.group, _tokens(tokens), _nano(usd)),
    )


def _rename(connection: sqlite3.Connection, condition: str, *values: str) -> None:
    """Forget whose spending it was that the condition names."""
    renamed = f"UPDATE spending SET caller = '{FORGOTTEN}', forgotten = 0 WHERE {condition}"
    if connection.execute(renamed, values).rowcount:
        count_deletion(connection)


def _tokens(count: int) -> int:
    return min(max(count, 0), _MOST_TOKENS)


def _nano(usd: float | None) -> int | None:
    """Billionths of a dollar; what is no number counts as the most."""
    if usd is None:
        return None
    return round(min(max(usd, 0.0), _MOST_USD) * _NANO) if usd == usd else _MOST_USD * _NANO  # noqa: PLR0124 -- NaN
