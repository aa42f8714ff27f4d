"""The outlets that autocomplete offers: those of the collections that the asker may read, remembered for a while."""

import time
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.discord_app.admission import Admission, Doorkeeper
from bot.discord_app.parts import Parts
from bot.errors import NewsdeskError
from bot.rendering.safety import line

FRESH_SECONDS = 30.0
"""People type several letters; the library is asked once for them."""
MOST_CHOICES = 25
"""Discord shows no more."""
LONGEST = 100
"""Characters of a choice."""


@dataclass(frozen=True, slots=True)
class _Known:
    names: tuple[str, ...]
    until: float


class Outlets:
    """Offers names of outlets."""

    def __init__(self, parts: Parts, doorkeeper: Doorkeeper) -> None:
        self._parts = parts
        self._doorkeeper = doorkeeper
        self._known: dict[tuple[str, ...], _Known] = {}

    async def choices(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        """Those that hold what was typed, those that begin so first. Empty where nothing may be asked."""
        try:
            admission = await self._parts.pool.run(lambda: self._doorkeeper.command(interaction))
            names = await self._names(admission)
        except NewsdeskError:
            return []
        wanted = typed.casefold().strip()
        fitting = [name for name in names if wanted in name.casefold() and len(name) <= LONGEST]
        fitting.sort(key=lambda name: (not name.casefold().startswith(wanted), name.casefold()))
        return [app_commands.Choice(name=line(name)[:LONGEST], value=name) for name in fitting[:MOST_CHOICES]]

    async def _names(self, admission: Admission) -> tuple[str, ...]:
        known = self._known.get(admission.collections)
        if known is None or known.until < time.monotonic():
            names = await self._parts.pool.run(lambda: self._parts.library.outlets(admission.collections))
            known = _Known(names, time.monotonic() + FRESH_SECONDS)
            self._known[admission.collections] = known
        return known.names
