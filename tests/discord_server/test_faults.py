"""Every fault of the REST side happens as planned, and discord.py does with it what our bot must reckon with."""

import asyncio

import aiohttp
import discord
import pytest

from tests.discord_server.faults import banned, failing, late, limited, limited_globally, refused, reset, slow
from tests.discord_server.limits import Limit
from tests.discord_server.small_bot import play

SEND = "/channels/*/messages"


def test_local_limit_is_waited_for():
    """A 429 of a route is retried by the client after the time it was told."""

    async def scene(server, bot, general, ada):
        planned = server.fail("POST", SEND, limited())
        await bot.get_channel(general.id).send("hello")
        assert planned.left == 0
        assert [call.status for call in server.rest.called("POST", "/messages")] == [429, 200]
        assert len(general.messages) == 1

    play(scene)


def test_global_limit_holds_back_other_routes():
    """While a global limit lasts the client sends nothing at all."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, limited_globally(0.1))
        sending = asyncio.create_task(bot.get_channel(general.id).send("hello"))
        await server.until(lambda: server.calls[-1].status == 429)
        await asyncio.sleep(0.01)
        await asyncio.gather(sending, bot.fetch_user(ada.id))
        (read,), (first, *_) = server.rest.called("GET", "/users/1"), server.rest.called("POST", "/messages")
        assert read.at_seconds - first.at_seconds >= 0.1

    play(scene)


def test_limit_without_via_is_raised():
    """A 429 that is not Discord's own is raised at once."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, banned())
        with pytest.raises(discord.HTTPException) as raised:
            await bot.get_channel(general.id).send("hello")
        assert raised.value.status == 429
        assert not general.messages

    play(scene)


@pytest.mark.slow
@pytest.mark.parametrize("status", [500, 502, 504])
def test_failure_that_the_client_retries(status):
    """500, 502 and 504 are retried by discord.py after a second."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, failing(status))
        await bot.get_channel(general.id).send("hello")
        assert [call.status for call in server.rest.called("POST", "/messages")] == [status, 200]

    play(scene)


def test_503_is_raised_at_once():
    """discord.py does not retry a 503."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, failing(503))
        with pytest.raises(discord.DiscordServerError):
            await bot.get_channel(general.id).send("hello")
        assert not general.messages

    play(scene)


@pytest.mark.parametrize("applied", [False, True])
def test_reset_is_raised_before_or_after_the_message_was_sent(applied):
    """A reset connection is raised at once, and only the server knows whether the message was sent."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, reset(applied=applied))
        with pytest.raises((ConnectionError, aiohttp.ClientError)):
            await bot.get_channel(general.id).send("hello")
        assert len(general.messages) == applied
        await bot.get_channel(general.id).send("again")

    play(scene)


def test_nonce_makes_a_retry_harmless():
    """The same nonce within minutes gives the first message again; later it is a new one."""

    async def scene(server, bot, general, ada):
        channel = bot.get_channel(general.id)
        server.fail("POST", SEND, reset(applied=True))
        with pytest.raises((ConnectionError, aiohttp.ClientError)):
            await channel.send("hello", nonce="n1")
        sent = await channel.send("hello", nonce="n1")
        assert [sent.id] == list(general.messages)
        await channel.send("hello", nonce="n2")
        server.world.clock.advance(600)
        await channel.send("hello", nonce="n1")
        assert len(general.messages) == 3

    play(scene)


def test_slow_callback_is_still_taken():
    """A slow answer delays, but within three seconds it counts."""

    async def scene(server, bot, general, ada):
        server.fail("POST", "/interactions/*/callback", slow(0.05))
        asked = await server.settled(server.people.ask(general, ada, "/ask", question="Who won?"))
        assert asked.acknowledged_after_seconds > 0.05

    play(scene)


def test_late_callback_is_unknown():
    """An answer after three seconds gets 10062, as the client learns and the interaction records."""

    async def scene(server, bot, general, ada):
        server.fail("POST", "/interactions/*/callback", late(3.1))
        asked = server.people.ask(general, ada, "/ask", question="Who won?")
        await server.until(lambda: bot.errors)
        assert bot.errors[0].original.code == 10062
        assert [refusal.code for refusal in asked.refusals] == [10062]
        assert not asked.settled.is_set()

    play(scene)


def test_applied_callback_that_is_sent_again_is_refused():
    """An answer whose confirmation was lost has been given: a second one gets 40060."""

    async def scene(server, bot, general, ada):
        server.fail("POST", "/interactions/*/callback", reset(applied=True))
        asked = server.people.ask(general, ada, "/ask", question="Who won?")
        await server.until(lambda: bot.errors)
        assert asked.acknowledged
        url = f"{server.api_base}/interactions/{asked.id}/{asked.token}/callback"
        async with aiohttp.ClientSession() as session, session.post(url, json={"type": 5}) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, 40060)

    play(scene)


def test_refusal_can_be_planned():
    """Any refusal of Discord's can be brought about, such as 50013."""

    async def scene(server, bot, general, ada):
        server.fail("POST", SEND, refused(403, 50013, "Missing Permissions"), times=2)
        for _ in range(2):
            with pytest.raises(discord.Forbidden):
                await bot.get_channel(general.id).send("hello")
        await bot.get_channel(general.id).send("hello")

    play(scene)


def test_client_that_heeds_the_headers_is_never_refused():
    """With a narrow limit the client spreads its requests by the headers alone."""

    async def scene(server, bot, general, ada):
        server.rest.limits.by_route["POST /channels/{channel_id}/messages"] = Limit(3, 0.1)
        await asyncio.gather(*(bot.get_channel(general.id).send(str(number)) for number in range(8)))
        assert len(general.messages) == 8
        assert server.rest.limits.refused == 0

    play(scene)


def test_request_that_comes_too_early_gets_a_429():
    """A client that does not heed the headers is refused until the window has passed."""

    async def scene(server, bot, general, ada):
        server.rest.limits.by_route["GET /users/{user_id}"] = Limit(1, 30.0)
        url, headers = f"{server.api_base}/users/{ada.id}", {"Authorization": f"Bot {server.token}"}
        async with aiohttp.ClientSession(headers=headers) as session:
            statuses = []
            for _ in range(2):
                async with session.get(url) as answer:
                    statuses.append(answer.status)
                    told = answer.headers
        assert statuses == [200, 429]
        assert 0 < float(told["Retry-After"]) <= 30
        assert told["Via"]

    play(scene)
