"""Measuring how long the event loop is held up."""

import asyncio
import time

from bot.discord_app.loop_watch import LoopWatch
from tests.discord_app.on_loop import on_loop


@on_loop
async def test_the_longest_block_is_measured():
    """The longest block counts, whatever comes after; a reset begins anew."""
    watch = LoopWatch()
    watching = asyncio.create_task(watch.watch())
    await asyncio.sleep(0.02)
    for seconds in (0.05, 0.3, 0.1):
        time.sleep(seconds)  # noqa: ASYNC251  # the block that is measured
        await asyncio.sleep(0.02)
    assert 280 <= watch.longest_ms < 600
    watch.reset()
    assert watch.longest_ms == 0
    await asyncio.sleep(0.05)
    watching.cancel()
    assert watch.longest_ms < 280
