"""The gateway behaves as discord.py expects it, also when it fails."""

import asyncio

import discord
import pytest

from tests.discord_server.gateway import MALFORMED
from tests.discord_server.server import DiscordServer
from tests.discord_server.sessions import KEPT_EVENTS, Session
from tests.discord_server.small_bot import SmallBot, play, pointed_at
from tests.discord_server.world import World


def refusal(world: World, *, token: str | None = None, intents: discord.Intents | None = None) -> BaseException:
    """What the client raises that logs in to this world and runs until it is refused."""

    async def logged_in():
        async with DiscordServer(world) as server:
            with pointed_at(server):
                async with SmallBot(intents) as bot:
                    await bot.start(token or server.token)

    with pytest.raises(discord.DiscordException) as raised:
        asyncio.run(asyncio.wait_for(logged_in(), 10))
    return raised.value


def test_wrong_token_is_refused():
    """A token that is not the application's does not log in."""
    assert isinstance(refusal(World(), token="stolen"), discord.LoginFailure)


def test_token_that_changed_since_login_closes_with_4004():
    """IDENTIFY with a token that is no longer right closes the gateway with 4004."""

    async def scene(server, bot, general, ada):
        server.world.token = "another"
        server.gateway.invalidate(resumable=False)
        await server.until(bot.is_closed)
        assert server.gateway.log.count("identified") == 1

    play(scene)


def test_intents_that_the_portal_does_not_allow_are_refused():
    """A privileged intent that is not allowed closes with 4014, which the client raises."""
    asked = discord.Intents(guilds=True, guild_messages=True, message_content=True)
    assert isinstance(refusal(World(privileged=0), intents=asked), discord.PrivilegedIntentsRequired)


def test_dropped_connection_is_resumed_and_what_was_missed_is_replayed():
    """After a TCP reset the client resumes, and gets everything it missed in order, once."""

    async def scene(server, bot, general, ada):
        server.people.say(general, ada, f"{bot.user.mention} one")
        await server.until(lambda: len(bot.heard) == 1)
        server.gateway.drop()
        server.people.say(general, ada, f"{bot.user.mention} two")
        asked = server.people.ask(general, ada, "/ask", question="Who won?")
        server.people.say(general, ada, f"{bot.user.mention} three")
        await server.settled(asked)
        await server.until(lambda: len(bot.heard) == 3)
        assert [message.content.split()[-1] for message in bot.heard] == ["one", "two", "three"]
        assert server.gateway.log.count("resumed") == 1
        assert server.gateway.log.count("identified") == 1

    play(scene)


def test_reconnect_is_followed_by_a_resume():
    """Asked to reconnect (opcode 7) the client comes back in the same session."""

    async def scene(server, bot, general, ada):
        server.gateway.reconnect()
        server.people.say(general, ada, f"{bot.user.mention} hello")
        await server.until(lambda: "resumed" in server.gateway.log and len(bot.heard) == 1)
        assert server.gateway.log.count("identified") == 1

    play(scene)


def test_close_by_the_server_is_followed_by_a_resume():
    """A connection that the server closes in order is resumed as well."""

    async def scene(server, bot, general, ada):
        server.gateway.close(1001)
        await server.until(lambda: "resumed" in server.gateway.log)

    play(scene)


def test_invalid_session_that_is_resumable_is_resumed():
    """Opcode 9 with true keeps the session."""

    async def scene(server, bot, general, ada):
        server.gateway.invalidate(resumable=True)
        await server.until(lambda: "resumed" in server.gateway.log)

    play(scene)


def test_invalid_session_identifies_anew_and_what_was_said_meanwhile_is_lost():
    """Opcode 9 with false ends the session: no replay, but the history still has what was said."""

    async def scene(server, bot, general, ada):
        server.gateway.invalidate(resumable=False)
        lost = server.people.say(general, ada, f"{bot.user.mention} hello")
        await server.until(lambda: server.gateway.log.count("identified") == 2)
        await server.ready()
        server.people.say(general, ada, f"{bot.user.mention} again")
        await server.until(lambda: len(bot.heard) == 1)
        assert bot.heard[0].content.endswith("again")
        channel = bot.get_channel(general.id)
        assert lost.id in [message.id async for message in channel.history(limit=10)]

    play(scene)


def test_resume_of_a_forgotten_session_is_refused():
    """A session that the server has lost cannot be resumed; the client identifies anew."""

    async def scene(server, bot, general, ada):
        server.gateway.forget()
        server.gateway.drop()
        await server.until(lambda: server.gateway.log.count("identified") == 2)
        assert "refused" in server.gateway.log
        assert "resumed" not in server.gateway.log

    play(scene)


@pytest.mark.parametrize("what", MALFORMED)
def test_malformed_payload_ends_the_client(what):
    """discord.py does not survive a payload that it cannot read: its `start` raises, and a bot needs a supervisor."""

    async def scene(server, bot, general, ada):
        server.gateway.send_malformed(what)
        await server.until(bot.is_closed)

    play(scene)


def test_heartbeats_are_acknowledged():
    """The client measures how long the gateway takes to acknowledge its heartbeat."""

    async def scene(server, bot, general, ada):
        server.gateway.heartbeat_seconds = 0.05
        server.gateway.drop()
        await server.until(lambda: "resumed" in server.gateway.log)
        await server.until(lambda: 0 < bot.latency < 10)

    play(scene)


@pytest.mark.slow
def test_server_that_is_down_refuses_until_it_is_up():
    """While the gateway is down nobody connects; afterwards the client comes back by itself."""

    async def scene(server, bot, general, ada):
        server.gateway.down = True
        server.gateway.drop()
        await server.until(lambda: "refused" in server.gateway.log)
        server.gateway.down = False
        await server.ready()

    play(scene)


def test_events_of_other_shards_are_not_heard():
    """A session hears the servers of its shard alone, and direct messages on shard 0."""

    async def scene(server, bot, general, ada):
        home = (general.guild.id >> 22) % 2
        assert [session.shard for session in server.gateway._sessions.values()] == [(0, 2), (1, 2)]
        server.people.say(general, ada, f"{bot.user.mention} hello")
        await server.until(lambda: len(bot.heard) == 1)
        assert bot.heard[0].guild.shard_id == home

    class TwoShards(SmallBot):
        def __init__(self, intents):
            super().__init__(intents)
            self.shard_count = 2

    play(scene, bot=TwoShards)


def test_session_replays_only_what_it_still_has():
    """A session that missed more than is kept cannot be resumed, nor one that claims events that never were."""
    session = Session(0, (0, 1))
    for _ in range(KEPT_EVENTS + 10):
        session.dispatch("X", {})
    assert session.can_replay(10)
    assert not session.can_replay(9)
    assert not session.can_replay(session.sequence + 1)
