"""`/newsdesk settings|status|diagnose`: what managers set, how the bot is, and why it may not answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot import __version__
from bot.discord_app.budgets import budgets
from bot.discord_app.commands.settings import show_settings
from bot.discord_app.delivering import acknowledged
from bot.discord_app.diagnosing import (
    Seen,
    channel_checks,
    library_checks,
    model_checks,
    permission_checks,
    setting_checks,
)
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import CommandSurface
from bot.domain.guild import Form, Guild
from bot.domain.question import Filters
from bot.errors import LibraryEmpty
from bot.library.records import Check, Scope
from bot.rendering.discord.escaping import escaped
from bot.rendering.discord.pieces import Card, Tone, Unit
from bot.rendering.fields import counted
from bot.rendering.wording import when

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot


def add_newsdesk(bot: "NewsdeskBot") -> None:
    """Put the commands on the bot's tree.

    Discord hides commands from members only as whole groups, and everybody may see the status: who is a manager is
    looked at when a command comes.
    """
    group = app_commands.Group(name="newsdesk", description="How this bot is, and how it is set")

    @group.command(name="settings", description="Managers: where and how questions are answered in this server")
    async def settings(interaction: discord.Interaction) -> None:
        await show_settings(bot, interaction)

    @group.command(name="status", description="How many articles there are, and how busy the bot is")
    async def status(interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        stock = await bot.parts.pool.run(lambda: _stock(bot, interaction))
        await CommandSurface(interaction, private=True).finish(drawn(_status_card(bot, stock), Form.LAYOUT))

    @group.command(name="diagnose", description="Managers: what keeps the bot from answering here, and what to do")
    async def diagnose(interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        _, guild = await bot.parts.pool.run(lambda: bot.doorkeeper.managed(interaction))
        found = [
            *permission_checks(interaction.app_permissions),
            *channel_checks(guild, _seen(interaction.guild, guild.settings.channels)),
            *await bot.parts.pool.run(lambda: _stored(bot, guild)),
        ]
        await CommandSurface(interaction, private=True).finish(drawn(_findings_card(found), Form.LAYOUT))

    bot.tree.add_command(group)


@dataclass(frozen=True, slots=True)
class _Stock:
    """The articles that the asker's questions are answered from. `newest`: its date, as far as it is known."""

    articles: int = 0
    newest: str | None = None


def _stock(bot: "NewsdeskBot", interaction: discord.Interaction) -> _Stock:
    scope = Scope(Filters(collections=bot.doorkeeper.presser(interaction).collections))
    try:
        with bot.parts.library.reading() as snapshot:
            newest = snapshot.articles(scope, 1)
            return _Stock(snapshot.counts(scope).passing, newest[0].date_text if newest else None)
    except LibraryEmpty:
        return _Stock()


def _status_card(bot: "NewsdeskBot", stock: _Stock) -> Card:
    newest = f", the newest of {escaped(when(stock.newest))}" if stock.newest else ""
    writer = "a language model, each sentence proved" if bot.parts.writes else "the articles' own sentences"
    lines = [
        f"**Articles**: {stock.articles:,}{newest}",
        f"**Questions**: {bot.parts.pool.running:,} being answered, {bot.parts.pool.waiting:,} waiting",
        f"**Answers**: {writer}",
        f"-# newsdesk {__version__}",
    ]
    return Card(Tone.NEUTRAL, tuple(map(Unit, lines)))


def _seen(server: discord.Guild | None, channels: Iterable[int]) -> dict[int, Seen]:
    """Those of the channels that the bot sees."""
    found = (server.get_channel_or_thread(channel) for channel in channels) if server is not None else ()
    return {each.id: Seen(each.name, each.permissions_for(each.guild.me)) for each in found if each is not None}


def _stored(bot: "NewsdeskBot", guild: Guild) -> list[Check]:
    """The checks that read ledger and library. Raises LedgerError."""
    parts, today = bot.parts, datetime.now(UTC).date()
    spent = [*budgets(parts.ledger, parts.limits, today, f"discord:{guild.id}")]
    spent += budgets(parts.ledger, parts.limits, today)
    return [
        *setting_checks(guild, message_content=parts.settings.message_content),
        *library_checks(parts.library, guild),
        *model_checks(writes=parts.writes, budgets=spent),
    ]


def _findings_card(checks: Iterable[Check]) -> Card:
    """What is wrong first, each with what to do; then in small print what is well."""
    listed = list(checks)
    wrong = [Unit(f"⚠️ {escaped(each.text)}") for each in listed if not each.ok]
    heading = f"**{counted(len(wrong), 'thing')} to see to:**" if wrong else "**All is well.**"
    well: dict[str, list[str]] = {}
    for each in listed:
        if each.ok:
            well.setdefault(each.name, []).append(escaped(each.text))
    small = tuple(f"✅ {name}: {', '.join(told)}" for name, told in well.items())
    return Card(Tone.FAILED if wrong else Tone.ANSWERED, (Unit(heading), *wrong), small)


async def _acknowledge(interaction: discord.Interaction) -> None:
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
