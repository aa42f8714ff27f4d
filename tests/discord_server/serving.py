"""The server in a thread with a loop of its own, for tests and benches that are not async or must not share a loop.

with serving() as discord:
    question = discord.do(lambda server: server.people.ask(general, ada, "/ask", question="Who won?"))
    discord.wait(lambda server: server.settled(question))
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any, TypeVar

from tests.discord_server.server import DiscordServer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Served:
    """A running server; whoever touches it does so in its loop, by `do` or `wait`."""

    server: DiscordServer
    loop: asyncio.AbstractEventLoop

    def do(self, act: Callable[[DiscordServer], T]) -> T:
        async def inside() -> T:
            return act(self.server)

        return asyncio.run_coroutine_threadsafe(inside(), self.loop).result()

    def wait(self, act: Callable[[DiscordServer], Coroutine[Any, Any, T]]) -> T:
        return asyncio.run_coroutine_threadsafe(act(self.server), self.loop).result()


@contextmanager
def serving(server: DiscordServer | None = None) -> Iterator[Served]:
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="discord-server")
    thread.start()
    served = Served(server or DiscordServer(), loop)
    try:
        served.wait(lambda own: own.__aenter__())
        yield served
        served.wait(lambda own: own.__aexit__(None, None, None))
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
