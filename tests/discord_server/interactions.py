"""An interaction from its click to its outcome, with all that the bot answered and when."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from tests.discord_server.clock import stopwatch
from tests.discord_server.refusals import Refused
from tests.discord_server.world import Channel, Message, User

ACKNOWLEDGE_WITHIN = timedelta(seconds=3)
TOKEN_LASTS = timedelta(minutes=15)
"""Both are Discord's."""

EPHEMERAL = 1 << 6
LOADING = 1 << 7


class Asked(IntEnum):
    """What a person did."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class Reply(IntEnum):
    """How a bot may answer first."""

    PONG = 1
    MESSAGE = 4
    DEFER = 5
    DEFER_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


@dataclass(frozen=True, slots=True)
class Edit:
    """What a message of the interaction showed after an edit, and how long after the click."""

    seconds: float
    message: Message
    text: str


@dataclass(eq=False)
class Interaction:
    id: int
    kind: Asked
    user: User
    channel: Channel
    created_at: datetime
    owners: dict[str, str]
    """By whose installation it came: "0" and the server's id, "1" and the person's."""
    message_type: int = 0
    """Of messages that answer it: 20 after a slash command, 23 after a context menu, else 0."""
    source: Message | None = None
    """The message that was clicked."""
    token: str = field(default_factory=lambda: secrets.token_urlsafe(48), repr=False)
    heard_by: int = 0
    """Sessions that it was told to."""
    acknowledged_after_seconds: float | None = None
    reply: Reply | None = None
    original: Message | None = None
    """The message that `@original` names."""
    followups: list[Message] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    choices: list[dict[str, Any]] = field(default_factory=list)
    """Of an autocompletion."""
    modal: dict[str, Any] | None = None
    """The form shown to the person."""
    refusals: list[Refused] = field(default_factory=list)
    """What the bot was refused."""
    settled: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _began: float = field(default_factory=stopwatch)

    @property
    def acknowledged(self) -> bool:
        return self.reply is not None

    @property
    def messages(self) -> list[Message]:
        """All that the bot wrote to it and has not deleted."""
        mine = [] if self.original is self.source or self.original is None else [self.original]
        return [message for message in mine + self.followups if not message.deleted]

    @property
    def text(self) -> str:
        """All that those messages show now."""
        return "\n".join(message.text for message in self.messages)

    def seconds(self) -> float:
        """Since the click; real ones, whatever the clock says."""
        return stopwatch() - self._began

    def acknowledge(self, reply: Reply) -> None:
        self.reply = reply
        self.acknowledged_after_seconds = self.seconds()
        self.note()

    def note(self) -> None:
        """Look whether the person now has what they waited for."""
        waits = self.reply is Reply.DEFER and self.original and _is_thinking(self.original)
        if self.acknowledged and not waits:
            self.settled.set()


def _is_thinking(message: Message) -> bool:
    return bool(message.flags & LOADING) and not message.deleted
