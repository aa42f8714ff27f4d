"""What the gateway tells of, and which sessions hear it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntFlag
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.world import Channel, Guild, Message, Role


class Intent(IntFlag):
    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    DIRECT_MESSAGES = 1 << 12
    MESSAGE_CONTENT = 1 << 15


@dataclass(frozen=True, slots=True)
class Event:
    name: str
    data: Callable[[int], dict[str, Any]]
    """Its payload for a session with these intents."""
    guild: Guild | None = None
    needs: int = 0
    """The intent without which it is not heard; 0: none."""
    also_outside: bool = False
    """Whether it is heard where the bot is no member of the server."""

    def is_for(self, intents: int, shard: tuple[int, int]) -> bool:
        number, count = shard
        if self.guild and not self.guild.has_bot and not self.also_outside:
            return False
        home = (self.guild.id >> 22) % count if self.guild else 0
        return home == number and intents & self.needs == self.needs


def message_event(name: str, message: Message) -> Event:
    """`name`: MESSAGE_CREATE or MESSAGE_UPDATE."""
    return Event(
        name,
        lambda intents: payloads.message_event(message, reads_all=bool(intents & Intent.MESSAGE_CONTENT)),
        message.channel.guild,
        _messages(message.channel),
    )


def message_gone(message: Message) -> Event:
    payload = {"id": str(message.id), "channel_id": str(message.channel.id), **_where(message.channel)}
    return Event("MESSAGE_DELETE", lambda _: payload, message.channel.guild, _messages(message.channel))


def channel_event(name: str, channel: Channel, **more: Any) -> Event:
    """`name`: CHANNEL_CREATE, THREAD_UPDATE and the like."""
    return Event(name, lambda _: payloads.channel(channel) | more, channel.guild, Intent.GUILDS)


def role_event(guild: Guild, role: Role) -> Event:
    payload = {"guild_id": str(guild.id), "role": payloads.role(role)}
    return Event("GUILD_ROLE_CREATE", lambda _: payload, guild, Intent.GUILDS)


def guild_event(guild: Guild, **more: Any) -> Event:
    """`unavailable=False`: it was known at login; without it the bot has just been added."""
    return Event(
        "GUILD_CREATE",
        lambda intents: payloads.guild(guild, all_members=bool(intents & Intent.GUILD_MEMBERS)) | more,
        guild,
        Intent.GUILDS,
    )


def guild_gone(guild: Guild) -> Event:
    return Event("GUILD_DELETE", lambda _: {"id": str(guild.id)}, guild, Intent.GUILDS, also_outside=True)


def interaction_event(payload: dict[str, Any], guild: Guild | None) -> Event:
    return Event("INTERACTION_CREATE", lambda _: payload, guild, also_outside=True)


def _messages(channel: Channel) -> int:
    return Intent.GUILD_MESSAGES if channel.guild else Intent.DIRECT_MESSAGES


def _where(channel: Channel) -> dict[str, str]:
    return {"guild_id": str(channel.guild.id)} if channel.guild else {}
