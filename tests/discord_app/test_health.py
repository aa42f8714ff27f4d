"""/health tells how the bot is, on this machine alone."""

import asyncio
import socket
from contextlib import closing
from dataclasses import replace

import aiohttp
import pytest

from bot.discord_app.health import HOST, is_connected, telling
from bot.discord_app.pool import AnswerPool
from bot.discord_app.running import run
from bot.domain.caller import LOCAL
from bot.errors import ConfigurationError
from bot.library.library import Library
from tests.discord_app.answerers import GatedAnswerer, question
from tests.discord_app.on_loop import on_loop, until
from tests.discord_app.test_running import parts_for, told_to_stop
from tests.discord_server.server import DiscordServer


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


async def looked(port: int, path: str = "/health") -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{port}{path}") as answer:
        return answer.status, await answer.text()


async def health(port: int) -> tuple[int, dict]:
    async with aiohttp.ClientSession() as session, session.get(f"http://{HOST}:{port}/health") as answer:
        return answer.status, await answer.json()


async def answering(port: int, status: int) -> dict:
    """What is told as soon as it is told with this status."""
    while (looks := await health(port))[0] != status:  # noqa: ASYNC110  # who looks from outside has no event
        await asyncio.sleep(0.05)
    return looks[1]


@on_loop
async def test_running_bot(desk):
    """A connected bot with articles is well; when Discord is gone, it is not, and when it is back, it is again."""
    port = free_port()
    async with DiscordServer() as server:
        server.world.add_guild()
        parts = parts_for(desk, server, health_port=port)
        task = asyncio.create_task(run(parts, server.token))
        await server.ready()
        told = await answering(port, 200)  # servers are still coming in for two seconds
        assert told["connected"]
        assert told["latency_ms"] >= 0
        assert told["longest_block_ms"] >= 0
        assert (told["waiting"], told["running"]) == (0, 0)
        assert told["library"] == {"articles": 3, "change": 1, "fault": None}
        server.gateway.down = True
        server.gateway.drop()
        await answering(port, 503)
        status, text = await looked(port)
        assert (status, '"connected": false' in text) == (503, True)
        assert server.token not in text
        told_to_stop()
        await task
    with pytest.raises(aiohttp.ClientConnectionError):
        await health(port)


@on_loop
async def test_questions(desk):
    """It counts the questions that are answered and that wait."""
    answers, port = GatedAnswerer(), free_port()
    parts = replace(desk.parts(), pool=AnswerPool(answers, 1, 5))
    async with telling(port, parts, lambda: None):
        with parts.pool.ask(question("one?"), LOCAL), parts.pool.ask(question("two?"), LOCAL):
            await until(lambda: answers.begun)
            status, told = await health(port)
            assert (status, told["running"], told["waiting"]) == (503, 1, 1)
            answers.let("one?")
    await parts.pool.close(5)


@on_loop
async def test_nothing_to_ask(desk, tmp_path):
    """A library that cannot be asked is told by the kind of its fault, not by the folder that its message names."""
    own = desk.library
    port, empty = free_port(), Library(tmp_path / "nowhere", own._built_with, own._vectors)
    parts = replace(desk.parts(), library=empty)
    async with telling(port, parts, lambda: None):
        status, text = await looked(port)
    await parts.pool.close(5)
    assert status == 503
    assert '"fault": "LibraryEmpty"' in text
    assert "nowhere" not in text


@on_loop
async def test_this_machine_alone(desk):
    """It listens on the loopback address alone, and has nothing but /health."""
    port, parts = free_port(), desk.parts()
    async with telling(port, parts, lambda: None):
        assert (await looked(port, "/"))[0] == 404
        with closing(socket.socket()) as stranger, pytest.raises(OSError, match=r"refused|assign|unreachable"):
            stranger.connect(("127.0.0.2", port))
    await parts.pool.close(5)


@on_loop
async def test_port_in_use(desk):
    """A port that somebody else has is a clear error, not a traceback."""
    with closing(socket.socket()) as other:
        other.bind((HOST, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ConfigurationError, match=rf"health_port: 127\.0\.0\.1:{port} cannot be listened on"):
            async with telling(port, desk.parts(), lambda: None):
                pass


def test_no_client():
    """Between two connections it is not connected."""
    assert not is_connected(None)
