"""Where discord.py finds Discord: its own addresses, or those of the settings, for a proxy or a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.settings.discord import DiscordSettings


@contextmanager
def addressed(settings: DiscordSettings) -> Iterator[None]:
    """Let every client of this process use the settings' addresses for as long as this lasts."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    if settings.api_base is not None:
        parts = urlsplit(settings.api_base)
        Route.BASE, discord.Asset.BASE = settings.api_base, f"{parts.scheme}://{parts.netloc}"
    if settings.gateway is not None:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE = before


async def see_gateway(client: discord.AutoShardedClient, settings: DiscordSettings) -> None:
    """Let a client that is logged in connect to the settings' gateway, if there is one.

    discord.py asks Discord for the gateway only while it does not know how many shards it needs.
    """
    if settings.gateway is not None:
        client.shard_count, _, _ = await client.http.get_bot_gateway()
