"""Servers that the bot finds itself in: it stays where the operator let it in; elsewhere it says so once and leaves."""

import logging

import discord

from bot.discord_app.delivering import UNDELIVERED, delivered
from bot.discord_app.parts import Parts
from bot.errors import LedgerError

_log = logging.getLogger(__name__)

FAREWELL = (
    "Hello! I answer only in servers that my operator has let in, and this one is not among them, so I leave again. "
    "The operator can allow it with `newsdesk discord guilds allow {guild}` and invite me anew."
)


class Guests:
    """Sees to it that the bot is only where it may be."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def arrived(self, guild: discord.Guild) -> None:
        """The bot is in this server: note its name, or leave."""
        community = self._parts.community
        try:
            allowed = await self._parts.pool.run(lambda: community.guild(guild.id))
            if allowed is not None:
                await self._parts.pool.run(lambda: community.saw_guild(guild.id, guild.name))
                return
        except LedgerError as error:  # who is allowed is not known: nothing is answered, and nobody is left
            _log.error("whether server %s is let in is not known: %s", guild.id, error)
            return
        await self._leave(guild)

    async def _leave(self, guild: discord.Guild) -> None:
        _log.warning("leaving server %s: it is not let in", guild.id)
        channel = _speakable(guild)
        try:
            if channel is not None:
                await delivered(lambda: channel.send(FAREWELL.format(guild=guild.id)), repeatable=False)
        except UNDELIVERED as error:
            _log.info("no farewell in server %s: %s", guild.id, error)
        try:
            await delivered(guild.leave)
        except UNDELIVERED as error:
            _log.error("server %s cannot be left: %s", guild.id, error)


def _speakable(guild: discord.Guild) -> discord.TextChannel | None:
    """The channel for such news, else the first that the bot may write in."""
    channels = [*([guild.system_channel] if guild.system_channel else []), *guild.text_channels]
    return next((each for each in channels if each.permissions_for(guild.me).send_messages), None)
