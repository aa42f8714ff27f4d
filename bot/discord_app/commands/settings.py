"""`/newsdesk settings`: what the managers of a server decide, on one panel that only they see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.discord_app.delivering import acknowledged, delivered
from bot.discord_app.failures import Declined
from bot.domain.guild import Abstention, Form, Guild, GuildSettings, Place
from bot.rendering.discord.escaping import escaped

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot

MOST_CHANNELS = 25
MOST_OUTLETS = 20
LONGEST_OUTLET = 80
OPEN_SECONDS = 840.0
"""A panel can be changed as long as Discord takes edits of it: a quarter of an hour."""
_CHANNELS = [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

Change = Callable[[GuildSettings, Sequence[str]], GuildSettings]


@dataclass(frozen=True, slots=True)
class _Knob:
    """A setting with a few values. `multiple`: any number of them at once."""

    label: str
    options: Sequence[tuple[str, str]]
    """What each is called, and its value."""
    chosen: Callable[[GuildSettings], Sequence[str]]
    change: Change
    multiple: bool = False


_KNOBS = (
    _Knob(
        "Answer without being mentioned",
        [("Every question in these channels", "questions"), ("New posts of these forums", "posts")],
        lambda s: [*(["questions"] if s.every_question else []), *(["posts"] if s.forum_posts else [])],
        lambda s, values: replace(s, every_question="questions" in values, forum_posts="posts" in values),
        multiple=True,
    ),
    _Knob(
        "Where answers go",
        [("Answer as a reply", Place.REPLY), ("Answer in a thread of its own", Place.THREAD)],
        lambda s: [s.place],
        lambda s, values: replace(s, place=Place(values[0])),
    ),
    _Knob(
        "How answers look",
        [("Look: layout", Form.LAYOUT), ("Look: embed", Form.EMBED), ("Look: plain text", Form.TEXT)],
        lambda s: [s.form],
        lambda s, values: replace(s, form=Form(values[0])),
    ),
    _Knob(
        "Where the articles do not answer",
        [
            ("No answer: say so to all", Abstention.SHOWN),
            ("No answer: say so to the asker alone", Abstention.PRIVATE),
            ("No answer: say nothing", Abstention.SILENT),
        ],
        lambda s: [s.abstentions],
        lambda s, values: replace(s, abstentions=Abstention(values[0])),
    ),
    _Knob(
        "How old articles may be",
        [
            ("Articles of any age", "0"),
            *((f"Articles of the last {days} days", str(days)) for days in (7, 30, 90, 365)),
        ],
        lambda s: [str(s.last_days or 0)],
        lambda s, values: replace(s, last_days=int(values[0]) or None),
    ),
)


async def show_settings(bot: "NewsdeskBot", interaction: discord.Interaction) -> None:
    """Show the panel to a manager. Raises Declined."""
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
    _, guild = await bot.parts.pool.run(lambda: bot.doorkeeper.managed(interaction))
    panel = Panel(bot, guild)
    await delivered(lambda: interaction.edit_original_response(view=panel))


class Panel(ui.LayoutView):
    """The settings of a server, each with what changes it."""

    def __init__(self, bot: "NewsdeskBot", guild: Guild) -> None:
        super().__init__(timeout=OPEN_SECONDS)
        self.bot = bot
        self.add_item(ui.TextDisplay(_summary(bot, guild)))
        self.add_item(ui.ActionRow(_Channels(guild.settings)))
        for knob in _KNOBS:
            self.add_item(ui.ActionRow(_Choice(knob, guild.settings)))
        self.add_item(ui.ActionRow(_OutletsButton(guild.settings)))

    async def change(self, interaction: discord.Interaction, change: Callable[[GuildSettings], GuildSettings]) -> None:
        """Keep a change and show the panel anew; whoever presses must still be a manager."""
        await acknowledged(interaction.response.defer)

        def keep() -> Guild:
            _, guild = self.bot.doorkeeper.managed(interaction)
            settings = change(guild.settings)
            self.bot.parts.community.change_guild(guild.id, settings)
            return replace(guild, settings=settings)

        guild = await self.bot.parts.pool.run(keep)
        self.stop()
        await delivered(lambda: interaction.edit_original_response(view=Panel(self.bot, guild)))

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: ui.Item[Any], /) -> None:
        await self.bot.failed(interaction, error)


class _Channels(ui.ChannelSelect[Panel]):
    """Which channels it answers in."""

    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(
            channel_types=_CHANNELS,
            placeholder="Channels it answers in (none: all)",
            min_values=0,
            max_values=MOST_CHANNELS,
            default_values=[discord.Object(id=each) for each in settings.channels[:MOST_CHANNELS]],
        )

    async def callback(self, interaction: discord.Interaction) -> None:
        assert self.view is not None
        chosen = tuple(channel.id for channel in self.values)
        await self.view.change(interaction, lambda settings: replace(settings, channels=chosen))


class _Choice(ui.Select[Panel]):
    """One knob."""

    def __init__(self, knob: _Knob, settings: GuildSettings) -> None:
        chosen = set(knob.chosen(settings))
        options = [
            discord.SelectOption(label=name, value=str(value), default=value in chosen) for name, value in knob.options
        ]
        few = (0, len(options)) if knob.multiple else (1, 1)
        super().__init__(placeholder=knob.label, options=options, min_values=few[0], max_values=few[1])
        self._knob = knob

    async def callback(self, interaction: discord.Interaction) -> None:
        assert self.view is not None
        values = tuple(self.values)
        await self.view.change(interaction, lambda settings: self._knob.change(settings, values))


class _OutletsButton(ui.Button[Panel]):
    """Which outlets count where a question names none."""

    def __init__(self, settings: GuildSettings) -> None:
        super().__init__(label="Outlets …", style=discord.ButtonStyle.secondary)
        self._outlets = settings.outlets

    async def callback(self, interaction: discord.Interaction) -> None:
        assert self.view is not None
        modal = _OutletsModal(self.view, self._outlets)
        await acknowledged(lambda: interaction.response.send_modal(modal))


class _OutletsModal(ui.Modal, title="Outlets"):
    """Takes names, one a line."""

    def __init__(self, panel: Panel, outlets: Sequence[str]) -> None:
        super().__init__(timeout=OPEN_SECONDS)
        self._panel = panel
        self._names: ui.TextInput[Any] = ui.TextInput(
            style=discord.TextStyle.paragraph,
            required=False,
            max_length=MOST_OUTLETS * (LONGEST_OUTLET + 1),
            default="\n".join(outlets),
        )
        self.add_item(
            ui.Label(text="Only articles of these outlets", description="One a line; none: all.", component=self._names)
        )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        names = [line.strip() for line in self._names.value.splitlines() if line.strip()]
        if len(names) > MOST_OUTLETS or any(len(name) > LONGEST_OUTLET for name in names):
            raise Declined(f"At most {MOST_OUTLETS} outlets with names of at most {LONGEST_OUTLET} characters.")
        chosen = tuple(dict.fromkeys(names))
        await self._panel.change(interaction, lambda settings: replace(settings, outlets=chosen))

    async def on_error(self, interaction: discord.Interaction, error: Exception, /) -> None:  # type: ignore[override]
        await self._panel.bot.failed(interaction, error)


def _summary(bot: "NewsdeskBot", guild: Guild) -> str:
    """What holds now, and what does not work as it is set."""
    settings = guild.settings
    channels = " ".join(f"<#{channel}>" for channel in settings.channels) or "all channels"
    lines = [
        "### Settings of this server",
        f"Answers in {channels}, from {_listed(guild.reads)}.",
        f"Outlets: {_listed(settings.outlets) if settings.outlets else 'all'}.",
    ]
    if settings.every_question and not settings.channels:
        lines.append("-# Questions without a mention are answered only in channels that are chosen here.")
    if (settings.every_question or settings.forum_posts) and not bot.parts.settings.message_content:
        lines.append(
            "-# Messages without a mention cannot be read: the operator has not turned `discord.message_content` on."
        )
    return "\n".join(lines)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"“{escaped(name)}”" for name in names)
