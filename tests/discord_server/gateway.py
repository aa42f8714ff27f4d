"""The gateway: HELLO, IDENTIFY, READY, heartbeats, RESUME with replay; and what a test can do to it.

Frames are one zlib stream, or plain text if the client asks for none; zstd is not spoken.
"""

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web

from tests.discord_server import payloads
from tests.discord_server.events import Event, Intent, guild_event
from tests.discord_server.sessions import Connection, Session
from tests.discord_server.world import ALL_PRIVILEGED, World

HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 1, 2, 3, 6, 7, 9, 10, 11

MALFORMED = {
    "json": '{"op": 0, "t": "MESSAGE_CREATE", "s": ',
    "event": '{"op": 0, "t": "MESSAGE_CREATE", "s": null, "d": {}}',
}
"""Payloads that no client can read: cut off; or without a field that it needs."""


class Gateway:
    """All sessions of the bot. `log` tells what clients did, in order: connected, identified, resumed, refused."""

    def __init__(self, world: World) -> None:
        self.address = ""
        self.heartbeat_seconds = 41.25
        self.down = False
        """While true nobody can connect."""
        self.log: list[str] = []
        self._world = world
        self._sessions: dict[str, Session] = {}
        self._connections: set[Connection] = set()

    @property
    def is_ready(self) -> bool:
        """Whether a bot is logged in and listens."""
        return any(session.connection for session in self._sessions.values())

    def publish(self, event: Event) -> int:
        """Tell all sessions that hear it, also those that are to resume; their number."""
        hearing = [one for one in self._sessions.values() if event.is_for(one.intents, one.shard)]
        for session in hearing:
            session.dispatch(event.name, event.data(session.intents))
        self._world.changed()
        return len(hearing)

    def drop(self) -> None:
        """Reset every connection; the sessions can be resumed."""
        for connection in list(self._connections):
            self._detach(connection)
            connection.cut()

    def reconnect(self) -> None:
        """Ask every client to connect anew and resume (opcode 7)."""
        for connection in self._connections:
            connection.send(RECONNECT)

    def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is invalid (opcode 9); not resumable: it is forgotten at once."""
        for connection in list(self._connections):
            connection.send(INVALID_SESSION, resumable)
        if not resumable:
            self.forget()

    def forget(self) -> None:
        """Lose all sessions: events are heard by nobody until the next IDENTIFY, and a RESUME is refused."""
        for connection in self._connections:
            connection.session = None
        self._sessions.clear()

    def send_malformed(self, what: str = "json") -> None:
        """Send each client a payload that it cannot read; `what`: a key of `MALFORMED`."""
        for connection in self._connections:
            connection.send_text(MALFORMED[what])

    def close(self, code: int = 1001) -> None:
        """Close every connection with this code."""
        for connection in self._connections:
            connection.close(code)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection of a client."""
        compression = request.query.get("compress")
        if self.down or compression not in (None, "zlib-stream"):
            self._note("refused")
            return web.Response(status=503, text="this gateway is down, or does not speak this compression")
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        assert request.transport
        connection = Connection(socket, request.transport, compressed=compression is not None)
        self._connections.add(connection)
        self._note("connected")
        writing = asyncio.create_task(connection.write())
        connection.send(HELLO, {"heartbeat_interval": round(self.heartbeat_seconds * 1000)})
        try:
            await self._listen(socket, connection)
        finally:
            self._end(connection, socket)
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing
        return socket

    async def _listen(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        async for message in socket:
            if message.type is not WSMsgType.TEXT:
                continue
            try:
                payload = json.loads(message.data)
                self._answer(connection, payload["op"], payload.get("d"))
            except (ValueError, KeyError, TypeError):
                connection.close(4002)

    def _answer(self, connection: Connection, opcode: int, data: Any) -> None:
        if opcode == HEARTBEAT:
            connection.send(HEARTBEAT_ACK)
        elif opcode == IDENTIFY:
            self._identify(connection, data)
        elif opcode == RESUME:
            self._resume(connection, data)
        elif connection.session is None:
            connection.close(4003)
        elif opcode != PRESENCE:
            connection.close(4001)

    def _identify(self, connection: Connection, data: dict[str, Any]) -> None:
        intents = data["intents"]
        refusal = self._refusal(connection, data["token"], intents)
        if refusal:
            self._note("refused")
            connection.close(refusal)
            return
        number, count = data.get("shard", (0, 1))
        self._forget_lost((number, count))
        session = Session(intents, (number, count))
        self._sessions[session.id] = session
        self._attach(connection, session)
        self._welcome(session)
        self._note("identified")

    def _refusal(self, connection: Connection, token: str, intents: int) -> int | None:
        """The code to close with."""
        if connection.session:
            return 4005
        if token != self._world.token:
            return 4004
        return 4014 if intents & ALL_PRIVILEGED & ~self._world.privileged else None

    def _welcome(self, session: Session) -> None:
        world = self._world
        homes = [guild for guild in world.guilds.values() if guild.has_bot]
        events = [guild_event(guild, unavailable=False) for guild in homes]
        heard = [event for event in events if event.is_for(session.intents | Intent.GUILDS, session.shard)]
        ready = {
            "v": 10,
            "user": payloads.user(world.bot),
            "guilds": [{"id": str(event.guild.id), "unavailable": True} for event in heard if event.guild],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": list(session.shard),
            "application": {"id": str(world.application_id), "flags": payloads.application(world)["flags"]},
        }
        session.dispatch("READY", ready)
        for event in heard:
            if event.is_for(session.intents, session.shard):
                session.dispatch(event.name, event.data(session.intents))

    def _resume(self, connection: Connection, data: dict[str, Any]) -> None:
        session = self._sessions.get(data["session_id"])
        if data["token"] != self._world.token:
            connection.close(4004)
        elif session is None or not session.can_replay(data["seq"]):
            self._note("refused")
            connection.send(INVALID_SESSION, False)
        else:
            self._attach(connection, session)
            session.replay(data["seq"])
            session.dispatch("RESUMED", {})
            self._note("resumed")

    def _forget_lost(self, shard: tuple[int, int]) -> None:
        lost = [one.id for one in self._sessions.values() if one.shard == shard and not one.connection]
        for identity in lost:
            del self._sessions[identity]

    def _attach(self, connection: Connection, session: Session) -> None:
        if session.connection:
            session.connection.cut()
        connection.session, session.connection = session, connection

    def _end(self, connection: Connection, socket: web.WebSocketResponse) -> None:
        session = connection.session
        self._detach(connection)
        # A client that closes with 1000 or 1001 gives its session up.
        given_up = socket.close_code in (1000, 1001) and not connection.closed_here
        if session and given_up and session.connection is None:
            self._sessions.pop(session.id, None)
        self._note("disconnected")

    def _detach(self, connection: Connection) -> None:
        self._connections.discard(connection)
        if connection.session and connection.session.connection is connection:
            connection.session.connection = None

    def _note(self, what: str) -> None:
        self.log.append(what)
        self._world.changed()
