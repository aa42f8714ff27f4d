"""Where an answer appears: the reply to a command, the reply to a message, a thread.

A surface shows one answer. Its first message is a draft, whose place the next one takes, until `finish`.
"""

import logging
import secrets
from collections.abc import Sequence
from typing import Protocol

import discord

from bot.discord_app.delivering import UNDELIVERED, delivered
from bot.discord_app.showing import Drawn

_log = logging.getLogger(__name__)

LONGEST_THREAD_NAME = 100
"""Characters; Discord refuses more."""
_NO_MESSAGE = 10008
_GONE = (_NO_MESSAGE, 10015, 50027)
"""Discord's codes where the thinking message was deleted, and where the 15 minutes of an interaction are over."""
_NO_REPLY = (50013, 160002)
"""Its codes where the bot may not write, or not refer to what was said before."""
_HAS_THREAD = 160004


class Surface(Protocol):
    """Shows one answer. Every method raises what Discord raises in the end."""

    async def draft(self, message: Drawn) -> None:
        """Show something for the time being, in the place of what was shown before."""

    async def finish(self, messages: Sequence[Drawn], *, private: bool = False) -> list[int]:
        """Show the answer in the draft's place; the ids of its messages. `private`: to the asker alone, if possible."""

    async def withdraw(self) -> None:
        """Leave no trace of the draft."""


class CommandSurface:
    """The reply to an interaction that was deferred."""

    def __init__(self, interaction: discord.Interaction, *, private: bool) -> None:
        self._interaction = interaction
        self._private = private

    async def draft(self, message: Drawn) -> None:
        await delivered(lambda: self._interaction.edit_original_response(**message.editing()))

    async def finish(self, messages: Sequence[Drawn], *, private: bool = False) -> list[int]:
        if private and not self._private:
            await self._empty(messages[0])
            ids = [await self._followed(message, private=True) for message in messages]
            await self.withdraw()
            return ids
        first = await self._first(messages[0])
        rest = [await self._followed(message, private=self._private) for message in messages[1:]]
        return [first, *rest]

    async def withdraw(self) -> None:
        try:
            await delivered(self._interaction.delete_original_response)
        except discord.NotFound:  # it is gone, as wished
            return

    async def _empty(self, message: Drawn) -> None:
        """End the thinking: while it stands, Discord puts the next message, for all to see, in its place."""
        try:
            await delivered(lambda: self._interaction.edit_original_response(**message.emptied()))
        except discord.HTTPException as error:
            if error.code != _NO_MESSAGE:
                raise

    async def _first(self, message: Drawn) -> int:
        """In the place of the thinking message; where that is gone, the answer is still owed."""
        try:
            shown = await delivered(lambda: self._interaction.edit_original_response(**message.editing()))
        except discord.HTTPException as error:
            if error.code not in _GONE:
                raise
            return await self._followed(message, private=self._private)
        return shown.id

    async def _followed(self, message: Drawn, *, private: bool) -> int:
        """A further message: an ordinary one if it can be, since only those have a nonce and no 15 minutes to live."""
        channel = self._interaction.channel
        if not private and self._interaction.is_guild_integration() and isinstance(channel, discord.abc.Messageable):
            try:
                return (await _sent(channel, message)).id
            except discord.Forbidden:
                _log.info("channel %s cannot be written to but in answer to a command", channel)
        send = self._interaction.followup.send
        sent = await delivered(lambda: send(**message.sending(), ephemeral=private, wait=True), repeatable=False)
        return sent.id


class MessageSurface:
    """Replies to a message, or messages in a thread."""

    def __init__(self, channel: discord.abc.Messageable, reply_to: discord.Message | None) -> None:
        self._channel = channel
        self._reply_to = reply_to
        self._shown: discord.Message | None = None
        self._nonce: str | None = None
        """Of the first message; it stays the same if that has to be sent anew."""

    async def draft(self, message: Drawn) -> None:
        if self._shown is not None:
            await self._edited(self._shown, message)
            return
        is_new, self._nonce = self._nonce is None, self._nonce or _new_nonce()
        self._shown = await _sent(self._channel, message, self._reply_to, self._nonce)
        if not is_new:  # an earlier draft may have arrived after all, and then it is what stands there
            await self._edited(self._shown, message)

    async def finish(self, messages: Sequence[Drawn], *, private: bool = False) -> list[int]:  # noqa: ARG002
        """Discord has no private messages in a channel: everybody sees it."""
        await self.draft(messages[0])
        assert self._shown is not None
        rest = [await _sent(self._channel, message) for message in messages[1:]]
        return [self._shown.id, *(each.id for each in rest)]

    async def withdraw(self) -> None:
        shown, self._shown = self._shown, None
        if shown is not None:
            try:
                await delivered(shown.delete)
            except discord.NotFound:  # somebody deleted it
                return

    async def _edited(self, shown: discord.Message, message: Drawn) -> None:
        try:
            await delivered(lambda: shown.edit(**message.editing()))
        except discord.NotFound:  # somebody deleted the draft: the answer is still owed
            self._shown = await _sent(self._channel, message, self._reply_to)


async def thread_for(message: discord.Message | discord.PartialMessage, name: str) -> discord.Thread | None:
    """A thread that begins at the message; None where it cannot have one."""
    title = " ".join(name.split())[:LONGEST_THREAD_NAME] or "Question"
    try:
        return await delivered(lambda: message.create_thread(name=title))
    except (*UNDELIVERED, ValueError) as error:
        if isinstance(error, discord.HTTPException) and error.code == _HAS_THREAD:
            return await _opened_thread(message)
        _log.info("no thread for message %s: %s", message.id, type(error).__name__)
        return None


async def _opened_thread(message: discord.Message | discord.PartialMessage) -> discord.Thread | None:
    """The thread at the message, if an earlier try opened it: the bot's own, in which nobody wrote yet."""
    guild = message.guild
    if guild is None:
        return None
    try:
        thread = await delivered(lambda: guild.fetch_channel(message.id))
    except (*UNDELIVERED, discord.InvalidData) as error:
        _log.info("the thread of message %s is not known: %s", message.id, type(error).__name__)
        return None
    if isinstance(thread, discord.Thread) and thread.owner_id == guild.me.id and thread.message_count == 0:
        return thread
    return None


async def _sent(
    channel: discord.abc.Messageable,
    message: Drawn,
    reply_to: discord.Message | None = None,
    nonce: str | None = None,
) -> discord.Message:
    """The message as Discord has it, once, however often it had to be sent; a plain one where it may not be a reply."""
    nonce = nonce or _new_nonce()
    given = message.sending()
    if reply_to is not None:
        reference = reply_to.to_reference(fail_if_not_exists=False)
        try:
            return await delivered(
                lambda: channel.send(**given, nonce=nonce, reference=reference, mention_author=False)
            )
        except discord.HTTPException as error:
            if error.code not in _NO_REPLY:
                raise
    return await delivered(lambda: channel.send(**given, nonce=nonce))


def _new_nonce() -> str:
    return secrets.token_hex(8)
