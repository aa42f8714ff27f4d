"""Checks that need no Discord: the library and the budgets, each fault with a remedy."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.discord_app.budgets import Budget, budgets
from bot.discord_app.diagnosing import library_checks, model_checks
from bot.domain.caller import Caller
from bot.domain.guild import Guild, GuildSettings
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, fill, record

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
GUILD = Guild(1, "Marwick", NOW)


def wrong(checks) -> list[str]:
    return [each.text for each in checks if not each.ok]


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path, BUILT_WITH, ExactOnly())


def test_an_empty_library(library):
    """That nothing was taken in is told, with the command that takes in."""
    assert wrong(library_checks(library, GUILD)) == [
        "There are no articles yet: ask the operator to take some in with `newsdesk ingest`."
    ]


def test_a_library_of_other_settings(library, tmp_path):
    """That it was built with something else is told with the command that builds it anew, without any folder."""
    fill(library, record("a", "It rained."))
    other = Library(tmp_path, replace(BUILT_WITH, embedder="other"), ExactOnly())
    (text,) = wrong(library_checks(other, GUILD))
    assert "newsdesk ingest --rebuild" in text
    assert str(tmp_path) not in text


def test_a_damaged_library(library, tmp_path):
    """That it cannot be read is told with the kind of fault and the command that says more."""
    (tmp_path / "library.db").write_bytes(b"no library" * 1000)
    (text,) = wrong(library_checks(library, GUILD))
    assert "(LibraryDamaged): ask the operator for `newsdesk doctor`" in text
    assert str(tmp_path) not in text


def test_outlets_of_other_collections(library):
    """An outlet that only articles of other collections have answers nothing here."""
    fill(library, record("a", "It rained.", outlet="The Ledger"), record("b", "It snowed.", outlet="B", collection="b"))
    settings = GuildSettings(outlets=("the ledger", "B"))
    assert wrong(library_checks(library, replace(GUILD, settings=settings))) == [
        "No article is of the outlet “B”: correct it in /newsdesk settings."
    ]


def test_budgets_of_the_day(tmp_path):
    """What is spent or set aside counts against the limits of all and of the group; without limits nothing is told."""
    ledger = Ledger(tmp_path, keep_days=30)
    ledger.reserve(Caller("ann", "discord:1"), NOW, 600, 0.25, Limits())
    ledger.reserve(Caller("ben", "discord:2"), NOW, 300, None, Limits())
    limits = Limits(usd_per_day=1.0, tokens_per_day=1000, tokens_per_group_day=1200)
    assert budgets(ledger, limits, NOW.date()) == [Budget("usd_per_day", 0.25), Budget("tokens_per_day", 0.9)]
    assert budgets(ledger, limits, NOW.date(), "discord:1") == [Budget("tokens_per_group_day", 0.5)]
    assert budgets(ledger, Limits(usd_per_caller_day=1.0), NOW.date()) == []


def test_who_words_the_answers():
    """Without a language model budgets do not matter; with one, those that run low are told with what to do."""
    spent = [Budget("usd_per_day", 0.5), Budget("tokens_per_group_day", 0.8)]
    assert [each.ok for each in model_checks(writes=False, budgets=spent)] == [True]
    checks = list(model_checks(writes=True, budgets=spent))
    assert [each.ok for each in checks] == [True, True, False]
    assert (
        checks[2].text
        == "80% of today's tokens of this server is used up: wait for 00:00 UTC, or ask the operator for more."
    )
