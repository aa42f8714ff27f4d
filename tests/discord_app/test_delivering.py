"""A request that can still get through does, and none is obeyed twice that must not be."""

import asyncio
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from bot.discord_app.delivering import PAUSES_SECONDS, UNDELIVERED, acknowledged, delivered
from tests.discord_app.on_loop import on_loop

BROKEN = [ConnectionResetError(), aiohttp.ServerDisconnectedError(), TimeoutError()]
NOT_REACHED = aiohttp.ClientConnectorError(SimpleNamespace(ssl=None, host="discord", port=443), OSError())


def refusal(status: int, code: int) -> discord.HTTPException:
    kind = discord.DiscordServerError if status >= 500 else discord.HTTPException
    return kind(SimpleNamespace(status=status, reason=""), {"code": code, "message": "no"})


class Request:
    """Meets these faults, one after another, then succeeds."""

    def __init__(self, *faults: Exception) -> None:
        self.left = list(faults)
        self.tries = 0

    async def __call__(self) -> str:
        self.tries += 1
        if self.left:
            raise self.left.pop(0)
        return "done"


@pytest.mark.parametrize("fault", [refusal(503, 0), NOT_REACHED, *BROKEN], ids=repr)
@on_loop
async def test_it_is_tried_again(fault):
    """After an outage or a broken connection, soon."""
    request = Request(fault)
    assert await delivered(request) == "done"
    assert request.tries == 2


@pytest.mark.parametrize("fault", [refusal(403, 50013), refusal(404, 10062), refusal(400, 50035)], ids=str)
@on_loop
async def test_a_refusal_is_one(fault):
    """What Discord refuses is not asked again."""
    request = Request(fault)
    with pytest.raises(discord.HTTPException):
        await delivered(request)
    assert request.tries == 1


@pytest.mark.parametrize("fault", BROKEN, ids=repr)
@on_loop
async def test_what_must_not_happen_twice(fault):
    """It is not sent again if it may have arrived."""
    request = Request(fault)
    with pytest.raises(UNDELIVERED):
        await delivered(request, repeatable=False)
    assert request.tries == 1


@pytest.mark.parametrize("fault", [refusal(503, 0), NOT_REACHED], ids=repr)
@on_loop
async def test_what_must_not_happen_twice_and_did_not(fault):
    """It is sent again if it cannot have arrived."""
    assert await delivered(Request(fault), repeatable=False) == "done"


@pytest.mark.slow
@on_loop
async def test_it_ends():
    """A fault that stays is raised after the last try."""
    request = Request(*[ConnectionResetError()] * 10)
    with pytest.raises(ConnectionResetError):
        await delivered(request)
    assert request.tries == len(PAUSES_SECONDS) + 1


@on_loop
async def test_an_interaction_that_is_acknowledged_already():
    """40060 means that the first response was given; any other refusal is raised."""
    await acknowledged(Request(ConnectionResetError(), refusal(400, 40060)))
    with pytest.raises(discord.HTTPException):
        await acknowledged(Request(refusal(404, 10062)))


@on_loop
async def test_cancelled():
    """Who no longer waits ends it."""
    request = Request(ConnectionResetError())
    task = asyncio.create_task(delivered(request))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert request.tries == 1
