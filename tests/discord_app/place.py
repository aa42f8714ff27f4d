"""A server with a channel and people, the real bot in it, and a library of a few articles of our own.

async with place(desk) as here:
    result = await here.ann.slash(here.general, "ask", question="Who won the prize?")
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import discord
import simcord

from bot import wiring
from bot.discord_app.bot import NewsdeskBot
from bot.discord_app.cooldowns import Cooldowns
from bot.discord_app.parts import Parts
from bot.discord_app.pool import AnswerPool
from bot.domain.guild import GuildSettings
from bot.errors import NewsdeskError
from bot.settings.chat import ChatSettings
from bot.settings.discord import DiscordSettings
from bot.settings.settings import Settings
from tests.chat_service import ChatService
from tests.town_articles import write_articles

GUILD = 4_242_424_242_424_242_424


@dataclass
class Desk:
    """A data folder and the parts over it; the models are loaded once."""

    settings: Settings
    answerer: Any
    checker: Any
    library: Any
    writes: bool = False

    def with_model(self, service: ChatService, **chat: Any) -> "Desk":
        """The same, with a language model that words the answers."""
        wanted = {"model": "small", "base_url": service.base_url, "api_key": "k", "retries": 0, **chat}
        settings = self.settings.model_copy(update={"chat": ChatSettings(**wanted)})
        return replace(self, settings=settings, answerer=wiring.answerer(settings), writes=True)

    def parts(self, **changed: Any) -> Parts:
        """The parts with other Discord settings; a pool belongs to one event loop."""
        settings = DiscordSettings(**{"user_seconds": 0.0, **changed})
        return Parts(
            settings=settings,
            zone=ZoneInfo("UTC"),
            answerer=self.answerer,
            checker=self.checker,
            library=self.library,
            ingestor=lambda: wiring.ingestor(self.settings),
            ledger=wiring.ledger(self.settings),
            community=wiring.community(self.settings),
            pool=AnswerPool(self.answerer, settings.workers, settings.waiting),
            cooldowns=Cooldowns(settings.user_seconds, settings.guild_per_minute),
            writes=self.writes,
        )


def make_desk(folder: Path) -> Desk:
    """Take the articles in and load the models."""
    articles = write_articles(folder / "articles")
    settings = Settings(data_dir=folder / "library")
    assert wiring.ingestor(settings).ingest([articles]).failed == 0
    return Desk(settings, wiring.answerer(settings), wiring.checker(settings), wiring.library(settings))


@dataclass
class Place:
    """What a test acts on."""

    env: simcord.Env
    bot: NewsdeskBot
    parts: Parts
    guild: simcord.GuildHandle
    general: simcord.ChannelHandle
    ann: simcord.MemberActor
    """A member."""
    mo: simcord.MemberActor
    """A manager of the server."""

    def set(self, **changed: Any) -> None:
        """Change the server's settings behind the panel's back."""
        guild = self.parts.community.guild(self.guild.id)
        assert guild is not None
        self.parts.community.change_guild(self.guild.id, replace(guild.settings, **changed))


@asynccontextmanager
async def place(
    desk: Desk, *, allowed: bool = True, shards: int = 1, settings: GuildSettings | None = None, **changed: Any
) -> AsyncIterator[Place]:
    """A running bot in one server; the ledger is a new one."""
    for file in desk.settings.data_dir.glob("ledger.db*"):
        file.unlink()
    parts = desk.parts(**changed)
    bot = NewsdeskBot(parts)
    async with simcord.run(bot, shard_count=shards, settle_timeout=20.0) as env:
        await bot.tree.sync()
        if allowed:
            parts.community.allow_guild(GUILD)
            if settings is not None:
                parts.community.change_guild(GUILD, settings)
        guild = env.create_guild("Marwick", id=GUILD)
        general = guild.create_text_channel("general")
        managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        ann = guild.add_member(env.create_user("ann"))
        mo = guild.add_member(env.create_user("mo"), roles=[managers])
        await env.settle()
        yield Place(env, bot, parts, guild, general, ann, mo)
        assert not [error for error in env.errors if not isinstance(_cause(error), NewsdeskError)]
    await parts.pool.close(5.0)


def _cause(error: BaseException) -> BaseException:
    """What the bot raised on purpose, for the person who asked, is no fault."""
    return error.original if isinstance(error, discord.app_commands.CommandInvokeError) else error


def live(**options: Any) -> Callable[[Callable[[Place], Awaitable[None]]], Callable[[Desk], None]]:
    """Make an async test of a place a test that pytest runs; `options` are those of `place`."""

    def made(test: Callable[[Place], Awaitable[None]]) -> Callable[[Desk], None]:
        def run(desk: Desk) -> None:
            async def whole() -> None:
                async with place(desk, **options) as here:
                    await test(here)

            asyncio.run(whole())

        run.__doc__ = test.__doc__
        return run

    return made


def shown(message: Any) -> str:
    """All that a message (or the response to an interaction) shows, whatever its form."""
    if message is None:
        return ""
    components = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    embeds = [embed.description or "" for embed in message.embeds]
    return "\n".join(filter(None, [message.content, *embeds, texts(components)]))


def labels(message: Any) -> list[str]:
    """The buttons of a message: what they are for."""
    components = [each if isinstance(each, dict) else each.to_dict() for each in message.components]
    return [button["custom_id"].split(":")[1] for button in _buttons(components) if ":" in button.get("custom_id", "")]


def _buttons(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in components:
        if each.get("type") == 2:
            yield each
        yield from _buttons(each.get("components", []))


def texts(components: list[dict[str, Any]]) -> str:
    """All text that components show."""
    shown = []
    for each in components:
        if "content" in each:
            shown.append(each["content"])
        shown.append(texts(each.get("components", [])))
    return "\n".join(filter(None, shown))
