"""One gateway session: its numbered events, kept for a replay, and the connection that it has at the moment."""

import asyncio
import json
import secrets
import socket
import struct
import zlib
from collections import deque
from typing import Any

from aiohttp import ClientConnectionError, web

KEPT_EVENTS = 5_000
"""What a resumed session can be given again; more than any test lets a bot miss."""


class Connection:
    """A socket that is written to in order, whoever asks. Frames share one zlib stream if the client wants it."""

    def __init__(self, socket_: web.WebSocketResponse, transport: asyncio.Transport, *, compressed: bool) -> None:
        self.session: Session | None = None
        self.closed_here = False
        self._socket = socket_
        self._transport = transport
        self._deflate = zlib.compressobj() if compressed else None
        self._waiting: asyncio.Queue[str | int] = asyncio.Queue()

    def send(self, opcode: int, data: Any = None) -> None:
        self.send_text(json.dumps({"op": opcode, "d": data, "s": None, "t": None}))

    def send_text(self, text: str) -> None:
        self._waiting.put_nowait(text)

    def close(self, code: int) -> None:
        """After what was sent before."""
        self._waiting.put_nowait(code)

    def cut(self) -> None:
        """Reset the TCP connection; what was sent and has not left is lost."""
        cut(self._transport)

    async def write(self) -> None:
        """Send what is asked for, until the connection ends."""
        while True:
            item = await self._waiting.get()
            try:
                await self._put(item)
            except (ConnectionError, ClientConnectionError):
                return

    async def _put(self, item: str | int) -> None:
        if isinstance(item, int):
            self.closed_here = True
            await self._socket.close(code=item)
        elif self._deflate:
            frame = self._deflate.compress(item.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
            await self._socket.send_bytes(frame)
        else:
            await self._socket.send_str(item)


class Session:
    """What one IDENTIFY began. It goes on counting events while it has no connection."""

    def __init__(self, intents: int, shard: tuple[int, int]) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.connection: Connection | None = None
        self.sequence = 0
        self._events: deque[tuple[int, str]] = deque(maxlen=KEPT_EVENTS)

    def dispatch(self, name: str, data: dict[str, Any]) -> None:
        self.sequence += 1
        text = json.dumps({"op": 0, "t": name, "s": self.sequence, "d": data})
        self._events.append((self.sequence, text))
        if self.connection:
            self.connection.send_text(text)

    def can_replay(self, after: int) -> bool:
        """Whether all events later than this number are still there."""
        oldest = self._events[0][0] if self._events else self.sequence + 1
        return oldest - 1 <= after <= self.sequence

    def replay(self, after: int) -> None:
        """Send again what came later than this number."""
        if self.connection:
            for number, text in self._events:
                if number > after:
                    self.connection.send_text(text)


def cut(transport: asyncio.Transport) -> None:
    """End a TCP connection so that the other side sees a reset, not an orderly end."""
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
