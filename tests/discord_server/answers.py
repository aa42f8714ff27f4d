"""Answers as Discord writes them: JSON with exactly its content type, which discord.py compares as a text."""

import json
from typing import Any

from aiohttp import web

from tests.discord_server.refusals import Refused

LATE_SECONDS = web.RequestKey("late_seconds", float)
"""How much later than it came a request counts as having come."""


def found(payload: Any, status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(payload).encode(), status=status, content_type="application/json")


def empty() -> web.Response:
    return web.Response(status=204)


def refusal(error: Refused) -> web.Response:
    return found(error.body, error.status)
