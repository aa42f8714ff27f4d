"""Runs the bot until it is told to stop, whatever becomes of its connection.

discord.py itself connects anew after most faults. What ends its client (a payload that it cannot read, a Discord that
is down when it logs in) is met here: another client takes over with the same parts, and the old one stays until what
it was asked is answered.
"""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from types import FrameType

from bot.discord_app.addresses import addressed, see_gateway
from bot.discord_app.bot import NewsdeskBot
from bot.discord_app.health import telling
from bot.discord_app.parts import Parts
from bot.discord_app.refusals import DiscordUnavailable, IntentsRefused, TokenRefused, see_that_it_is_one, translated
from bot.errors import NewsdeskError

_log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 128.0
"""Between two logins that fail: Discord allows 1,000 a day, one in 87 seconds."""
SWITCH_SECONDS = 0.001
"""A thread that computes keeps the loop waiting so long; at Python's own 0.005 the longest waits were twice as long."""
STEADY_SECONDS = 600.0
"""A connection that held so long was sound: the next pause is the first one again."""
TELLING_SECONDS = 3.0
"""Left for what is already worked out to reach Discord, when the time for answering is over."""
LONGEST_ANSWER_SECONDS = 900.0
"""Discord takes the answer to a command for 15 minutes."""
CLOSING_SECONDS = 5.0
"""Longest wait for the other side to say goodbye."""

_FOR_PEOPLE = ("discord.py: on_", "CommandTree-", "discord-ui-")
"""Beginnings of the names that discord.py gives the tasks in which it calls the bot."""


async def run(parts: Parts, token: str) -> None:
    """Run until SIGTERM or SIGINT comes; a second one does what it would do without this.

    Raises:
        TokenRefused, IntentsRefused: no other try can help.
        ConfigurationError: the port for /health cannot be had, or the token cannot be one.

    """
    see_that_it_is_one(token)
    running = _Running(parts, token)
    async with AsyncExitStack() as stack:
        stack.enter_context(addressed(parts.settings))
        told = stack.enter_context(_told_to_stop())
        stack.enter_context(_loaded_for_good())
        if parts.settings.health_port is not None:
            await stack.enter_async_context(telling(parts.settings.health_port, parts, lambda: running.client))
        connected = asyncio.create_task(running.stay_connected())
        stopping = asyncio.create_task(told.wait())
        try:
            await asyncio.wait({connected, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if connected.done():
                connected.result()
            await running.finish(parts.settings.stop_seconds)
        finally:
            stopping.cancel()
            await _cancelled(connected)
            await running.close()


def next_pause(last: float, held: float) -> float:
    """Seconds until the next try, after a pause of `last` and a connection that held so long; 0: there was none.

    >>> next_pause(0, 0), next_pause(1, 0), next_pause(100, 5), next_pause(100, 3600)
    (1.0, 2, 128.0, 1.0)
    """
    if last == 0 or held > STEADY_SECONDS:
        return FIRST_PAUSE_SECONDS
    return min(2 * last, LONGEST_PAUSE_SECONDS)


class _Client(NewsdeskBot):
    """A bot that outlives its connection: what it has begun can still be delivered, until `end`."""

    async def close(self) -> None:
        """What discord.py calls when the connection dies: nothing is let go of yet."""

    async def hang_up(self) -> None:
        """Hear nothing any more, and begin nothing of its own."""
        self.alerts.stop()
        await asyncio.gather(*(shard.disconnect() for shard in self.shards.values()), return_exceptions=True)

    async def end(self) -> None:
        """Let go of everything."""
        try:
            async with asyncio.timeout(CLOSING_SECONDS):
                await super().close()
        except TimeoutError:
            _log.warning("Discord did not say goodbye within %s s", CLOSING_SECONDS)


class _Running:
    """One client at a time, and those before it as long as they have something to deliver."""

    def __init__(self, parts: Parts, token: str) -> None:
        self.client: _Client | None = None
        """None: between two connections."""
        self._parts = parts
        self._token = token
        self._retiring: set[asyncio.Task[None]] = set()

    async def stay_connected(self) -> None:
        """Connect again and again, until cancelled. Raises TokenRefused, IntentsRefused."""
        clock = asyncio.get_running_loop().time
        pause = 0.0
        while True:
            client = self.client = _Client(self._parts)
            began = clock()
            error = await self._connection_of(client)
            pause = next_pause(pause, clock() - began)
            known = isinstance(error, DiscordUnavailable | None)
            told = error or "closed without a reason"
            _log.error(
                "not connected to Discord: %s; the next try in %s s", told, pause, exc_info=None if known else error
            )
            self.client = None
            self._retire(client)
            await asyncio.sleep(pause)

    async def finish(self, seconds: float) -> None:
        """Begin nothing more, and let what is being answered be answered and delivered: so many seconds at most."""
        pool, clock = self._parts.pool, asyncio.get_running_loop().time
        latest = clock() + seconds
        _log.info("stopping: %d questions are being answered, %d wait", pool.running, pool.waiting)
        if not await pool.drain(seconds):
            _log.warning("not all questions were answered within %s s", seconds)
        await _done(_underway(), max(latest - clock(), TELLING_SECONDS))

    async def close(self) -> None:
        """Let go of all clients and of the pool."""
        for retiring in tuple(self._retiring):
            await _cancelled(retiring)
        if self.client is not None:
            await self.client.end()
        await self._parts.pool.close(0)

    async def _connection_of(self, client: _Client) -> Exception | None:
        """Connect, and wait for what the connection dies of."""
        try:
            with translated():
                await client.login(self._token)
                await see_gateway(client, self._parts.settings)
                await client.connect()
        except (TokenRefused, IntentsRefused):
            raise
        except Exception as error:  # noqa: BLE001 -- a payload can break discord.py in any way
            return error
        return None

    def _retire(self, client: _Client) -> None:
        """Keep the client until what it has begun is done."""
        begun = _underway()

        async def retire() -> None:
            try:
                await client.hang_up()
                await _done(begun, LONGEST_ANSWER_SECONDS)
            finally:
                await client.end()

        task = asyncio.create_task(retire())
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)


@contextmanager
def _loaded_for_good() -> Iterator[None]:
    """Let the search for garbage pass over what is loaded by now: it would hold the loop up for 150 ms each time."""
    usual = sys.getswitchinterval()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
        gc.unfreeze()


@contextmanager
def _told_to_stop() -> Iterator[asyncio.Event]:
    """Set when the first SIGTERM or SIGINT comes. The next one meets whatever was there before."""
    told, loop = asyncio.Event(), asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def tell(_number: int, _frame: FrameType | None) -> None:
        restore()
        loop.call_soon_threadsafe(told.set)

    for number in before:
        signal.signal(number, tell)
    try:
        yield told
    finally:
        restore()


def _underway() -> set[asyncio.Task[object]]:
    """What is being done for people at this moment."""
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(_FOR_PEOPLE)}


async def _done(tasks: set[asyncio.Task[object]], seconds: float) -> None:
    if tasks:
        await asyncio.wait(tasks, timeout=seconds)


async def _cancelled(task: asyncio.Task[None]) -> None:
    """Cancel it and wait for its end; what it raised is told elsewhere."""
    task.cancel()
    with suppress(asyncio.CancelledError, NewsdeskError):
        await task
