"""What a person sees when something is not done: a short sentence. The log has the rest, under a reference id.

The operator is told what kinds of failures there were (`alerts`): that is remembered here, without words of anybody.
"""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import discord
from discord import app_commands

from bot.errors import LibraryEmpty, ModelError, NewsdeskError, UsageError
from bot.rendering.discord.escaping import escaped
from bot.rendering.discord.pieces import Card, Tone, Unit

_log = logging.getLogger(__name__)


class Declined(UsageError):
    """What was asked for is not done; the message is Markdown of ours for the person who asked."""


class NoSuchThing(Declined):
    """What it was about is no longer there."""


MOST_CHARACTERS = 300
"""Of an error's own words."""
QUIET_SECONDS = 600.0
"""Between two reports of failures of one kind."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What the operator is told of a kind of failure: how often since the last report, and where the log has one."""

    kind: str
    """The name of an error's class."""
    reference: str
    """Of the latest."""
    count: int = 1


class Failures:
    """Tells people what became of what they did, and remembers what the operator should know."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._new: dict[str, Failure] = {}
        self._reported: dict[str, float] = {}

    def told(self, error: BaseException) -> str:
        """What to tell a person, as Markdown; what is no fault of theirs is noted under the reference that is told."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if isinstance(cause, Declined):
            return str(cause)
        if isinstance(cause, UsageError):
            return escaped(str(cause), MOST_CHARACTERS)
        if isinstance(cause, app_commands.CommandOnCooldown):
            return f"Please wait {cause.retry_after:.0f} seconds."
        if isinstance(cause, app_commands.CheckFailure):
            return "You may not do this here."
        return f"{_short(cause)} If it stays so, tell the operator this reference: {self.note(cause)}."

    def note(self, error: BaseException) -> str:
        """Put it into the log, and remember it for the operator; the reference that it has there."""
        reference = secrets.token_hex(4)
        _log.error("failure %s: %s", reference, _summary(error), exc_info=error)
        kind = type(error).__name__
        known = self._new.get(kind, Failure(kind, reference, 0))
        self._new[kind] = replace(known, reference=reference, count=known.count + 1)
        return reference

    def report(self) -> list[Failure]:
        """What the operator was not told yet, each kind at most once in ten minutes; who asks tells it."""
        now = self._clock()
        due = [kind for kind in self._new if now - self._reported.get(kind, -QUIET_SECONDS) >= QUIET_SECONDS]
        self._reported |= dict.fromkeys(due, now)
        return [self._new.pop(kind) for kind in due]


def sentence_card(sentence: str) -> Card:
    """A sentence of Markdown in the place of an answer."""
    return Card(Tone.FAILED, (Unit(sentence),))


def _short(error: BaseException) -> str:
    match error:
        case LibraryEmpty():
            return "There are no articles to ask yet."
        case ModelError():
            return "A part that reads the articles does not work."
        case discord.Forbidden():
            return "Discord does not let me do this here: a permission is missing."
        case NewsdeskError():
            return "The articles cannot be asked right now."
        case _:
            return "Something went wrong."


def _summary(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
