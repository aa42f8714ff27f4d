"""The bot: a discord.py client that hears, answers and obeys, and keeps to what its operator allows."""

import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.admission import Doorkeeper
from bot.discord_app.alerts import Alerts
from bot.discord_app.asking import Asking
from bot.discord_app.buttons import AnswerButton
from bot.discord_app.catching_up import CatchingUp
from bot.discord_app.commands import add_commands
from bot.discord_app.delivering import ALREADY_ACKNOWLEDGED, UNDELIVERED, delivered
from bot.discord_app.failures import sentence_card
from bot.discord_app.guests import Guests
from bot.discord_app.hearing import Hearing
from bot.discord_app.outlets import Outlets
from bot.discord_app.parts import Parts
from bot.discord_app.pressing import Pressing
from bot.discord_app.showing import Drawn, drawn
from bot.discord_app.surfaces import CommandSurface
from bot.domain.guild import Form
from bot.settings.discord import DiscordSettings

_log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["NewsdeskBot"]):
    """Tells a person what became of a command that failed."""

    async def on_error(self, interaction: discord.Interaction, error: app_commands.AppCommandError, /) -> None:
        await self.client.failed(interaction, error)


class NewsdeskBot(commands.AutoShardedBot):
    """Answers questions in Discord from the articles."""

    def __init__(self, parts: Parts) -> None:
        settings = parts.settings
        super().__init__(
            command_prefix=(),  # nothing is a command but what Discord sends as one
            help_command=None,
            tree_cls=Tree,
            intents=intents(settings),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=settings.direct_messages, private_channel=settings.user_installs
            ),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=settings.user_installs),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
        )
        self.parts = parts
        self.doorkeeper = Doorkeeper(parts)
        self.asking = Asking(parts)
        self.pressing = Pressing(parts, self.doorkeeper, self.failed)
        self.hearing = Hearing(parts, self.doorkeeper, self.asking)
        self.guests = Guests(parts)
        self.outlets = Outlets(parts, self.doorkeeper)
        self.alerts = Alerts(self, parts, self.guests)
        self.catching_up = CatchingUp(parts, self.hearing)
        self.add_dynamic_items(AnswerButton)
        add_commands(self)

    async def setup_hook(self) -> None:
        self.alerts.start()

    async def close(self) -> None:
        self.alerts.stop()
        await super().close()

    async def on_ready(self) -> None:
        """A new session, not a resumed one: what happened meanwhile was not heard."""
        if self.user is None:
            return
        guilds = list(self.guilds)
        for guild in guilds:
            await self.guests.arrived(guild)
        await self.catching_up.catch_up(guilds, self.user.id)

    async def on_message(self, message: discord.Message, /) -> None:
        if self.user is not None:
            await self.hearing.heard(message, self.user.id)

    async def on_guild_available(self, guild: discord.Guild) -> None:
        await self.guests.arrived(guild)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await self.guests.arrived(guild)

    async def pressed(self, interaction: discord.Interaction, what: str, receipt_id: str) -> None:
        """A button below an answer was pressed."""
        try:
            await self.pressing.pressed(interaction, what, receipt_id)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the person is told
            await self.failed(interaction, error)

    async def failed(self, interaction: discord.Interaction, error: Exception) -> None:
        """Tell a person what became of what they did. Never raises."""
        await _tell(interaction, self.parts.failures.told(error))


def intents(settings: DiscordSettings) -> discord.Intents:
    """What Discord is asked to send: no more than the settings need."""
    wanted = discord.Intents.none()
    wanted.guilds = True
    wanted.guild_messages = True
    wanted.dm_messages = settings.direct_messages
    wanted.message_content = settings.message_content
    return wanted


async def _tell(interaction: discord.Interaction, sentence: str) -> None:
    """Tell the person privately, in the place of a thinking message if there is one."""
    message = drawn(sentence_card(sentence), Form.LAYOUT)[0]
    try:
        if not interaction.response.is_done() and await _answered(interaction, message):
            return
        if interaction.type is discord.InteractionType.component and not _thinks(interaction):
            send = interaction.followup.send
            await delivered(lambda: send(**message.sending(), ephemeral=True), repeatable=False)
        else:
            await CommandSurface(interaction, private=False).finish([message], private=True)
    except UNDELIVERED as trouble:
        _log.warning("a person could not be told %r: %s", sentence, trouble)


async def _answered(interaction: discord.Interaction, message: Drawn) -> bool:
    """Whether this became the first response; else there is one that discord.py does not know of."""
    try:
        await delivered(lambda: interaction.response.send_message(**message.sending(), ephemeral=True))
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
        return False
    return True


def _thinks(interaction: discord.Interaction) -> bool:
    """Whether a message says that the bot is thinking."""
    kind = interaction.response.type
    return kind is discord.InteractionResponseType.deferred_channel_message
