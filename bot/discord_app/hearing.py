"""Messages that ask something: a mention, a reply to an answer, a message in a thread of ours, and what a server adds.

Each is answered once: it is claimed in the ledger first, also when it is read again after an outage.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import discord

from bot.discord_app.admission import Admission, Doorkeeper
from bot.discord_app.asking import MOST_TURNS, Ask, Asking
from bot.discord_app.delivering import UNDELIVERED
from bot.discord_app.failures import Declined, sentence_card
from bot.discord_app.parts import Parts
from bot.discord_app.showing import drawn
from bot.discord_app.surfaces import MessageSurface, Surface, thread_for
from bot.domain.guild import Form, Place
from bot.domain.question import Turn
from bot.errors import NewsdeskError
from bot.ledger.posts import Post

_log = logging.getLogger(__name__)

_ASKS = re.compile(
    r"\?\s*$|^\W*(who|whom|whose|what|when|where|why|which|how|is|are|was|were|did|does|do|has|have|had|can|could|will)\b",
    re.IGNORECASE,
)
HINT = "Ask me about the articles, for example: what is new?"


@dataclass(frozen=True, slots=True)
class _Heard:
    """A message that is to be answered, and the answer it follows up."""

    text: str
    admission: Admission
    follows: Post | None
    history: tuple[Turn, ...]
    cut: bool


class Hearing:
    """Answers messages. `own_id` is the bot's user id."""

    def __init__(self, parts: Parts, doorkeeper: Doorkeeper, asking: Asking) -> None:
        self._parts = parts
        self._doorkeeper = doorkeeper
        self._asking = asking

    async def heard(self, message: discord.Message, own_id: int) -> None:
        """Answer the message if it asks the bot something. Raises nothing: what goes wrong is told there or logged."""
        if message.author.bot or message.webhook_id or message.type not in _SPOKEN:
            return
        try:
            heard = await self._heard(message, own_id)
            if heard is not None:
                await self._answer(message, heard)
        except Exception as error:  # noqa: BLE001 -- nothing that a message holds may end the listening
            reference = self._parts.failures.note(error)
            _log.warning("message %s was not answered: failure %s", message.id, reference)

    async def _heard(self, message: discord.Message, own_id: int) -> _Heard | None:
        """As `_understood`; who called the bot by name is told if that fails."""
        try:
            return await self._parts.pool.run(lambda: self._understood(message, own_id))
        except Exception as error:  # whatever it is, there is no other answer
            if not _names(message, own_id):
                raise
            sentence = self._parts.failures.told(error)
            await MessageSurface(message.channel, message).finish(drawn(sentence_card(sentence), Form.TEXT))
            return None

    def _understood(self, message: discord.Message, own_id: int) -> _Heard | None:
        """What is asked, by whom, after what; None if nothing is asked of the bot. Reads and writes the ledger."""
        text = spoken(message, own_id)
        called = _names(message, own_id) or message.guild is None
        if not (text or called):  # without the intent, most messages are empty
            return None
        admission = self._doorkeeper.message(message)
        if admission is None:
            return None
        follows = self._followed(message)
        if not (called or (follows and _is_to_us(message, follows, own_id)) or _wished(message, admission, text)):
            return None
        if not self._parts.community.claim(f"message:{message.id}", message.created_at):
            return None
        if follows is None:
            return _Heard(text, admission, None, (), cut=False)
        told_before = self._parts.community.conversation(follows.receipt_id, MOST_TURNS)
        return _Heard(text, admission, follows, told_before.turns, told_before.cut)

    def _followed(self, message: discord.Message) -> Post | None:
        """The answer that the message replies to, or the last one in its thread."""
        reference = message.reference
        if reference is not None and reference.message_id is not None:
            post = self._parts.community.post(reference.message_id)
            if post is not None:
                return post
        if isinstance(message.channel, discord.Thread):
            return self._parts.community.newest_post(message.channel.id)
        return None

    async def _answer(self, message: discord.Message, heard: _Heard) -> None:
        surface, channel_id = await self._surface(message, heard)
        draw = heard.admission.settings.form
        try:
            if not heard.text:
                raise Declined(HINT)
            ask = Ask(
                heard.text,
                heard.admission,
                history=heard.history,
                parent=heard.follows.receipt_id if heard.follows else None,
                cut=heard.cut,
                quiet=True,
            )
            async with _typing(message.channel):
                await self._asking.answer(ask, surface, channel_id, message.guild.id if message.guild else None)
        except NewsdeskError as error:
            await surface.finish(drawn(sentence_card(self._parts.failures.told(error)), draw))

    async def _surface(self, message: discord.Message, heard: _Heard) -> tuple[Surface, int]:
        """A reply, or a thread at the message where the server wants one."""
        wanted = heard.admission.settings.place is Place.THREAD and isinstance(message.channel, discord.TextChannel)
        if wanted and heard.follows is None and heard.text:
            thread = await thread_for(message, heard.text)
            if thread is not None:
                return MessageSurface(thread, None), thread.id
        return MessageSurface(message.channel, message), message.channel.id


@asynccontextmanager
async def _typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Let people see that the bot writes, as long as this lasts; the answer neither waits for it nor depends on it."""

    async def type_on() -> None:
        with suppress(*UNDELIVERED):
            async with channel.typing():
                await asyncio.Event().wait()

    typing = asyncio.create_task(type_on())
    try:
        yield
    finally:
        typing.cancel()


_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)


def spoken(message: discord.Message, own_id: int) -> str:
    """What the message says, mentions by name, the bot's own left out; a forum post begins with its title."""
    text = re.sub(rf"<@!?{own_id}>", " ", message.content)
    for user in message.mentions:
        text = re.sub(rf"<@!?{user.id}>", user.display_name, text)
    if is_post(message):
        assert isinstance(message.channel, discord.Thread)
        text = f"{message.channel.name}\n{text}"
    return " ".join(text.split())


def is_post(message: discord.Message) -> bool:
    """Whether the message opens a forum post."""
    channel = message.channel
    return (
        isinstance(channel, discord.Thread)
        and message.id == channel.id
        and isinstance(channel.parent, discord.ForumChannel)
    )


def _names(message: discord.Message, own_id: int) -> bool:
    """Whether the message calls the bot by name."""
    return any(user.id == own_id for user in message.mentions)


def _is_to_us(message: discord.Message, follows: Post, own_id: int) -> bool:
    """Whether it replies to the answer, or stands in a thread that was opened for such."""
    reference = message.reference
    if reference is not None and reference.message_id == follows.message_id:
        return True
    return isinstance(message.channel, discord.Thread) and message.channel.owner_id == own_id


def _wished(message: discord.Message, admission: Admission, text: str) -> bool:
    """Whether the server wants this message answered although nobody called the bot."""
    settings = admission.settings
    if is_post(message):
        return settings.forum_posts
    return settings.every_question and bool(settings.channels) and _ASKS.search(text) is not None
