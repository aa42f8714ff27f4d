"""Who may ask where, and from what they are answered: decided anew for each question, from what is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import discord

from bot.discord_app.failures import Declined
from bot.discord_app.parts import Parts
from bot.domain.caller import Caller
from bot.domain.guild import Guild, GuildSettings
from bot.domain.question import Filters
from bot.search.period import named_period

Channel = discord.abc.GuildChannel | discord.Thread | discord.abc.PrivateChannel | discord.PartialMessageable


@dataclass(frozen=True, slots=True)
class Admission:
    """What one person may do in one place."""

    caller: Caller
    collections: tuple[str, ...]
    settings: GuildSettings
    guild: Guild | None
    """None: a direct message or a user install."""
    zone: ZoneInfo

    def filters(self, text: str, asked_at: datetime, given: Filters | None = None) -> Filters:
        """What an answer may rest on: what was given, else what is set for the server; always its collections.

        The days that are set do not hold where the question names days itself.
        """
        chosen = given or Filters()
        today = asked_at.astimezone(self.zone).date()
        outlets = chosen.outlets or self.settings.outlets
        filters = Filters(chosen.since, chosen.until, outlets, self.collections, self.zone.key)
        days = self.settings.last_days
        if days is None or chosen.since or chosen.until or named_period(text, today):
            return filters
        return replace(filters, since=_days_before(today, days))


class Doorkeeper:
    """Lets questions in. Its methods read the ledger: call them off the event loop."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def command(self, interaction: discord.Interaction) -> Admission:
        """May this interaction be obeyed? Raises Declined, LedgerError."""
        guild_id = guild_of(interaction)
        if guild_id is not None:
            return self._in_guild(guild_id, interaction.user.id, _places(interaction.channel))
        if interaction.is_user_integration() and self._parts.settings.user_installs:
            return self._alone(interaction.user.id)
        if interaction.guild_id is None and self._parts.settings.direct_messages:
            return self._alone(interaction.user.id)
        raise Declined("Questions are answered in servers alone; the operator can turn direct messages on.")

    def presser(self, interaction: discord.Interaction) -> Admission:
        """May this person press a button here, whatever the channel? Raises Declined, LedgerError."""
        guild_id = guild_of(interaction)
        return self.command(interaction) if guild_id is None else self._in_guild(guild_id, interaction.user.id, None)

    def message(self, message: discord.Message) -> Admission | None:
        """May this message be answered? None: it is passed over, as are all that nobody let in. Raises LedgerError."""
        try:
            if message.guild is not None:
                return self._in_guild(message.guild.id, message.author.id, _places(message.channel))
        except Declined:
            return None
        return self._alone(message.author.id) if self._parts.settings.direct_messages else None

    def managed(self, interaction: discord.Interaction) -> tuple[Admission, Guild]:
        """The server whose manager this is, whatever the channel. Raises Declined, LedgerError."""
        guild_id = guild_of(interaction)
        if guild_id is None:
            raise Declined("This is set in a server.")
        if not interaction.permissions.manage_guild:
            raise Declined("Only who may manage this server can do that.")
        admission = self._in_guild(guild_id, interaction.user.id, None)
        assert admission.guild is not None
        return admission, admission.guild

    def _in_guild(self, guild_id: int, user_id: int, places: Sequence[int] | None) -> Admission:
        guild = self._parts.community.guild(guild_id)
        if guild is None:
            raise Declined("The operator of this bot has not let this server in.")
        if places is not None and guild.settings.channels and not set(places) & set(guild.settings.channels):
            shown = " ".join(f"<#{channel}>" for channel in guild.settings.channels[:5])
            raise Declined(f"Questions are answered in {shown}.")
        caller = Caller(self._pseudonym(user_id), group=f"discord:{guild_id}")
        return Admission(caller, guild.reads, guild.settings, guild, self._parts.zone)

    def _alone(self, user_id: int) -> Admission:
        name = self._pseudonym(user_id)
        collections = self._parts.settings.direct_collections
        return Admission(Caller(name, group="discord:direct"), collections, GuildSettings(), None, self._parts.zone)

    def _pseudonym(self, user_id: int) -> str:
        return self._parts.community.pseudonym("discord", user_id)


def guild_of(interaction: discord.Interaction) -> int | None:
    """The server whose installation of the bot was used; None: a direct message, or the user's own installation."""
    if interaction.is_user_integration() and not interaction.is_guild_integration():
        return None
    return interaction.guild_id


def _places(channel: object) -> tuple[int, ...]:
    """The channel, and for a thread the channel that it belongs to."""
    if isinstance(channel, discord.Thread):
        return (channel.id, channel.parent_id)
    return (channel.id,) if isinstance(channel, discord.abc.Snowflake) else ()


def _days_before(day: date, days: int) -> date:
    try:
        return day - timedelta(days=days)
    except OverflowError:
        return date.min
