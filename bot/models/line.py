"""The line to a service while one reply is waited for: cut when it is silent, lasts or swells too long.

The client's own timeouts hold for each read, so a service that sends a byte now and then would never meet one. Here a
thread watches the clock and what has come, and shuts the socket down; whoever reads then meets the end of the stream.
Leaves out looking up the service's name, which the system bounds.
"""

import math
import socket
import struct
import sys
from contextlib import suppress
from enum import Enum, auto
from threading import Event, Lock, Thread
from time import monotonic
from typing import Any, Self

MOST_BYTES = 16 * 2**20
"""Of one response, with its wrapping of some 300 bytes a token: room for 50,000 tokens, most of them reasoning."""

LOOK_SECONDS = 0.05
"""Between two looks: shorter than a person notices, and next to no work."""

RESET = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""The system's `linger`: on, and for no time."""


class Cut(Enum):
    """Why a line was cut."""

    SILENT = auto()
    LATE = auto()
    HUGE = auto()


class Line:
    """Watches from `with` to its end. `silence_seconds`: the longest wait for a sign of life."""

    def __init__(self, silence_seconds: float, total_seconds: float) -> None:
        self.cut: Cut | None = None
        self._silence_seconds = silence_seconds
        self._end = monotonic() + total_seconds
        self._patience_ends = monotonic() + silence_seconds
        self._stream: Any = None
        self._response: Any = None
        self._lock = Lock()
        self._over = Event()
        self._watcher = Thread(target=self._watch, name="line", daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watcher.join()

    @property
    def seconds_left(self) -> float:
        """Of the whole time."""
        return self._end - monotonic()

    def listen(self) -> None:
        """The silence begins now: something has come, or was asked."""
        self._patience_ends = monotonic() + self._silence_seconds

    def rest(self) -> None:
        """Nobody listens for a while, so silence means nothing."""
        self._patience_ends = math.inf

    def finish_within(self, seconds: float) -> None:
        """What is still to come is not worth more time."""
        self._end = min(self._end, monotonic() + seconds)

    def opened(self, _: str, told: dict[str, Any]) -> None:
        """Take the connection from what the HTTP library traces: a stream is what connecting returns."""
        if hasattr(told.get("return_value"), "get_extra_info"):
            with self._lock:
                self._stream, self._response = told["return_value"], None
                if self.cut is not None:
                    self._shut()

    def answered(self, response: Any) -> None:
        """Take the response, whose bytes are counted."""
        self._response = response

    def _watch(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            cause = self._cause()
            if cause is not None:
                with self._lock:
                    self.cut = cause
                    self._shut()
                return

    def _cause(self) -> Cut | None:
        now = monotonic()
        if now >= self._end:
            return Cut.LATE
        if now >= self._patience_ends:
            return Cut.SILENT
        if self._response is not None and self._response.num_bytes_downloaded > MOST_BYTES:
            return Cut.HUGE
        return None

    def _shut(self) -> None:
        connection = None if self._stream is None else self._stream.get_extra_info("socket")
        if connection is None:
            return
        with suppress(OSError):  # it is closed already
            # Closing is to reset: after a shutdown the system else keeps a sender waiting for a minute.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            # Not SSLSocket's own, which would take the encryption from under the reader.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)
