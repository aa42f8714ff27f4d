"""Gets a request through to Discord although a server stumbles or a connection breaks.

discord.py itself waits out rate limits and tries 500, 502 and 504 again. What it raises at once, a 503 and a broken
connection, is tried again here. A request that may have been obeyed before the connection broke is only repeated if
that does no harm: an edit, or a message with a nonce, by which Discord knows it again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

import aiohttp
import discord

T = TypeVar("T")
_log = logging.getLogger(__name__)

PAUSES_SECONDS = (0.25, 1.0, 3.0)
"""Between the tries: Discord's short outages last a second or two; a person waits no longer than that."""
ALREADY_ACKNOWLEDGED = 40060
"""Discord's code for a second first response to an interaction."""
_NOT_SENT = (aiohttp.ClientConnectorError,)
_BROKEN = (aiohttp.ClientError, OSError)  # a timeout is an OSError

UNDELIVERED = (discord.HTTPException, *_BROKEN)
"""All that a request to Discord fails with in the end."""


async def delivered(request: Callable[[], Awaitable[T]], *, repeatable: bool = True) -> T:
    """What the request gives, tried again after a fault that passes.

    `repeatable`: that it may be obeyed twice without harm. Raises what the last try raised, one of UNDELIVERED.
    """
    for pause in PAUSES_SECONDS:
        try:
            return await request()
        except discord.DiscordServerError as error:
            _log.warning("Discord answered %s; trying again in %s s", error.status, pause)
        except _BROKEN as error:
            if not (repeatable or isinstance(error, _NOT_SENT)):
                raise
            _log.warning("the connection broke (%s); trying again in %s s", type(error).__name__, pause)
        await asyncio.sleep(pause)
    return await request()


async def acknowledged(respond: Callable[[], Awaitable[object]]) -> None:
    """Give an interaction its first response; that it has one already is as good: an earlier try gave it.

    discord.py does not know of such a response, so `is_done` stays false.
    """
    try:
        await delivered(respond)
    except discord.HTTPException as error:
        if error.code != ALREADY_ACKNOWLEDGED:
            raise
        _log.info("an interaction was acknowledged by an earlier try")
