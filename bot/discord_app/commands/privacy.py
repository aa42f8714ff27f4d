"""`/privacy show|export|forget`: what is kept of the person who asks, a copy of it, and its end."""

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui

from bot.discord_app.delivering import acknowledged, delivered
from bot.discord_app.failures import Declined
from bot.domain.feedback import Feedback
from bot.rendering.receipt_views import receipt_json

if TYPE_CHECKING:
    from bot.discord_app.bot import NewsdeskBot

MOST_BYTES = 8_000_000
"""Of an export: Discord takes files of at least this size everywhere."""


def add_privacy(bot: "NewsdeskBot") -> None:
    """Put the commands on the bot's tree."""
    group = app_commands.Group(name="privacy", description="What is kept of you, a copy of it, and its end")

    @group.command(name="show", description="What is kept of you")
    async def show(interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        mine = _Mine(bot, interaction.user.id)
        kept = await bot.parts.pool.run(mine.count)
        days = bot.parts.ledger.keep_days
        await _tell(
            interaction,
            f"**{kept:,}** of your questions are kept, each with its answer, under a number that only this bot can "
            f"make from your account; neither your name nor your id is stored. They are deleted after {days} days. "
            "`/privacy export` sends you a copy, `/privacy forget` deletes them now.",
        )

    @group.command(name="export", description="A copy of what is kept of you, as a file")
    async def export(interaction: discord.Interaction) -> None:
        await _acknowledge(interaction)
        text = await bot.parts.pool.run(_Mine(bot, interaction.user.id).exported)
        if text is None:
            await _tell(interaction, "Nothing is kept of you.")
            return
        file = discord.File(io.BytesIO(text), filename="newsdesk.json")
        await interaction.edit_original_response(content="What is kept of you:", attachments=[file])

    @group.command(name="forget", description="Delete what is kept of you, for good")
    async def forget(interaction: discord.Interaction) -> None:
        view = _Sure(bot, interaction.user.id)
        await acknowledged(
            lambda: interaction.response.send_message(
                "Delete your questions, their answers' receipts and your feedback for good? The messages in Discord "
                "stay; their buttons will find nothing.",
                view=view,
                ephemeral=True,
            )
        )

    bot.tree.add_command(group)


@dataclass(frozen=True, slots=True)
class _Mine:
    """What is kept of one person; everything here blocks."""

    bot: "NewsdeskBot"
    user_id: int

    def count(self) -> int:
        return self.bot.parts.ledger.count_of(self._name())

    def forget(self) -> int:
        return self.bot.parts.ledger.forget_caller(self._name())

    def exported(self) -> bytes | None:
        receipts = self.bot.parts.ledger.receipts_of(self._name())
        marks = self.bot.parts.community.feedback(caller=self._name())
        if not (receipts or marks):
            return None
        kept = {"answers": [receipt_json(each) for each in receipts], "feedback": [_mark_json(each) for each in marks]}
        text = json.dumps(kept, ensure_ascii=False, indent=1).encode()
        if len(text) > MOST_BYTES:
            raise Declined("What is kept of you is too much for a message of Discord. Ask the operator for it.")
        return text

    def _name(self) -> str:
        return self.bot.parts.community.pseudonym("discord", self.user_id)


class _Sure(ui.View):
    """Asks once more."""

    def __init__(self, bot: "NewsdeskBot", user_id: int) -> None:
        super().__init__(timeout=600.0)
        self._bot = bot
        self._user_id = user_id

    @ui.button(label="Delete", style=discord.ButtonStyle.danger)
    async def delete(self, interaction: discord.Interaction, _button: ui.Button[Any]) -> None:
        await acknowledged(interaction.response.defer)
        gone = await self._bot.parts.pool.run(_Mine(self._bot, self._user_id).forget)
        self.stop()
        await delivered(lambda: interaction.edit_original_response(content=f"Deleted: {gone:,}.", view=None))

    async def on_error(self, interaction: discord.Interaction, error: Exception, _item: ui.Item[Any], /) -> None:
        await self._bot.failed(interaction, error)


def _mark_json(given: Feedback) -> dict[str, str | None]:
    return {
        "answer": given.receipt_id,
        "mark": given.mark,
        "reason": given.reason,
        "given_at": given.given_at.isoformat(),
    }


async def _acknowledge(interaction: discord.Interaction) -> None:
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))


async def _tell(interaction: discord.Interaction, text: str) -> None:
    await delivered(lambda: interaction.edit_original_response(content=text))
