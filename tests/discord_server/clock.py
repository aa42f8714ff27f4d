"""The server's time, which a test may set forward, and ids made of it."""

import time
from datetime import UTC, datetime, timedelta

DISCORD_BEGAN_MS = 1_420_070_400_000
"""Ids count milliseconds from the first second of 2015."""


class Clock:
    """The real time, and what a test adds to it."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Let so much time pass at once."""
        self._ahead += timedelta(seconds=seconds)


class Snowflakes:
    """Ids that never repeat and grow with time, as Discord's do."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        since = int(self._clock.now().timestamp() * 1000) - DISCORD_BEGAN_MS
        self._last = max(self._last + 1, since << 22)
        return self._last


def time_of(snowflake: int) -> datetime:
    return datetime.fromtimestamp(((snowflake >> 22) + DISCORD_BEGAN_MS) / 1000, UTC)


def stopwatch() -> float:
    """Seconds that no clock's setting changes."""
    return time.perf_counter()
