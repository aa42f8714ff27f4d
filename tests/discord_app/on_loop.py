"""Tests written as coroutines: each runs on an event loop of its own."""

import asyncio
import functools
from collections.abc import Awaitable, Callable

LONGEST_SECONDS = 30.0
"""Far longer than any of them takes: a test that hangs fails instead."""


def on_loop(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """The test as pytest calls it."""

    @functools.wraps(test)
    def run(*args, **kwargs) -> None:
        asyncio.run(asyncio.wait_for(test(*args, **kwargs), LONGEST_SECONDS))

    return run


async def until(holds: Callable[[], object]) -> None:
    """Return as soon as it holds, which a thread may bring about."""
    while not holds():  # noqa: ASYNC110  # threads of the pool do not know the loop's events
        await asyncio.sleep(0.001)
