"""A Discord server that the operator has allowed, and what its managers have set for it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.article import MAIN


class Place(StrEnum):
    """Where a question in a channel is answered."""

    REPLY = "reply"
    THREAD = "thread"


class Form(StrEnum):
    """How an answer is drawn."""

    LAYOUT = "layout"
    EMBED = "embed"
    TEXT = "text"


class Abstention(StrEnum):
    """What happens where the articles do not answer."""

    SHOWN = "shown"
    PRIVATE = "private"
    """Only the asker sees it where Discord can do that (commands); elsewhere it is shown."""
    SILENT = "silent"
    """Mentions and messages get no reply; who used a command is told privately."""


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """What the managers of a server decide."""

    channels: tuple[int, ...] = ()
    """Ids of the channels (their threads too) in which it answers; none: all."""
    every_question: bool = False
    """Whether messages that ask something are answered without a mention; only in `channels`."""
    forum_posts: bool = False
    """Whether new posts of the forums among `channels` are answered."""
    place: Place = Place.REPLY
    form: Form = Form.LAYOUT
    abstentions: Abstention = Abstention.SHOWN
    last_days: int | None = None
    """Only articles of the last so many days, unless a question names days; None: all."""
    outlets: tuple[str, ...] = ()
    """Only articles of these outlets, unless a question names others; none: all."""


@dataclass(frozen=True, slots=True)
class Guild:
    """An allowed server. `reads`: the collections that it is answered from."""

    id: int
    name: str | None
    """As the bot saw it last; None: it was never there."""
    allowed_at: datetime
    reads: tuple[str, ...] = (MAIN,)
    manages: str | None = None
    """The collection that its managers may add to and remove from; None: none."""
    settings: GuildSettings = field(default_factory=GuildSettings)
