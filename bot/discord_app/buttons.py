"""The buttons below an answer. Each carries the id of the receipt, so that it works on old messages after a restart."""

import re
from typing import Any, Protocol, runtime_checkable

import discord
from discord import ui

TEMPLATE = r"newsdesk:(?P<what>sources|thread|good|bad|delete):(?P<receipt>[a-z0-9]{1,32}|-)"
_DRAWN = {
    "sources": ("Sources", "🔎", discord.ButtonStyle.secondary),
    "thread": ("Thread", "🧵", discord.ButtonStyle.secondary),
    "good": (None, "👍", discord.ButtonStyle.secondary),
    "bad": (None, "👎", discord.ButtonStyle.secondary),
    "delete": (None, "🗑️", discord.ButtonStyle.secondary),
}


@runtime_checkable
class Presses(Protocol):
    """A client that obeys the buttons."""

    async def pressed(self, interaction: discord.Interaction, what: str, receipt_id: str) -> None:
        """A button was pressed; the person is told what became of it."""


class AnswerButton(ui.DynamicItem[ui.Button[Any]], template=TEMPLATE):
    """One of them; what it does is in `pressing`."""

    def __init__(self, what: str, receipt_id: str) -> None:
        label, emoji, style = _DRAWN[what]
        self.what = what
        self.receipt_id = receipt_id
        super().__init__(ui.Button(label=label, emoji=emoji, style=style, custom_id=f"newsdesk:{what}:{receipt_id}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[Any], match: re.Match[str], /
    ) -> "AnswerButton":
        return cls(match["what"], match["receipt"])

    async def callback(self, interaction: discord.Interaction) -> None:
        assert isinstance(interaction.client, Presses)
        await interaction.client.pressed(interaction, self.what, self.receipt_id)


def answer_buttons(receipt_id: str | None, *, answered: bool) -> list[AnswerButton]:
    """Those that make sense below this answer. Without a receipt there is nothing to show or to mark."""
    if receipt_id is None:
        return [AnswerButton("delete", "-")]
    whats = ["sources", "thread", "good", "bad", "delete"] if answered else ["good", "bad", "delete"]
    return [AnswerButton(what, receipt_id) for what in whats]
