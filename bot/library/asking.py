"""Keeps the published vectors open between questions, and remembers which could not be opened.

Threads share what is open; a generation that a newer one replaces is closed by the last question that uses it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from bot.library.records import Generation, Scored, Vectors
from bot.library.vectors import VectorsUnreadable

_REFUSED_SECONDS = 60.0
"""An unreadable generation is not tried again for so long: hashing a large one or waiting for a server takes time."""


class Askable(Protocol):
    """Opened vectors."""

    def nearest(self, vector: Vectors, limit: int) -> list[Scored]:
        """The nearest vectors, best first."""

    def close(self) -> None:
        """Let go of files and locks."""


@dataclass(slots=True)
class _Opened:
    key: tuple[str, int]
    vectors: Askable
    users: int = 0
    retired: bool = False


class Asking:
    """Opens generations with `open_generation` when they are asked for and keeps the last one open."""

    def __init__(self, open_generation: Callable[[Generation], Askable]) -> None:
        self._open_generation = open_generation
        self._lock = threading.Lock()
        self._opened: _Opened | None = None
        self._refused: dict[tuple[str, int], float] = {}

    def search(self, generation: Generation, vector: Vectors, limit: int) -> list[Scored]:
        """The nearest vectors of a generation, best first.

        Raises:
            VectorsUnreadable: it cannot be opened or asked; nor is it tried for a while.

        """
        with self._used(generation) as vectors:
            try:
                return vectors.nearest(vector, limit)
            except VectorsUnreadable:
                self._refuse(generation)
                raise

    def close(self) -> None:
        """Close what is open, now or when its last question is done."""
        with self._lock:
            self._retire()

    @contextmanager
    def _used(self, generation: Generation) -> Iterator[Askable]:
        with self._lock:
            opened = self._current(generation)
            opened.users += 1
        try:
            yield opened.vectors
        finally:
            with self._lock:
                opened.users -= 1
                if opened.retired and not opened.users:
                    opened.vectors.close()

    def _current(self, generation: Generation) -> _Opened:
        key = (generation.library_id, generation.number)
        if self._opened and self._opened.key == key:
            return self._opened
        if time.monotonic() < self._refused.get(key, 0.0):
            raise VectorsUnreadable(f"Generation {generation.number} could not be read a moment ago.")
        self._retire()
        try:
            self._opened = _Opened(key, self._open_generation(generation))
        except VectorsUnreadable:
            self._refused[key] = time.monotonic() + _REFUSED_SECONDS
            raise
        return self._opened

    def _retire(self) -> None:
        opened, self._opened = self._opened, None
        if opened:
            opened.retired = True
            if not opened.users:
                opened.vectors.close()

    def _refuse(self, generation: Generation) -> None:
        with self._lock:
            self._refused[generation.library_id, generation.number] = time.monotonic() + _REFUSED_SECONDS
            self._retire()
