"""What the exit code of every command means."""

from enum import IntEnum

from bot.domain.answer import Outcome
from bot.errors import (
    ConfigurationError,
    LibraryEmpty,
    LibraryIncompatible,
    NewsdeskError,
    NotConfigured,
    UsageError,
)


class ExitCode(IntEnum):
    """Stable: scripts depend on them; docs/cli.md lists them."""

    SUCCESS = 0
    FAILURE = 1
    USAGE = 2
    NOT_CONFIGURED = 3
    TOKEN_REFUSED = 4
    INTENTS_REFUSED = 5
    ABSTAINED = 10
    NOTHING_TO_ASK = 12
    INTERRUPTED = 130
    CLOSED_PIPE = 141
    TERMINATED = 143
    """`bot.main` leaves so on SIGTERM; `newsdesk discord run` ends with SUCCESS."""


def code_of(error: NewsdeskError) -> ExitCode:
    """The exit code of an error."""
    match error:
        case UsageError() | ConfigurationError():
            return ExitCode.USAGE
        case NotConfigured():
            return ExitCode.NOT_CONFIGURED
        case LibraryEmpty() | LibraryIncompatible():
            return ExitCode.NOTHING_TO_ASK
        case _:
            return ExitCode.FAILURE


OF_OUTCOME = {
    Outcome.ANSWERED: ExitCode.SUCCESS,
    Outcome.ABSTAINED: ExitCode.ABSTAINED,
    Outcome.ERROR: ExitCode.NOTHING_TO_ASK,
}
