"""Rate limits by route and major parameter, told in headers and enforced with a 429, as Discord does.

Generous unless a test says otherwise, so that a client never waits.
"""

import math
from dataclasses import dataclass, field
from hashlib import md5

from tests.discord_server.clock import stopwatch

MAJOR = ("channel_id", "guild_id", "webhook_id", "token")


@dataclass(frozen=True, slots=True)
class Limit:
    requests: int
    seconds: float


GENEROUS = Limit(10_000, 1.0)

AS_SEEN = {
    "POST /channels/{channel_id}/messages": Limit(5, 5.0),
    "PATCH /channels/{channel_id}/messages/{message_id}": Limit(5, 5.0),
    "POST /webhooks/{webhook_id}/{token}": Limit(5, 2.0),
    "PATCH /webhooks/{webhook_id}/{token}/messages/{message_id}": Limit(5, 2.0),
}
"""What bots see of Discord's own limits, which are not published and change."""


@dataclass(slots=True)
class _Window:
    limit: Limit
    began: float
    used: int = 0


@dataclass
class Limits:
    """`by_route`: limits of "METHOD /path/{name}"; see `AS_SEEN`."""

    by_route: dict[str, Limit] = field(default_factory=dict)
    refused: int = 0
    """Requests that came too early: 0 with a client that heeds the headers."""
    _windows: dict[str, _Window] = field(default_factory=dict)

    def take(self, route: str, major: str) -> tuple[dict[str, str], float | None]:
        """The headers of the answer, and the seconds to wait if the request came too early."""
        limit = self.by_route.get(route, GENEROUS)
        window = self._window(f"{route} {major}", limit)
        rest = window.began + limit.seconds - stopwatch()
        early = window.used >= limit.requests
        self.refused += early
        window.used += not early
        headers = {
            "X-RateLimit-Limit": str(limit.requests),
            "X-RateLimit-Remaining": str(limit.requests - window.used),
            "X-RateLimit-Reset-After": f"{math.ceil(rest * 1000) / 1000:.3f}",
            "X-RateLimit-Bucket": md5(route.encode(), usedforsecurity=False).hexdigest(),
        }
        return headers, max(rest, 0.001) if early else None

    def _window(self, key: str, limit: Limit) -> _Window:
        now = stopwatch()
        window = self._windows.get(key)
        if window is None or now >= window.began + limit.seconds or window.limit is not limit:
            window = self._windows[key] = _Window(limit, now)
        return window
