"""Whether Discord is as the bot needs it: token, intents, servers, permissions, commands. One line each, with a remedy.

Asks Discord's REST alone, so it may run beside the bot. The library and the models are looked at elsewhere.
"""

from collections.abc import AsyncIterator, Iterator, Sequence

import discord
from discord import app_commands

from bot.discord_app.addresses import addressed
from bot.discord_app.permissions import missing
from bot.discord_app.refusals import (
    PORTAL,
    DiscordUnavailable,
    TokenRefused,
    intents_refused,
    see_that_it_is_one,
    translated,
)
from bot.domain.guild import Guild
from bot.errors import ConfigurationError
from bot.library.records import Check
from bot.settings.discord import DiscordSettings


async def checks(settings: DiscordSettings, token: str, allowed: Sequence[Guild]) -> AsyncIterator[Check]:
    """Every check, up to the first that keeps the others from being made. `allowed`: the servers of the ledger."""
    for name in ("api_base", "gateway"):
        address = getattr(settings, name)
        if address is not None:
            yield Check(
                "address", ok=True, text=f"warning: discord.{name} sends the token to {address}, not to Discord"
            )
    client = discord.Client(intents=discord.Intents(guilds=True))
    with addressed(settings):
        try:
            see_that_it_is_one(token)
            with translated():
                await client.login(token)
        except (ConfigurationError, TokenRefused, DiscordUnavailable) as error:
            yield Check("token", ok=False, text=str(error))
        else:
            async for check in _logged_in(client, settings, allowed):
                yield check
        finally:
            await client.close()


async def _logged_in(
    client: discord.Client, settings: DiscordSettings, allowed: Sequence[Guild]
) -> AsyncIterator[Check]:
    assert client.user is not None
    assert client.application is not None
    yield Check("token", ok=True, text=f"logged in as {client.user} ({client.user.id})")
    yield _intents(client.application, settings)
    if client.application.interactions_endpoint_url:
        text = f"commands are sent to another address than this bot. Empty Interactions Endpoint URL in {PORTAL}"
        yield Check("commands", ok=False, text=text)
    try:
        with translated():
            yield await _commands(client)
            there = {guild.id: guild.name async for guild in client.fetch_guilds(limit=None, with_counts=False)}
            if settings.alert_channel is not None:
                yield await _alert_channel(client, settings.alert_channel)
    except DiscordUnavailable as error:
        yield Check("discord", ok=False, text=str(error))
        return
    for check in _membership(settings, allowed, there):
        yield check
    for guild in allowed:
        if guild.id in there:
            for check in await _permissions(client, guild):
                yield check


def _intents(application: discord.AppInfo, settings: DiscordSettings) -> Check:
    """The portal's switch against the setting: discord.py would be thrown out at once."""
    flags = application.flags
    given = flags.gateway_message_content or flags.gateway_message_content_limited
    if settings.message_content and not given:
        return Check("intents", ok=False, text=str(intents_refused()))
    if settings.message_content:
        return Check("intents", ok=True, text="the text of all messages is read (discord.message_content)")
    return Check("intents", ok=True, text="none is privileged: commands, mentions and replies are read")


async def _commands(client: discord.Client) -> Check:
    registered = await app_commands.CommandTree(client).fetch_commands()
    if registered:
        return Check("commands", ok=True, text=f"registered: {', '.join(sorted(each.name for each in registered))}")
    return Check("commands", ok=False, text="none is registered everywhere; `newsdesk discord sync` does it")


async def _alert_channel(client: discord.Client, channel_id: int) -> Check:
    try:
        channel = await client.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        return Check("alerts", ok=False, text=f"discord.alert_channel {channel_id} is no channel that the bot sees")
    return Check("alerts", ok=True, text=f"told in {channel}")


def _membership(settings: DiscordSettings, allowed: Sequence[Guild], there: dict[int, str]) -> Iterator[Check]:
    """The servers that the bot is in against those that it may be in."""
    for guild_id in sorted(there.keys() - {guild.id for guild in allowed}):
        told = f"the bot is in {there[guild_id]}, which is not allowed, and will leave"
        yield Check("servers", ok=False, text=f"{told}: `newsdesk discord guilds allow {guild_id}` lets it stay")
    for guild in allowed:
        if guild.id not in there:
            told = f"{_called(guild)} is allowed, but the bot is not in it"
            yield Check("servers", ok=False, text=f"{told}: `newsdesk discord invite` prints the link")
    if not allowed and not (settings.direct_messages or settings.user_installs):
        yield Check("servers", ok=False, text="none is allowed: `newsdesk discord guilds allow ID` lets one in")


async def _permissions(client: discord.Client, allowed: Guild) -> list[Check]:
    """What the bot may do in the channels that are set for the server, or in the server where none is."""
    assert client.user is not None
    try:
        with translated():
            guild = await client.fetch_guild(allowed.id, with_counts=False)
            me = await guild.fetch_member(client.user.id)
            if not allowed.settings.channels:
                return [_permission(f"in {guild.name}", me.guild_permissions)]
            return [await _in_channel(guild, me, channel_id) for channel_id in allowed.settings.channels]
    except DiscordUnavailable as error:
        return [Check("permissions", ok=False, text=f"in {_called(allowed)}: {error}")]


async def _in_channel(guild: discord.Guild, me: discord.Member, channel_id: int) -> Check:
    try:
        channel = await guild.fetch_channel(channel_id)
    except (discord.NotFound, discord.Forbidden, discord.InvalidData):
        text = f"the bot does not see channel {channel_id}. Let it, or choose others with /newsdesk settings"
        return Check("permissions", ok=False, text=f"in {guild.name}: {text}")
    return _permission(f"in {guild.name}, #{channel.name}", channel.permissions_for(me))


def _permission(where: str, held: discord.Permissions) -> Check:
    lacking = missing(held)
    if lacking:
        return Check("permissions", ok=False, text=f"{where}: give the bot's role {', '.join(lacking)}")
    return Check("permissions", ok=True, text=f"{where}: all that are needed")


def _called(guild: Guild) -> str:
    return f"{guild.name} ({guild.id})" if guild.name else str(guild.id)
