"""How long the event loop was held up at most: a task sleeps a little, again and again, and sees how late it wakes."""

import asyncio

SLEEP_SECONDS = 0.01
"""A block is measured by up to this much too short, if it begins meanwhile: little beside the 100 ms that matter."""


class LoopWatch:
    """Measures while `watch` runs."""

    def __init__(self) -> None:
        self._longest = 0.0

    @property
    def longest_ms(self) -> float:
        """The longest block since the start or the last `reset`, in milliseconds."""
        return self._longest * 1000

    def reset(self) -> None:
        """Measure anew."""
        self._longest = 0.0

    async def watch(self) -> None:
        """Measure until it is cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            due = clock() + SLEEP_SECONDS
            await asyncio.sleep(SLEEP_SECONDS)
            self._longest = max(self._longest, clock() - due)
