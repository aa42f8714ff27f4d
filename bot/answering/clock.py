"""How long each stage of an answer took."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Milliseconds per stage, on a clock that never goes back."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside for the stage of this name."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self._stages[name] = (time.perf_counter() - began) * 1000

    def times_ms(self) -> dict[str, float]:
        """So far, and in total."""
        return {**self._stages, "total": (time.perf_counter() - self._began) * 1000}
