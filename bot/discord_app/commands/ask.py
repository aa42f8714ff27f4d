"""`/ask`: a question, with filters; `/latest`: the newest stories."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.discord_app.asking import Ask
from bot.discord_app.delivering import acknowledged
from bot.discord_app.failures import Declined
from bot.discord_app.surfaces import CommandSurface
from bot.domain.question import Filters

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot

LONGEST_QUESTION = 1000
"""Characters that Discord lets a person type; a question has a few hundred at most."""
MOST_CHOICES = 25
LONGEST_CHOICE = 100


def add_ask(bot: "NewsdeskBot") -> None:
    """Put `/ask` and `/latest` on the bot's tree."""

    @bot.tree.command(name="ask", description="Ask the articles; every sentence of the answer is proved by a quote")
    @app_commands.describe(
        question="What do you want to know?",
        since="Only articles from this day on, like 2020-08-01",
        until="Only articles up to this day, like 2020-08-31",
        outlet="Only articles of this outlet",
        private="Show the answer to you alone",
    )
    async def ask(  # noqa: PLR0917 -- Discord names them
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 -- Discord's options are positional
    ) -> None:
        given = Filters(_day("since", since), _day("until", until), (outlet,) if outlet else ())
        await answered(bot, interaction, question, given, private=private)

    @ask.autocomplete("outlet")
    async def outlets(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await bot.outlets.choices(interaction, typed)

    @bot.tree.command(name="latest", description="The newest stories, on a topic if you name one")
    @app_commands.describe(topic="What about?", private="Show them to you alone")
    async def latest(
        interaction: discord.Interaction,
        topic: app_commands.Range[str, 1, 100] | None = None,
        private: bool = False,  # noqa: FBT001, FBT002 -- Discord's options are positional
    ) -> None:
        asked = f"What is new about {topic}?" if topic else "What is new?"
        await answered(bot, interaction, asked, Filters(), private=private, latest=True)


async def answered(
    bot: "NewsdeskBot",
    interaction: discord.Interaction,
    text: str,
    given: Filters,
    *,
    private: bool,
    latest: bool = False,
) -> None:
    """Answer a command that was not acknowledged yet."""
    await acknowledged(lambda: interaction.response.defer(thinking=True, ephemeral=private))
    admission = await bot.parts.pool.run(lambda: bot.doorkeeper.command(interaction))
    surface = CommandSurface(interaction, private=private)
    await bot.asking.answer(
        Ask(text, admission, given, echoes=True, latest=latest),
        surface,
        interaction.channel_id or 0,
        interaction.guild_id,
    )


def _day(name: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        today = datetime.now(UTC).date()
        raise Declined(f"{name}: “{text[:40]}” is no day. Write it like {today:%Y-%m-%d}.") from None
