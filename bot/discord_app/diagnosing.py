"""What keeps the bot from answering as its managers expect, found by looking at what is set and stored.

Each check is a line as `newsdesk doctor` has them. Discord itself is asked by `inspecting`, for the operator.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import discord

from bot.discord_app.budgets import Budget
from bot.discord_app.permissions import missing
from bot.domain.guild import Guild
from bot.domain.question import Filters
from bot.errors import LibraryEmpty, LibraryError, LibraryIncompatible
from bot.library.library import Library
from bot.library.records import Check, Scope
from bot.rendering.fields import counted


def permission_checks(held: discord.Permissions) -> Iterator[Check]:
    """Each permission that the bot needs in a channel."""
    lacking = missing(held)
    for name in missing(discord.Permissions.none()):
        if name in lacking:
            yield Check("permission", ok=False, text=f"{name} is missing here: give it to the bot's role.")
        else:
            yield Check("permission", ok=True, text=name)


@dataclass(frozen=True, slots=True)
class Seen:
    """A channel that the bot sees, and what it may do there."""

    name: str
    held: discord.Permissions


def channel_checks(guild: Guild, seen: Mapping[int, Seen]) -> Iterator[Check]:
    """Whether it can answer in the channels that are chosen."""
    for channel in guild.settings.channels:
        if channel not in seen:
            text = f"Channel {channel} is gone: choose the channels anew in /newsdesk settings."
            yield Check("channels", ok=False, text=text)
        elif lacking := missing(seen[channel].held):
            text = (
                f"In #{seen[channel].name} the bot's role lacks {', '.join(lacking)}: give it that, or choose others."
            )
            yield Check("channels", ok=False, text=text)
        else:
            yield Check("channels", ok=True, text=f"#{seen[channel].name}")


def setting_checks(guild: Guild, *, message_content: bool) -> Iterator[Check]:
    """What is set against what can be."""
    settings = guild.settings
    found = []
    if settings.every_question and not settings.channels:
        text = "Questions without a mention are answered in chosen channels alone: choose some in /newsdesk settings."
        found.append(Check("settings", ok=False, text=text))
    if (settings.every_question or settings.forum_posts) and not message_content:
        text = "Messages without a mention cannot be read: ask the operator to set discord.message_content."
        found.append(Check("settings", ok=False, text=text))
    if guild.manages is not None and guild.manages not in guild.reads:
        text = f"What is added to “{guild.manages}” is not read here: ask the operator to let this server read it."
        found.append(Check("settings", ok=False, text=text))
    yield from found or [Check("settings", ok=True, text="nothing contradicts")]


def library_checks(library: Library, guild: Guild) -> Iterator[Check]:
    """Whether the server's collections can be asked. Reads the library."""
    try:
        with library.reading() as snapshot:
            counts = {
                name: snapshot.counts(Scope(Filters(collections=(name,)))).passing for name in sorted(guild.reads)
            }
        known = {name.casefold() for name in library.outlets(guild.reads)}
    except LibraryError as error:
        yield Check("articles", ok=False, text=_why(error))
        return
    for name, count in counts.items():
        if count:
            yield Check("articles", ok=True, text=f"“{name}”: {counted(count, 'article')}")
        else:
            text = f"“{name}” holds no articles: ask the operator to take some in, or to let this server read another."
            yield Check("articles", ok=False, text=text)
    for outlet in guild.settings.outlets:
        if outlet.casefold() not in known:
            text = f"No article is of the outlet “{outlet}”: correct it in /newsdesk settings."
            yield Check("articles", ok=False, text=text)


def model_checks(*, writes: bool, budgets: Sequence[Budget]) -> Iterator[Check]:
    """Who words the answers, and whether it still may today."""
    if not writes:
        yield Check("model", ok=True, text="answers are the articles' own sentences; no language model is asked")
        return
    yield Check("model", ok=True, text="a language model words the answers; each sentence is proved")
    for budget in budgets:
        told = f"{budget.share:.0%} of today's {_BUDGETS[budget.name]} is used up"
        if budget.is_low:
            text = f"{told}: wait for 00:00 UTC, or ask the operator for more."
            yield Check("budget", ok=False, text=text)
        else:
            yield Check("budget", ok=True, text=told)


_BUDGETS = {
    "usd_per_day": "budget of all servers",
    "tokens_per_day": "tokens of all servers",
    "usd_per_group_day": "budget of this server",
    "tokens_per_group_day": "tokens of this server",
}


def _why(error: LibraryError) -> str:
    """What is so and what to do, without the folders that the error's own words may name."""
    match error:
        case LibraryEmpty():
            return "There are no articles yet: ask the operator to take some in with `newsdesk ingest`."
        case LibraryIncompatible():
            return "The articles were taken in with other settings: ask the operator for `newsdesk ingest --rebuild`."
        case _:
            return f"The articles cannot be read ({type(error).__name__}): ask the operator for `newsdesk doctor`."
