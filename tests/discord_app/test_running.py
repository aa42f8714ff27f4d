"""The bot runs until it is told to stop, through whatever becomes of its connection: a real client on a small Discord."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace

import discord
import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.discord_app.parts import Parts
from bot.discord_app.pool import AnswerPool
from bot.discord_app.refusals import IntentsRefused, TokenRefused
from bot.discord_app.registering import register
from bot.discord_app.running import next_pause, run
from bot.errors import ConfigurationError
from tests.discord_app.answerers import GatedAnswerer
from tests.discord_app.on_loop import on_loop, until
from tests.discord_app.place import Desk
from tests.discord_server.faults import Fault, failing
from tests.discord_server.interactions import Interaction
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel, User, World


@dataclass
class Bureau:
    """A running bot whose answers a test lets out, in a server with one member."""

    server: DiscordServer
    answers: GatedAnswerer
    parts: Parts
    running: asyncio.Task[None]
    channel: Channel
    ann: User

    def ask(self, text: str) -> Interaction:
        return self.server.people.ask(self.channel, self.ann, "/ask", question=text)

    async def begun(self, text: str) -> None:
        await until(lambda: text in self.answers.begun)

    async def shown(self, asked: Interaction, words: str) -> None:
        """Wait until the person reads these words."""
        await self.server.until(lambda: words in asked.text)

    async def connected(self, times: int) -> None:
        """Wait until it has logged in so often, and listens."""
        await self.server.until(lambda: self.server.gateway.log.count("identified") == times, 20)
        await self.server.ready()


@asynccontextmanager
async def running(desk: Desk, **settings) -> AsyncIterator[Bureau]:
    async with DiscordServer() as server:
        guild = server.world.add_guild()
        channel, ann = guild.add_channel(), guild.add_member("ann")
        parts, answers = parts_for(desk, server, **settings), GatedAnswerer()
        parts.community.allow_guild(guild.id)
        await register(parts, server.token)
        await parts.pool.close(0)
        parts = replace(parts, pool=AnswerPool(answers, parts.settings.workers, parts.settings.waiting))
        task = asyncio.create_task(run(parts, server.token))
        bureau = Bureau(server, answers, parts, task, channel, ann)
        try:
            await server.ready()
            yield bureau
            if not task.done():
                told_to_stop()
                await task
        finally:
            task.cancel()
            await asyncio.wait({task})


def parts_for(desk: Desk, server: DiscordServer, **settings) -> Parts:
    for file in desk.settings.data_dir.glob("ledger.db*"):
        file.unlink()
    return desk.parts(**{"api_base": server.api_base, "gateway": server.gateway_url, **settings})


def told_to_stop(number: int = signal.SIGTERM) -> None:
    os.kill(os.getpid(), number)


@contextmanager
def recording(number: int):
    """What comes to the handler that was there before."""
    met = []
    before = signal.signal(number, lambda *_: met.append(number))
    try:
        yield met
    finally:
        signal.signal(number, before)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@on_loop
async def test_stop(desk, number):
    """Told to stop, it answers what it is answering, declines what comes, delivers, hangs up and ends."""
    async with running(desk) as bureau:
        asked = bureau.ask("one?")
        await bureau.begun("one?")
        told_to_stop(number)
        await bureau.shown(bureau.ask("two?"), "stopping")
        assert "No answer" not in asked.text
        slow = bureau.server.fail("PATCH", "*/messages/@original", Fault(wait_seconds=0.3))
        bureau.answers.let("one?")
        await bureau.running
        assert slow.left == 0
        assert "No answer" in asked.text
        assert bureau.answers.begun == ["one?"]
        await bureau.server.until(lambda: not bureau.server.gateway.is_ready)


@on_loop
async def test_stop_seconds(desk):
    """What is not answered in time is told so, and does not hold the end up."""
    async with running(desk, stop_seconds=0.1) as bureau:
        asked = bureau.ask("one?")
        await bureau.begun("one?")
        told_to_stop()
        await asyncio.wait_for(bureau.running, 10)
        assert "stopping" in asked.text
        bureau.answers.let("one?")


@on_loop
async def test_a_second_signal(desk):
    """The second signal meets what was there before the bot ran, which ends the process at once."""
    with recording(signal.SIGTERM) as met:
        async with running(desk) as bureau:
            bureau.ask("one?")
            await bureau.begun("one?")
            told_to_stop()
            assert met == []
            told_to_stop()
            assert met == [signal.SIGTERM]
            bureau.answers.let("one?")


@on_loop
async def test_handlers_are_given_back(desk):
    """After it ran, signals and discord.py's addresses are as they were."""
    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE
    with recording(signal.SIGTERM) as met:
        async with running(desk) as bureau:
            assert bureau.server.api_base == Route.BASE
            assert f"{bureau.server.api_base}/" == f"{discord.Asset.BASE}/api/v10/"
            told_to_stop()
            await bureau.running
        told_to_stop()
        assert met == [signal.SIGTERM]
    assert before == (Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY, discord.Asset.BASE)


@on_loop
async def test_what_is_loaded_for_good(desk):
    """The search for garbage, which holds everything up, passes over what was loaded before it ran, until it ends."""
    async with running(desk):
        assert gc.get_freeze_count() > 100_000
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("what", ["json", "event"])
@on_loop
async def test_a_payload_that_cannot_be_read(desk, caplog, what):
    """It ends the connection, not the bot: what was being answered is answered once, and what comes afterwards too."""
    async with running(desk) as bureau:
        asked = bureau.ask("one?")
        await bureau.begun("one?")
        bureau.server.gateway.send_malformed(what)
        await bureau.connected(2)
        await bureau.server.until(lambda: bureau.server.gateway.log.count("disconnected") == 1)
        bureau.answers.let("one?")
        bureau.answers.let("two?")
        await bureau.shown(asked, "No answer")
        await bureau.shown(bureau.ask("two?"), "No answer")
        assert bureau.answers.begun == ["one?", "two?"]
        assert len(asked.messages) == 1
    assert "not connected to Discord" in caplog.text


@on_loop
async def test_the_old_connection_is_let_go(desk):
    """When the last answer of a lost connection is delivered, nothing of it is left."""
    async with running(desk) as bureau:
        bureau.server.gateway.send_malformed()
        await bureau.connected(2)
        await bureau.server.until(lambda: bureau.server.gateway.log.count("disconnected") == 1)
        assert sum(one.connection is not None for one in bureau.server.gateway._sessions.values()) == 1


@on_loop
async def test_discord_is_down(desk, caplog):
    """A Discord that cannot be logged in to is tried again, without a traceback."""
    caplog.set_level(logging.ERROR, "bot")
    async with DiscordServer() as server:
        parts = parts_for(desk, server)
        down = server.fail("GET", "/users/@me", failing(503))
        task = asyncio.create_task(run(parts, server.token))
        await server.ready()
        assert down.left == 0
        told_to_stop()
        await task
    [record] = [record for record in caplog.records if record.name == "bot.discord_app.running"]
    assert record.getMessage().endswith("the next try in 1.0 s")
    assert record.exc_info is None


@on_loop
async def test_a_wrong_token(desk):
    """A token that Discord does not know ends it at once; the message says what to do and not what the token is."""
    async with DiscordServer() as server:
        with pytest.raises(TokenRefused, match="Reset Token") as caught:
            await run(parts_for(desk, server), "wrong-token")
    assert "wrong-token" not in str(caught.value)


@on_loop
async def test_a_token_that_was_reset(desk):
    """A token that stops being known while it runs ends it too."""
    async with running(desk) as bureau:
        bureau.server.world.token = "another"
        bureau.server.gateway.close(4004)
        with pytest.raises(TokenRefused):
            await bureau.running


@pytest.mark.parametrize("token", ["Bot abc.def", "abc\ndef", "äbc", "a\x00b"])
@on_loop
async def test_what_is_no_token(desk, token):
    """A token that no request could carry is refused before anything is sent, unseen."""
    with pytest.raises(ConfigurationError) as caught:
        await run(desk.parts(), token)
    assert token not in str(caught.value)


@on_loop
async def test_intents(desk):
    """Intents that the portal does not give end it; the message names the switch and the setting."""
    async with DiscordServer(World(privileged=0)) as server:
        with pytest.raises(IntentsRefused, match=r"Message Content Intent.*discord\.message_content"):
            await run(parts_for(desk, server, message_content=True), server.token)


@pytest.mark.parametrize("held", [0, 1, 60, 599, 601, 3600])
def test_logins_in_a_day(held):
    """However long connections hold, it stays below the 1,000 logins that Discord allows in a day."""
    passed = pause = 0.0
    logins = 0
    while passed < 86_400:
        logins += 1
        pause = next_pause(pause, held)
        passed += held + pause
    assert logins < 1000
