"""Tells Discord which commands the bot has. Needed once, and after an upgrade that changes them."""

from collections.abc import Iterator

import discord
from discord.app_commands import AppCommand, AppCommandGroup

from bot.discord_app.addresses import addressed
from bot.discord_app.bot import NewsdeskBot
from bot.discord_app.parts import Parts
from bot.discord_app.refusals import see_that_it_is_one, translated


async def register(parts: Parts, token: str, guild_id: int | None = None, *, remove: bool = False) -> list[str]:
    """Register all commands everywhere, or in one server; `remove`: take them away there. What is registered now.

    Raises ConfigurationError, TokenRefused, DiscordUnavailable.
    """
    see_that_it_is_one(token)
    bot = NewsdeskBot(parts)
    with addressed(parts.settings), translated():
        try:
            await bot.login(token)
            where = None if guild_id is None else discord.Object(guild_id)
            if remove:
                bot.tree.clear_commands(guild=where)
            elif where is not None:
                bot.tree.copy_global_to(guild=where)
            return [name for command in await bot.tree.sync(guild=where) for name in names(command)]
        finally:
            await bot.close()


def names(command: AppCommand) -> Iterator[str]:
    """A command as people meet it: `/ask`, each of a group's, or the entry of a message's menu."""
    if command.type is not discord.AppCommandType.chat_input:
        yield f"{command.name} (menu of a {command.type.name})"
        return
    groups = [option for option in command.options if isinstance(option, AppCommandGroup)]
    inner = [each.name for each in groups if each.type is discord.AppCommandOptionType.subcommand]
    yield from (f"/{command.name} {name}" for name in inner) if inner else (f"/{command.name}",)
