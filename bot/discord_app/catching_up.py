"""After an outage that no resumed session bridged, the last minutes are read again, and what was asked is answered.

`Hearing` claims each message, so that none is answered twice.
"""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import discord

from bot.discord_app.delivering import UNDELIVERED, delivered
from bot.discord_app.hearing import Hearing
from bot.discord_app.parts import Parts
from bot.errors import NewsdeskError

_log = logging.getLogger(__name__)

MOST_CHANNELS = 50
"""Of one server, those with the newest messages first: reading a channel is a request."""
MOST_MESSAGES = 100
"""Of one channel, the newest: a page of its history."""

MOST_AT_ONCE = 8
"""Messages heard side by side: what is asked now wants a place in the line too."""

Readable = discord.TextChannel | discord.Thread


class CatchingUp:
    """Reads again. `minutes` 0: never."""

    def __init__(self, parts: Parts, hearing: Hearing) -> None:
        self._parts = parts
        self._hearing = hearing

    async def catch_up(self, guilds: Iterable[discord.Guild], own_id: int) -> int:
        """Hear what was said in the last minutes in the channels that are answered in; how many messages were read."""
        minutes = self._parts.settings.catch_up_minutes
        if minutes == 0:
            return 0
        since = datetime.now(UTC) - timedelta(minutes=minutes)
        free = asyncio.Semaphore(MOST_AT_ONCE)

        async def hear(message: discord.Message) -> None:
            async with free:
                await self._hearing.heard(message, own_id)

        read = 0
        async with asyncio.TaskGroup() as hearing:
            for guild in guilds:
                for channel in await self._channels(guild, since):
                    for message in await _said(channel, since):
                        read += 1
                        hearing.create_task(hear(message))
        _log.info("read %d messages of the last %d minutes again", read, minutes)
        return read

    async def _channels(self, guild: discord.Guild, since: datetime) -> list[Readable]:
        """Channels and threads of the server in which somebody wrote since then, and the bot may read and answer."""
        try:
            known = await self._parts.pool.run(lambda: self._parts.community.guild(guild.id))
        except NewsdeskError as error:
            _log.warning("server %s is not read again: %s", guild.id, error)
            return []
        if known is None:
            return []
        wanted = set(known.settings.channels)
        channels: list[Readable] = [*guild.text_channels, *guild.threads]
        chosen = [
            each
            for each in channels
            if (not wanted or wanted & {each.id, getattr(each, "parent_id", each.id)})
            and each.permissions_for(guild.me).read_message_history
            and _last_said(each) >= since
        ]
        return sorted(chosen, key=_last_said, reverse=True)[:MOST_CHANNELS]


async def _said(channel: Readable, since: datetime) -> list[discord.Message]:
    """The messages of a channel since then, oldest first; none where it cannot be read."""

    async def read() -> list[discord.Message]:
        newest_first = channel.history(limit=MOST_MESSAGES, after=since, oldest_first=False)
        return [message async for message in newest_first][::-1]

    try:
        return await delivered(read)
    except UNDELIVERED as error:
        _log.warning("channel %s cannot be read again: %s", channel.id, error)
        return []


def _last_said(channel: Readable) -> datetime:
    return discord.utils.snowflake_time(channel.last_message_id or channel.id)
