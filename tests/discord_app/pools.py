"""A pool for one scene, and what is heard of it."""

import threading
from contextlib import asynccontextmanager

from bot.discord_app.pool import AnswerPool
from bot.discord_app.turns import Waiting
from bot.domain.caller import Caller

ANN, BEN = Caller("ann", group="paper"), Caller("ben", group="paper")


@asynccontextmanager
async def opened(answerer, workers: int = 1, waiting: int = 10):
    pool = AnswerPool(answerer, workers, waiting)
    try:
        yield pool
    finally:
        await pool.close(0.05)


async def heard(ticket) -> list:
    """All that is told, but where one stands."""
    return [told async for told in ticket if not isinstance(told, Waiting)]


async def all_told(ticket) -> list:
    return [told async for told in ticket]


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("newsdesk-")]
