"""How the bot is, told on a port of this machine alone: for a supervisor, a container or a monitor.

`GET /health` gives 200 while Discord is connected and the articles can be asked, else 503; always with the same JSON.
"""

import asyncio
import logging
import math
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass

import discord
from aiohttp import web

from bot.discord_app.loop_watch import LoopWatch
from bot.discord_app.parts import Parts
from bot.errors import ConfigurationError, NewsdeskError
from bot.library.records import Scope

_log = logging.getLogger(__name__)

HOST = "127.0.0.1"
PATH = "/health"
LONGEST_LOOK_SECONDS = 3.0
"""At the library, before it counts as one that cannot be asked; those who look usually wait five seconds."""


@dataclass(frozen=True, slots=True)
class Stock:
    """What can be asked. `fault`: the kind of error that keeps it from being asked."""

    articles: int = 0
    change: int = 0
    """The library's change number: it grows with everything that is taken in or out."""
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is at this moment."""

    connected: bool
    latency_ms: float | None
    """Of the last heartbeat; None: there was none yet."""
    guilds: int
    waiting: int
    running: int
    """Questions."""
    longest_block_ms: float
    """Of the event loop, since the last look."""
    library: Stock

    @property
    def is_well(self) -> bool:
        """Whether a question would be answered."""
        return self.connected and self.library.fault is None


@asynccontextmanager
async def telling(
    port: int, parts: Parts, current: Callable[[], discord.AutoShardedClient | None]
) -> AsyncIterator[None]:
    """Tell how the bot is for as long as this lasts. `current`: the client of this moment, None if there is none.

    Raises ConfigurationError if the port cannot be had.
    """
    watch = LoopWatch()
    watching = asyncio.create_task(watch.watch())

    async def tell(_request: web.Request) -> web.Response:
        health = await _health(parts, current(), watch)
        return web.json_response(asdict(health), status=200 if health.is_well else 503)

    application = web.Application()
    application.router.add_get(PATH, tell)
    runner = web.AppRunner(application, access_log=None)
    try:
        await runner.setup()
        await _listen(runner, port)
        yield
    finally:
        watching.cancel()
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, HOST, port).start()
    except OSError as error:
        raise ConfigurationError(
            f"discord.health_port: {HOST}:{port} cannot be listened on ({error.strerror}). Choose another port."
        ) from error
    _log.info("how the bot is: http://%s:%d%s", HOST, port, PATH)


async def _health(parts: Parts, client: discord.AutoShardedClient | None, watch: LoopWatch) -> Health:
    stock = await _stock(parts)
    longest_ms = round(watch.longest_ms, 1)
    watch.reset()
    return Health(
        connected=is_connected(client),
        latency_ms=_milliseconds(client.latency) if client else None,
        guilds=len(client.guilds) if client else 0,
        waiting=parts.pool.waiting,
        running=parts.pool.running,
        longest_block_ms=longest_ms,
        library=stock,
    )


def is_connected(client: discord.AutoShardedClient | None) -> bool:
    """Whether Discord can reach the bot on every connection that it needs."""
    return client is not None and client.is_ready() and not any(each.is_closed() for each in client.shards.values())


async def _stock(parts: Parts) -> Stock:
    def look() -> Stock:
        with parts.library.reading() as snapshot:
            return Stock(snapshot.counts(Scope()).total, snapshot.change)

    try:
        async with asyncio.timeout(LONGEST_LOOK_SECONDS):
            return await parts.pool.run(look)
    except (NewsdeskError, TimeoutError) as error:  # the message may name folders: the log and `check` tell it
        return Stock(fault=type(error).__name__)


def _milliseconds(seconds: float) -> float | None:
    return round(seconds * 1000, 1) if math.isfinite(seconds) else None
