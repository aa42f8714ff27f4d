"""What a person is told of a failure, and what the operator is."""

import discord
import pytest
from discord import app_commands

from bot.discord_app.failures import QUIET_SECONDS, Declined, Failure, Failures
from bot.errors import Busy, LibraryDamaged, LibraryEmpty, ModelError

SECRET = "the article says that the mayor resigned"


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failures(clock) -> Failures:
    return Failures(clock)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryDamaged(SECRET), "The articles cannot be asked right now."),
        (LibraryEmpty(SECRET), "There are no articles to ask yet."),
        (ModelError(SECRET), "A part that reads the articles does not work."),
        (ZeroDivisionError(SECRET), "Something went wrong."),
    ],
)
def test_a_fault_is_told_by_its_reference(failures, caplog, error, said):
    """A person reads a short sentence with a reference; under that the log has the rest."""
    text = failures.told(error)
    assert text.startswith(said)
    assert SECRET not in text
    (failure,) = failures.report()
    assert failure == Failure(type(error).__name__, failure.reference, 1)
    assert failure.reference in text
    assert f"failure {failure.reference}: {type(error).__name__}: {SECRET}" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Declined("Not *here*."), "Not *here*."),
        (Busy("Too many *wait*."), "Too many \\*wait\\*."),
        (app_commands.CheckFailure(), "You may not do this here."),
    ],
)
def test_what_people_do_is_no_failure(failures, caplog, error, said):
    """What is declined is told as it is, without a reference, and is no news for the operator."""
    assert failures.told(error) == said
    assert failures.report() == []
    assert not caplog.records


def test_the_cause_of_a_command_counts(failures):
    """A command's error is told as what caused it."""

    @app_commands.command()
    async def ask(interaction: discord.Interaction) -> None:
        """Ask."""

    assert failures.told(app_commands.CommandInvokeError(ask, Declined("No."))) == "No."
    failures.told(app_commands.CommandInvokeError(ask, LibraryDamaged("broken")))
    assert [each.kind for each in failures.report()] == ["LibraryDamaged"]


def test_each_kind_is_reported_every_ten_minutes(failures, clock):
    """Many failures of a kind are one report with their number and the latest reference; others are not held back."""
    failures.note(ModelError("a"))
    assert [each.count for each in failures.report()] == [1]
    for _ in range(3):
        latest = failures.note(ModelError("b"))
    clock.now += QUIET_SECONDS - 1
    assert failures.report() == []
    other = failures.note(LibraryDamaged("c"))
    assert failures.report() == [Failure("LibraryDamaged", other, 1)]
    clock.now += 1
    assert failures.report() == [Failure("ModelError", latest, 3)]
    assert failures.report() == []
