"""What this Discord knows, in memory: people, servers, channels, messages. It has no rules: those are with the requests.

world = World()
guild = world.add_guild("Newsroom")
ada = guild.add_member("ada")
general = guild.add_channel("general")
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.discord_server.clock import Clock, Snowflakes
from tests.discord_server.rights import OF_MEMBERS, Right

if TYPE_CHECKING:
    from tests.discord_server.interactions import Interaction

ALL_PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
"""Intents that Discord's portal must allow: members, presences, message content."""

OF_THE_BOT = OF_MEMBERS
"""Rights of the bot where a test does not give others."""


class Kind(IntEnum):
    """What a channel is."""

    TEXT = 0
    DM = 1
    ANNOUNCEMENTS = 5
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


@dataclass(eq=False)
class User:
    id: int
    name: str
    bot: bool = False
    accepts_messages: bool = True
    """Direct ones, from the bot."""
    installed_app: bool = False
    """Whether this person installed the application for themselves and may use it anywhere."""

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    id: int
    name: str
    permissions: int = 0
    mentionable: bool = False
    of_bot: User | None = None


@dataclass(eq=False)
class Member:
    user: User
    guild: "Guild"
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)


@dataclass(eq=False)
class Channel:
    id: int
    kind: Kind
    name: str
    world: "World" = field(repr=False)
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    owner: User | None = None
    recipient: User | None = None
    """Of a direct-message channel."""
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Allowed and denied rights, by the id of a role or member."""
    messages: dict[int, "Message"] = field(default_factory=dict, repr=False)
    """By id, oldest first; what only one person sees is not among them."""
    sent: int = 0
    archived: bool = False
    locked: bool = False
    archive_minutes: int = 1440
    tags: list[str] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.kind in (Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)

    @property
    def last(self) -> "Message":
        """The newest message."""
        return next(reversed(self.messages.values()))

    def allow(self, whom: User | Role, rights: int) -> None:
        allowed, denied = self.overwrites.get(whom.id, (0, 0))
        self.overwrites[whom.id] = (allowed | rights, denied & ~rights)
        self.world.tell_channel("CHANNEL_UPDATE", self)

    def deny(self, whom: User | Role, rights: int) -> None:
        allowed, denied = self.overwrites.get(whom.id, (0, 0))
        self.overwrites[whom.id] = (allowed & ~rights, denied | rights)
        self.world.tell_channel("CHANNEL_UPDATE", self)


@dataclass(eq=False)
class Guild:
    id: int
    name: str
    owner: User
    world: "World" = field(repr=False)
    roles: dict[int, Role] = field(default_factory=dict, repr=False)
    members: dict[int, Member] = field(default_factory=dict, repr=False)
    channels: dict[int, Channel] = field(default_factory=dict, repr=False)
    """Threads too."""

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    @property
    def has_bot(self) -> bool:
        return self.world.bot.id in self.members

    def add_member(self, who: str | User, rights: int = 0) -> User:
        """A person joins; `rights` beyond everyone's come as a role of their own."""
        user = self.world.add_user(who) if isinstance(who, str) else who
        member = self.members[user.id] = Member(user, self, self.world.clock.now())
        if rights:
            role = Role(self.world.ids.next(), f"{user.name}'s", rights, of_bot=user if user.bot else None)
            self.roles[role.id] = role
            member.roles.append(role)
            self.world.tell_role(self, role)
        return user

    def add_manager(self, name: str) -> User:
        return self.add_member(name, Right.MANAGE_GUILD)

    def add_role(self, name: str, rights: int = 0, *, mentionable: bool = False) -> Role:
        role = Role(self.world.ids.next(), name, rights, mentionable)
        self.roles[role.id] = role
        self.world.tell_role(self, role)
        return role

    def add_channel(self, name: str = "general", kind: Kind = Kind.TEXT) -> Channel:
        channel = Channel(self.world.ids.next(), kind, name, self.world, self)
        self.world.keep(channel)
        self.world.tell_channel("CHANNEL_CREATE", channel)
        return channel


@dataclass(eq=False)
class Attached:
    """A file of a message."""

    id: int
    filename: str
    content: bytes = field(repr=False)


@dataclass(eq=False)
class Message:
    id: int
    channel: Channel
    author: User
    created_at: datetime
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[Attached] = field(default_factory=list)
    flags: int = 0
    nonce: str | None = None
    reference: "Message | None" = None
    reference_id: int | None = None
    """Stays when the message replied to is gone."""
    mentioned: list[User] = field(default_factory=list)
    """Users named or replied to with a ping."""
    pings: list[str] = field(default_factory=list)
    """Whom it notified: `everyone`, `role NAME`, or a user's name."""
    interaction: "Interaction | None" = None
    """The Interaction that it answers."""
    only_for: User | None = None
    """The one person who sees it."""
    thread: Channel | None = None
    edited_at: datetime | None = None
    earlier: list[str] = field(default_factory=list)
    """What it showed before each edit."""
    replies: list["Message"] = field(default_factory=list, repr=False)
    reactions: list[tuple[str, User]] = field(default_factory=list)
    deleted: bool = False

    @property
    def text(self) -> str:
        """All that it shows: content, embeds and text components."""
        shown = [self.content, *map(_embed_text, self.embeds), *_component_texts(self.components)]
        return "\n".join(part for part in shown if part)


class World:
    """One application with its bot, and everything around it."""

    def __init__(self, token: str | None = None, privileged: int = ALL_PRIVILEGED) -> None:
        """`privileged`: intents that the portal allows this application."""
        self.clock = Clock()
        self.ids = Snowflakes(self.clock)
        self.token = token or secrets.token_urlsafe(24)
        self.privileged = privileged
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, list[dict[str, Any]]] = {}
        """As registered, by server; None: global."""
        self.interactions: dict[str, Interaction] = {}
        """By token."""
        self.files_at = ""
        """Where files of messages are served."""
        self.changed: Callable[[], None] = lambda: None
        self.tell_channel: Callable[[str, Channel], object] = lambda _name, _channel: None
        self.tell_role: Callable[[Guild, Role], object] = lambda _guild, _role: None
        self.bot = self.add_user("newsdesk", bot=True)
        self.operator = self.add_user("operator")

    @property
    def application_id(self) -> int:
        """As with Discord's newer applications, that of its bot."""
        return self.bot.id

    def add_user(self, name: str, *, bot: bool = False) -> User:
        user = User(self.ids.next(), name, bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str = "Newsroom", *, rights: int | None = OF_THE_BOT, owner: User | None = None) -> Guild:
        """A server. `rights`: the bot's own there; None: the bot is no member (see `People.invite`)."""
        owner = owner or self.add_user(f"owner of {name}")
        guild = Guild(self.ids.next(), name, owner, self)
        guild.roles[guild.id] = Role(guild.id, "@everyone", OF_MEMBERS)
        guild.add_member(owner)
        self.guilds[guild.id] = guild
        if rights is not None:
            guild.add_member(self.bot, rights)
        return guild

    def direct(self, user: User) -> Channel:
        """The channel of the bot and this person; made when first asked for."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids.next(), Kind.DM, user.name, self, recipient=user)
        self.keep(channel)
        return channel

    def keep(self, channel: Channel) -> None:
        self.channels[channel.id] = channel
        if channel.guild:
            channel.guild.channels[channel.id] = channel


def _embed_text(embed: dict[str, Any]) -> str:
    fields = [text for each in embed.get("fields", []) for text in (each.get("name"), each.get("value"))]
    parts = [embed.get("title"), embed.get("description"), *fields, embed.get("footer", {}).get("text")]
    return "\n".join(part for part in parts if part)


def _component_texts(components: list[dict[str, Any]]) -> list[str]:
    texts = []
    for component in components:
        if component["type"] == 10:
            texts.append(component["content"])
        texts += _component_texts(component.get("components", []))
    return texts
