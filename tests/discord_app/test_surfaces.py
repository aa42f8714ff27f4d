"""An answer appears once, where it should, whatever becomes of the place that was kept for it: real requests, small Discord."""

import asyncio

import discord
import pytest
from discord import app_commands

from bot.discord_app.delivering import UNDELIVERED
from bot.discord_app.showing import Drawn, drawn
from bot.discord_app.surfaces import CommandSurface, MessageSurface, thread_for
from bot.domain.guild import Form
from bot.rendering.discord.pieces import Card, Tone, Unit
from tests.discord_server.faults import failing, reset, slow
from tests.discord_server.rights import Right
from tests.discord_server.small_bot import SmallBot, play

SEND = ("POST", "/channels/*/messages")
EDIT = ("PATCH", "/webhooks/*/messages/@original")
FOLLOW = ("POST", "/webhooks/*")
THREAD = ("POST", "/channels/*/messages/*/threads")
PAST_SECONDS = 901.0
"""An interaction can be answered for 15 minutes."""


class Holding(SmallBot):
    """Acknowledges `/hold`, and lets the test answer it."""

    def __init__(self, intents):
        super().__init__(intents)
        self.held: asyncio.Queue[discord.Interaction] = asyncio.Queue()
        self.tree.add_command(_hold)

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message)


@app_commands.command(name="hold", description="Wait")
async def _hold(interaction: discord.Interaction[Holding], private: bool = False) -> None:
    await interaction.response.defer(thinking=True, ephemeral=private)
    interaction.client.held.put_nowait(interaction)


def on_discord(scene):
    """A coroutine of server, bot, channel and member, as a test."""

    def run() -> None:
        play(scene, bot=Holding)

    run.__doc__ = scene.__doc__
    return run


def pages(*texts: str) -> list[Drawn]:
    return [each for text in texts for each in drawn(Card(Tone.ANSWERED, (Unit(text),)), Form.TEXT)]


async def held(server, bot, general, ada, *, private: bool = False):
    """What the person sees, and the surface to answer on."""
    asked = server.people.ask(general, ada, "/hold", private=private)
    return asked, CommandSurface(await bot.held.get(), private=private)


async def said(server, bot, general, ada) -> discord.Message:
    """A member's message, as the bot heard it."""
    server.people.say(general, ada, f"{server.world.bot.mention} who won?")
    await server.until(lambda: bot.heard)
    return bot.heard[-1]


def texts(general) -> list[str]:
    return [message.text for message in general.messages.values() if message.author is general.world.bot]


@on_discord
async def test_pages_of_a_command(server, bot, general, ada):
    """The first takes the place of the thinking message, the others follow, each once though connections break."""
    _, surface = await held(server, bot, general, ada)
    server.fail(*EDIT, reset(applied=True))
    server.fail(*SEND, reset(applied=True))
    server.fail(*SEND, failing(503, applied=True))
    ids = await surface.finish(pages("one", "two", "three"))
    assert texts(general) == ["one", "two", "three"]
    assert ids == list(general.messages)


@on_discord
async def test_pages_where_only_commands_are_answered(server, bot, general, ada):
    """In a channel that the bot may not write to they come as further answers to the command."""
    general.deny(server.world.bot, Right.SEND_MESSAGES)
    asked, surface = await held(server, bot, general, ada)
    await surface.finish(pages("one", "two"))
    assert [each.text for each in asked.messages] == ["one", "two"]


@on_discord
async def test_private_pages(server, bot, general, ada):
    """They are for the asker alone, and one that may have arrived is not sent again."""
    asked, surface = await held(server, bot, general, ada, private=True)
    server.fail(*FOLLOW, reset(applied=True))
    with pytest.raises(UNDELIVERED):
        await surface.finish(pages("one", "two"))
    assert [(each.text, each.only_for) for each in asked.messages] == [("one", ada), ("two", ada)]
    assert not general.messages


@on_discord
async def test_a_private_answer_to_a_public_command(server, bot, general, ada):
    """The thinking message goes, and only the asker sees the answer; also if somebody has deleted the message."""
    for is_deleted in (False, True):
        asked, surface = await held(server, bot, general, ada)
        if is_deleted:
            server.people.delete(asked.original)
        await surface.finish(pages("one", "two"), private=True)
        assert [(each.text, each.only_for) for each in asked.messages] == [("one", ada), ("two", ada)]
        assert not general.messages


@on_discord
async def test_an_answer_after_the_token_has_expired(server, bot, general, ada):
    """It is posted in the channel, once; a private one cannot be given any more."""
    _, surface = await held(server, bot, general, ada)
    _, private = await held(server, bot, general, ada, private=True)
    server.world.clock.advance(PAST_SECONDS)
    server.fail(*SEND, reset(applied=True))
    await surface.finish(pages("one", "two"))
    assert texts(general)[1:] == ["one", "two"]
    with pytest.raises(discord.HTTPException):
        await private.finish(pages("secret"))
    assert "secret" not in "".join(texts(general))


@on_discord
async def test_a_thinking_message_that_is_gone(server, bot, general, ada):
    """The answer is posted in its stead, to those who were to see it."""
    for private in (False, True):
        asked, surface = await held(server, bot, general, ada, private=private)
        server.people.delete(asked.original)
        await surface.finish(pages("one"))
        shown = asked.messages if private else list(general.messages.values())
        assert [(each.text, each.only_for) for each in shown] == [("one", ada if private else None)]


@on_discord
async def test_what_is_withdrawn(server, bot, general, ada):
    """Nothing is left of a draft, and that it is gone already is no fault."""
    _, surface = await held(server, bot, general, ada)
    await surface.draft(pages("draft")[0])
    await surface.withdraw()
    await surface.withdraw()
    on_message = MessageSurface(bot.get_channel(general.id), None)
    await on_message.draft(pages("draft")[0])
    server.fail("DELETE", "/channels/*/messages/*", reset(applied=True))
    await on_message.withdraw()
    assert not general.messages


@on_discord
async def test_a_reply(server, bot, general, ada):
    """Draft and answer are one message, which refers to the question and pings nobody; the pages follow it."""
    message = await said(server, bot, general, ada)
    surface = MessageSurface(message.channel, message)
    await surface.draft(pages("draft")[0])
    await surface.finish(pages("one", "two"))
    assert texts(general) == ["one", "two"]
    [asked, first, second] = general.messages.values()
    assert (first.reference, second.reference) == (asked, None)
    assert not first.pings


@on_discord
async def test_a_draft_that_was_deleted(server, bot, general, ada):
    """The answer is still owed, and given."""
    message = await said(server, bot, general, ada)
    surface = MessageSurface(message.channel, message)
    await surface.draft(pages("draft")[0])
    server.people.delete(general.last)
    await surface.finish(pages("one"))
    assert texts(general) == ["one"]


@on_discord
async def test_a_question_that_was_deleted(server, bot, general, ada):
    """The answer comes without one to refer to."""
    message = await said(server, bot, general, ada)
    server.people.delete(general.last)
    await MessageSurface(message.channel, message).finish(pages("one"))
    assert texts(general) == ["one"]


@pytest.mark.slow
@on_discord
async def test_a_draft_that_arrived_unnoticed(server, bot, general, ada):
    """Though every connection broke that it was sent on, it is the message in whose place the answer comes."""
    message = await said(server, bot, general, ada)
    surface = MessageSurface(message.channel, message)
    server.fail(*SEND, reset(applied=True), times=4)
    with pytest.raises(UNDELIVERED):
        await surface.draft(pages("draft")[0])
    await surface.finish(pages("one"))
    assert texts(general) == ["one"]


@on_discord
async def test_where_replies_are_refused(server, bot, general, ada):
    """Without the right to read what was said before, the answer is a message of its own."""
    message = await said(server, bot, general, ada)
    general.deny(server.world.bot, Right.READ_MESSAGE_HISTORY)
    await MessageSurface(message.channel, message).finish(pages("one"))
    assert texts(general) == ["one"]


@pytest.mark.parametrize("fault", [reset(), reset(applied=True), failing(503, applied=True), slow(0.05)], ids=repr)
def test_a_thread(fault):
    """One is opened, whatever becomes of the first try, and named in so many words as Discord allows."""

    @on_discord
    async def opened(server, bot, general, ada):
        message = await said(server, bot, general, ada)
        server.fail(*THREAD, fault)
        thread = await thread_for(message, "Who  won " * 40)
        assert thread is not None
        assert thread.id == message.id
        assert thread.name.startswith("Who won Who won")
        assert [each.name for each in general.guild.channels.values() if each.is_thread] == [thread.name]

    opened()


@on_discord
async def test_no_thread(server, bot, general, ada):
    """Where there is one already in which somebody wrote, or none may be opened, there is none."""
    message = await said(server, bot, general, ada)
    thread = await thread_for(message, "first")
    assert thread is not None
    await thread.send("hello")
    assert await thread_for(message, "second") is None
    general.deny(server.world.bot, Right.CREATE_PUBLIC_THREADS)
    bot.heard.clear()
    assert await thread_for(await said(server, bot, general, ada), "third") is None
