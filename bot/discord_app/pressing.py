"""What the buttons below an answer do: exact quotes, a thread, feedback, deletion."""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import discord
from discord import ui

from bot.discord_app.admission import Doorkeeper
from bot.discord_app.delivering import UNDELIVERED, acknowledged, delivered
from bot.discord_app.failures import Declined, NoSuchThing
from bot.discord_app.parts import Parts
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import CommandSurface, thread_for
from bot.domain.feedback import MOST_CHARACTERS, Feedback, Mark
from bot.domain.guild import Form
from bot.domain.receipt import Receipt
from bot.errors import ReceiptNotFound
from bot.ledger.posts import Post
from bot.rendering.discord.answers import sources_card

_log = logging.getLogger(__name__)
Failed = Callable[[discord.Interaction, Exception], Awaitable[None]]
"""Tells a person that what they did came to nothing."""

GONE = "This answer is no longer kept: its time is over, or an article it rests on was removed."


class Pressing:
    """Obeys buttons. Every method acknowledges first."""

    def __init__(self, parts: Parts, doorkeeper: Doorkeeper, failed: Failed) -> None:
        self._parts = parts
        self._doorkeeper = doorkeeper
        self.failed = failed

    async def pressed(self, interaction: discord.Interaction, what: str, receipt_id: str) -> None:
        """A button was pressed. Raises Declined and what Discord raises."""
        match what:
            case "sources":
                await self._sources(interaction, receipt_id)
            case "thread":
                await self._thread(interaction, receipt_id)
            case "good":
                await self._good(interaction, receipt_id)
            case "bad":
                await acknowledged(lambda: interaction.response.send_modal(ReasonModal(self, receipt_id)))
            case _:
                await self._delete(interaction)

    async def marked(self, interaction: discord.Interaction, receipt_id: str, mark: Mark, reason: str | None) -> None:
        """Keep what somebody says of an answer, and thank them."""
        await _acknowledge(interaction)

        def keep() -> None:
            caller = self._doorkeeper.presser(interaction).caller
            feedback = Feedback(receipt_id, caller.name, mark, reason, datetime.now(UTC))
            self._parts.community.give_feedback(feedback)

        try:
            await self._parts.pool.run(keep)
        except ReceiptNotFound:
            raise NoSuchThing(GONE) from None
        await delivered(lambda: interaction.edit_original_response(content="Thank you. The operator will see it."))

    async def _good(self, interaction: discord.Interaction, receipt_id: str) -> None:
        await self.marked(interaction, receipt_id, Mark.GOOD, None)

    async def _sources(self, interaction: discord.Interaction, receipt_id: str) -> None:
        await _acknowledge(interaction)
        receipt = await self._receipt(interaction, receipt_id)
        messages = drawn(sources_card(receipt.answer), Form.LAYOUT)
        await CommandSurface(interaction, private=True).finish(messages)

    async def _thread(self, interaction: discord.Interaction, receipt_id: str) -> None:
        await _acknowledge(interaction)
        receipt = await self._receipt(interaction, receipt_id)
        message = interaction.message
        if message is None or interaction.guild is None or not isinstance(interaction.channel, discord.TextChannel):
            raise Declined("A thread can be opened in a server's text channel only.")
        full = interaction.channel.get_partial_message(message.id)
        thread = interaction.guild.get_thread(message.id) or await thread_for(full, receipt.question.text)
        if thread is None:
            raise Declined("No thread can be opened here: one is there already, or I lack the permission.")
        post = Post(thread.id, thread.id, interaction.guild_id, receipt.id, None, receipt.caller, datetime.now(UTC))
        await self._parts.pool.run(lambda: self._parts.community.add_post(post))
        await delivered(lambda: interaction.edit_original_response(content=f"Go on in {thread.mention}."))

    async def _delete(self, interaction: discord.Interaction) -> None:
        """The asker and moderators may delete an answer: all its messages."""
        await acknowledged(interaction.response.defer)
        message = interaction.message
        if message is None:
            raise NoSuchThing("The message is gone already.")
        post, posts = await self._parts.pool.run(lambda: self._posts(message.id))
        own = await self._parts.pool.run(lambda: self._doorkeeper.presser(interaction).caller.name)
        moderates = interaction.guild_id is not None and interaction.permissions.manage_messages
        alone = interaction.guild_id is None
        if not (moderates or alone or (post is not None and post.caller == own)):
            raise Declined("Only who asked, and moderators, may delete this answer.")
        await CommandSurface(interaction, private=False).withdraw()
        for other in posts:
            if other.message_id != message.id and other.channel_id == interaction.channel_id:
                await self._gone(interaction, other.message_id)

    async def _gone(self, interaction: discord.Interaction, message_id: int) -> None:
        channel = interaction.channel
        if not isinstance(channel, discord.TextChannel | discord.Thread | discord.DMChannel):
            return
        try:
            await delivered(channel.get_partial_message(message_id).delete)
        except UNDELIVERED as error:
            _log.info("message %s of a deleted answer could not be deleted: %s", message_id, error)

    def _posts(self, message_id: int) -> tuple[Post | None, list[Post]]:
        post = self._parts.community.post(message_id)
        return post, (self._parts.community.posts_of_receipt(post.receipt_id) if post else [])

    async def _receipt(self, interaction: discord.Interaction, receipt_id: str) -> Receipt:
        def load() -> Receipt:
            self._doorkeeper.presser(interaction)
            return self._parts.ledger.receipt(receipt_id)

        try:
            return await self._parts.pool.run(load)
        except ReceiptNotFound:
            raise NoSuchThing(GONE) from None


class ReasonModal(ui.Modal, title="What is wrong with the answer?"):
    """Asks for a reason, which may be left out."""

    reason: ui.Label[Any] = ui.Label(
        text="Reason",
        description="The operator reads it. Leave it empty if you like.",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=MOST_CHARACTERS),
    )

    def __init__(self, pressing: Pressing, receipt_id: str) -> None:
        super().__init__(timeout=900.0)
        self._pressing = pressing
        self._receipt_id = receipt_id

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.reason.component, ui.TextInput)
        reason = self.reason.component.value.strip() or None
        await self._pressing.marked(interaction, self._receipt_id, Mark.BAD, reason)

    async def on_error(self, interaction: discord.Interaction, error: Exception, /) -> None:  # type: ignore[override]
        await self._pressing.failed(interaction, error)


async def _acknowledge(interaction: discord.Interaction) -> None:
    await acknowledged(lambda: interaction.response.defer(ephemeral=True, thinking=True))
