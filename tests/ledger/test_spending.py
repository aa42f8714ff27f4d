"""Budgets are set aside before and settled after, by UTC day and caller, and never exceeded."""

import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.caller import LOCAL, Caller
from bot.errors import BudgetSpent
from bot.ledger import schema, spending
from bot.ledger.spending import KEPT_DAYS, Limits, Price, Spent, cost
from tests.ledger.making import AT

DAY = AT.date()
NONE = Limits()


def test_cost():
    """Tokens cost what a million of them cost; an unknown price is no price of nothing."""
    assert cost(1_000_000, 0, Price(0.4, 1.6)) == 0.4
    assert cost(500, 250, Price(0.4, 1.6)) == pytest.approx(0.0006)
    assert cost(0, 0, Price(0, 0)) == 0
    assert cost(5, 5, None) is None


def test_limits():
    """Whether there is any limit can be asked."""
    assert not NONE.any
    assert all(replace(NONE, **{name: 1}).any for name in Limits.__slots__)


def test_settled(ledger):
    """What was set aside counts until it is settled; then what it took counts."""
    reservation = ledger.reserve(LOCAL, AT, 1000, 0.5, NONE)
    assert ledger.spent(DAY) == Spent(1000, 0.5)
    ledger.settle(reservation, 300, 40, 0.125)
    assert ledger.spent(DAY) == Spent(340, 0.125)
    ledger.settle(reservation, 2000, 40, 0.75)
    assert ledger.spent(DAY) == Spent(2040, 0.75)


def test_by_caller_and_day(ledger):
    """Callers and days are counted apart; days are those of UTC, wherever the asker is."""
    ledger.reserve(LOCAL, AT, 10, 0.1, NONE)
    ledger.reserve(Caller("guild"), AT, 20, 0.2, NONE)
    ledger.reserve(Caller("guild"), datetime(2026, 8, 2, 1, tzinfo=timezone(timedelta(hours=2))), 40, 0.4, NONE)
    ledger.reserve(Caller("guild"), datetime(2026, 8, 2, tzinfo=UTC), 80, 0.8, NONE)
    assert ledger.spent(DAY, "cli") == Spent(10, 0.1)
    assert ledger.spent(DAY, "guild") == Spent(60, 0.6)
    assert ledger.spent(DAY) == Spent(70, 0.7)
    assert ledger.spent(date(2026, 8, 2)) == Spent(80, 0.8)
    assert ledger.spent(DAY, "nobody") == Spent(0, 0.0)


@pytest.mark.parametrize(
    ("limit", "told"),
    [
        ({"tokens_per_day": 100}, "chat.tokens_per_day allows 100 tokens, 60 tokens are spent or set aside"),
        ({"tokens_per_caller_day": 100}, "chat.tokens_per_caller_day allows 100 tokens, 60 tokens"),
        ({"tokens_per_group_day": 100}, "chat.tokens_per_group_day allows 100 tokens, 60 tokens"),
        ({"usd_per_group_day": 0.1}, r"chat.usd_per_group_day allows 0\.1000 USD, 0\.0600 USD are"),
        ({"usd_per_day": 0.1}, r"chat.usd_per_day allows 0\.1000 USD, 0\.0600 USD are"),
        ({"usd_per_caller_day": 0.1}, r"chat.usd_per_caller_day allows 0\.1000 USD, 0\.0600 USD are"),
    ],
)
def test_each_limit(ledger, limit, told):
    """A request that would exceed a limit is refused: which one, what is used, and when it is free again."""
    limits = Limits(**limit)
    member = Caller("one", "guild")
    ledger.reserve(member, AT, 60, 0.06, limits)
    with pytest.raises(BudgetSpent, match=told) as refused:
        ledger.reserve(member, AT, 41, 0.041, limits)
    assert "It is free again on 2026-08-02 at 00:00 UTC." in str(refused.value)
    assert ledger.spent(DAY).tokens == 60
    ledger.reserve(member, AT, 40, 0.04, limits)
    ledger.reserve(member, AT + timedelta(hours=12), 60, 0.06, limits)


def test_limits_of_a_caller_are_his_own(ledger):
    """One caller's budget is not used up by another; the day's is."""
    limits = Limits(tokens_per_caller_day=100, tokens_per_day=150)
    ledger.reserve(Caller("one"), AT, 100, None, limits)
    ledger.reserve(Caller("two"), AT, 50, None, limits)
    with pytest.raises(BudgetSpent, match="tokens_per_day"):
        ledger.reserve(Caller("three"), AT, 1, None, limits)
    with pytest.raises(BudgetSpent, match="tokens_per_caller_day"):
        ledger.reserve(Caller("one"), AT, 1, None, limits)


def test_limits_of_a_group(ledger):
    """Those of one group share its budget; other groups, and who is of none, have nothing to do with it."""
    limits = Limits(tokens_per_group_day=100, usd_per_group_day=1.0)
    ledger.reserve(Caller("one", "guild"), AT, 60, 0.1, limits)
    ledger.reserve(Caller("two", "guild"), AT, 40, 0.1, limits)
    with pytest.raises(BudgetSpent, match="tokens_per_group_day"):
        ledger.reserve(Caller("three", "guild"), AT, 1, None, limits)
    ledger.reserve(Caller("one", "other"), AT, 100, 0.5, limits)
    ledger.reserve(Caller("one"), AT, 1000, 5.0, limits)
    assert ledger.spent(DAY, group="guild") == Spent(100, 0.2)
    assert ledger.spent(DAY, "one", "guild") == Spent(60, 0.1)
    assert ledger.spent(DAY, "one") == Spent(1160, 5.6)


def test_a_group_by_any_name(ledger):
    """A group whose name cannot be stored has a budget all the same."""
    limits = Limits(tokens_per_group_day=10)
    ledger.reserve(Caller("one", "\ud800"), AT, 10, None, limits)
    with pytest.raises(BudgetSpent):
        ledger.reserve(Caller("one", "\ud800"), AT, 1, None, limits)


def test_more_than_a_day_allows(ledger):
    """A request that fits into no day is told apart: waiting does not help."""
    with pytest.raises(
        BudgetSpent, match=r"may take 101 tokens; chat.tokens_per_day allows 100 tokens\. Raise"
    ) as told:
        ledger.reserve(LOCAL, AT, 101, None, Limits(tokens_per_day=100))
    assert "free again" not in str(told.value)


def test_unknown_price(ledger):
    """Without a price only tokens count, and a limit in USD is no matter."""
    limits = Limits(usd_per_day=0.01, usd_per_caller_day=0.01)
    reservation = ledger.reserve(LOCAL, AT, 10**6, None, limits)
    ledger.settle(reservation, 5, 5, None)
    assert ledger.spent(DAY) == Spent(10, 0.0)


def test_sums_are_exact(ledger):
    """Three tenths fill a limit of 0.3, as they do not in floating point."""
    for _ in range(3):
        ledger.reserve(LOCAL, AT, 1, 0.1, Limits(usd_per_day=0.3))
    with pytest.raises(BudgetSpent):
        ledger.reserve(LOCAL, AT, 1, 0.000001, Limits(usd_per_day=0.3))


@pytest.mark.parametrize("tokens", [10**30, -(10**30), 0])
@pytest.mark.parametrize("usd", [float("inf"), float("nan"), 1e300, -1.0, 0.0])
def test_numbers_that_a_service_makes_up(ledger, tokens, usd):
    """Whatever a service says it took can be counted, never below nothing, and what is no amount is a very large one."""
    reservation = ledger.reserve(Caller("cli\x00\ud800"), AT, 10, 0.1, NONE)
    ledger.settle(reservation, tokens, 0, usd)
    counted = ledger.spent(DAY, "cli\x00\ud800")
    assert counted.tokens == (10**12 if tokens > 0 else 0)
    assert counted.usd == (0 if usd in (-1.0, 0.0) else 10**6)


def test_a_ledger_begun_anew(ledger, folder):
    """What was set aside in a ledger that is gone is settled in the new one."""
    reservation = ledger.reserve(LOCAL, AT, 10, 0.1, NONE)
    for file in folder.iterdir():
        file.unlink()
    ledger.settle(reservation, 5, 5, 0.05)
    assert ledger.spent(DAY, "cli") == Spent(10, 0.05)


def test_old_days_go(ledger):
    """Spending is kept long enough to compare a month with the same month a year before."""
    ledger.reserve(LOCAL, AT, 10, 0.1, NONE)
    ledger.reserve(LOCAL, AT + timedelta(days=KEPT_DAYS), 10, 0.1, NONE)
    assert ledger.spent(DAY).tokens == 10
    ledger.reserve(LOCAL, AT + timedelta(days=KEPT_DAYS + 1), 10, 0.1, NONE)
    assert ledger.spent(DAY).tokens == 0


def test_a_crash_before_settling(ledger, folder):
    """What a killed process set aside stays spent."""
    code = (
        "import os; from pathlib import Path; from bot.ledger.ledger import Ledger; from bot.ledger.spending import Limits\n"
        "from tests.ledger.making import AT; from bot.domain.caller import LOCAL\n"
        f"Ledger(Path({str(folder)!r}), 90).reserve(LOCAL, AT, 70, 0.7, Limits())\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert ledger.spent(DAY, "cli") == Spent(70, 0.7)
    with pytest.raises(BudgetSpent):
        ledger.reserve(LOCAL, AT, 40, 0.0, Limits(tokens_per_day=100))


REQUESTS = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 60), st.none() | st.floats(0, 0.06), st.booleans()),
    max_size=30,
)


@given(REQUESTS)
@settings(max_examples=40, deadline=None)
def test_no_limit_is_ever_exceeded(requests):
    """Whatever is asked for and settled below it, no day's sum passes its limit, and what fits is let through."""
    limits = Limits(usd_per_day=0.1, usd_per_caller_day=0.07, tokens_per_day=100, tokens_per_caller_day=70)
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    for caller, tokens, usd, settled in requests:
        before, own = spending.spent(connection, DAY), spending.spent(connection, DAY, caller)
        wanted = spending.reservation(Caller(caller), AT, tokens, usd)
        try:
            spending.reserve(connection, wanted, limits)
        except BudgetSpent:
            amount = usd or 0.0
            full = max(before.tokens + tokens - 100, own.tokens + tokens - 70) > 0
            assert full or max(before.usd + amount - 0.1, own.usd + amount - 0.07) > -1e-8
            continue
        if settled:
            spending.settle(connection, wanted, tokens // 2, None if usd is None else usd / 2)
        assert spending.spent(connection, DAY).tokens <= 100
        assert spending.spent(connection, DAY).usd <= 0.1
        assert spending.spent(connection, DAY, caller).tokens <= 70
        assert spending.spent(connection, DAY, caller).usd <= 0.07
    connection.close()
