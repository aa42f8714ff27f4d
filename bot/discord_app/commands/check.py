"""The entry "Check against the articles" in a message's menu: what the articles say to each of its sentences."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord

from bot.discord_app.delivering import acknowledged
from bot.discord_app.failures import Declined
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import CommandSurface
from bot.discord_app.turns import Waiting
from bot.domain.guild import Form
from bot.rendering.discord.answers import waiting_card
from bot.rendering.discord.checks import check_card

if TYPE_CHECKING:
    from bot.answering.checking.checked import Check
    from bot.discord_app.bot import NewsdeskBot

NAME = "Check against the articles"
MOST_CHARACTERS = 4000
"""The longest message that Discord lets anybody write."""


def add_check(bot: "NewsdeskBot") -> None:
    """Put the entry on the bot's tree."""

    @bot.tree.context_menu(name=NAME)
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        await acknowledged(lambda: interaction.response.defer(thinking=True, ephemeral=True))
        text = _said(message)
        if not text:
            raise Declined("This message holds no text that could be checked.")
        surface = CommandSurface(interaction, private=True)
        result = await _checked(bot, interaction, text, surface)
        await surface.finish(drawn(check_card(result), Form.LAYOUT))


async def _checked(bot: "NewsdeskBot", interaction: discord.Interaction, text: str, surface: CommandSurface) -> "Check":
    admission = await bot.parts.pool.run(lambda: bot.doorkeeper.command(interaction))
    bot.asking.see_that_it_may_ask(admission.caller)
    now = datetime.now(UTC)
    filters = admission.filters(text, now)
    with bot.parts.pool.take_turn(lambda: bot.parts.checker.check(text, filters, now)) as turn:
        async for told in turn:
            if not isinstance(told, Waiting):
                return told
            if told.position:
                await surface.draft(drawn(waiting_card(told.position), Form.LAYOUT)[0])
    raise AssertionError("a check ended with neither result nor error")


def _said(message: discord.Message) -> str:
    """What the message says, in its text or its embeds."""
    embedded = [part for embed in message.embeds for part in (embed.title, embed.description) if part]
    return "\n".join([message.clean_content, *embedded]).strip()[:MOST_CHARACTERS]
