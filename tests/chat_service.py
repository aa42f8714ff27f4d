"""A chat service on loopback that speaks OpenAI's protocol: real HTTP, scripted replies.

    with ChatService("Halden won. [1]") as service:           # every request gets this reply
    with ChatService([Reply(status=503), "Halden won."]):     # one after the other, then the last again
    with ChatService(lambda asked: asked.prompt.upper()):     # written from what was sent

A reply is a text or a Reply. It is streamed word by word unless the request wants it whole.
"""

import json
import socket
import struct
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Self

NO_WAIT = {"retry-after-ms": "1"}
"""Sent with every failure unless the reply has headers: without it a client waits half a second or more."""


@dataclass(frozen=True)
class Asked:
    """One request as it arrived; the names of its headers in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Role and text of each message."""
        return [(message["role"], message["content"]) for message in self.body["messages"]]

    @property
    def prompt(self) -> str:
        """The last message of the user."""
        return [text for role, text in self.messages if role == "user"][-1]

    @property
    def system(self) -> str:
        """The messages of the system, joined."""
        return "\n".join(text for role, text in self.messages if role == "system")


@dataclass(frozen=True)
class Reply:
    """What the service answers. Only what a test is about needs to be set."""

    text: str = ""
    pieces: Iterable[str] | None = None
    """The text as it is cut into pieces; a generator may wait between two. None: by words."""
    status: int = 200
    code: str | None = None
    message: str = "refused"
    param: str | None = None
    """Of a failure: the service's words for it."""
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0
    """Before the first byte."""
    drip_seconds: float = 0
    """Before each piece."""
    finish: str | None = "stop"
    usage: tuple[int, int] | None = (100, 20)
    """Tokens in and out; None: the service does not tell."""
    usage_beside_finish: bool = False
    """Whether the usage comes with the last piece, not in a piece of its own without choices."""
    reasoning: str = ""
    reasoning_field: str = "reasoning_content"
    hang_up_after: int | None = None
    """Cut the connection after so many pieces; 0: before a byte is sent."""
    events: Sequence[str] | None = None
    """The data of each event of the stream, as it is: for what is no good reply."""
    body: str | bytes | None = None
    content_type: str = "application/json"
    """Sent as they are, in place of a stream."""


Script = Callable[[Asked], str | Reply]


class ChatService:
    """Serves until its block ends. `refuses`: parameters that a request is refused for, with 400, as OpenAI does."""

    def __init__(self, replies: str | Reply | Sequence[str | Reply] | Script, refuses: Sequence[str] = ()) -> None:
        self.requests: list[Asked] = []
        self.abandoned = Event()
        """Set when a client has closed the connection before the whole reply was sent."""
        self._script = replies if callable(replies) else _in_turn(replies)
        self._refuses = refuses
        self._lock = Lock()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, asked: Asked) -> Reply:
        """What a request gets; called by the server."""
        with self._lock:
            self.requests.append(asked)
            for name in self._refuses:
                if name in asked.body:
                    told = f"Unsupported parameter: '{name}' is not supported with this model."
                    return Reply(status=400, code="unsupported_parameter", message=told, param=name)
            reply = self._script(asked)
        return Reply(reply) if isinstance(reply, str) else reply


class _Server(ThreadingHTTPServer):
    def __init__(self, chat: ChatService) -> None:
        self.chat = chat
        super().__init__(("127.0.0.1", 0), _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        self.close_connection = True
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.path, headers, json.loads(self.rfile.read(int(headers["content-length"]))))
        reply = self.server.chat.reply(asked)
        time.sleep(reply.wait_seconds)
        try:
            self._send(asked, reply)
        except ConnectionError:
            self.server.chat.abandoned.set()

    def _send(self, asked: Asked, reply: Reply) -> None:
        if reply.hang_up_after == 0:
            self._hang_up()
        elif reply.body is not None:
            self._send_whole(reply, reply.body)
        elif reply.status != 200:
            error = {"message": reply.message, "type": "error", "param": reply.param, "code": reply.code}
            self._send_whole(reply, json.dumps({"error": error}))
        elif asked.body.get("stream"):
            self._send_stream(reply, with_usage="stream_options" in asked.body)
        else:
            self._send_whole(reply, json.dumps(_completion(reply)))

    def _send_whole(self, reply: Reply, body: str | bytes) -> None:
        data = body.encode() if isinstance(body, str) else body
        self._send_head(reply, {"Content-Type": reply.content_type, "Content-Length": str(len(data))})
        self.wfile.write(data)

    def _send_stream(self, reply: Reply, *, with_usage: bool) -> None:
        self._send_head(reply, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
        for number, event in enumerate(_events(reply, with_usage=with_usage)):
            if reply.hang_up_after == number:
                self._hang_up()
                return
            time.sleep(reply.drip_seconds)
            self._send_piece(f"data: {event}\n\n".encode())
        self._send_piece(b"")

    def _send_head(self, reply: Reply, headers: dict[str, str]) -> None:
        self.send_response(reply.status)
        waits = reply.headers or (NO_WAIT if reply.status != 200 else {})
        for name, value in {**headers, "Connection": "close", **waits}.items():
            self.send_header(name, value)
        self.end_headers()

    def _send_piece(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _hang_up(self) -> None:
        # The other side sees a reset, not an orderly end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    def log_message(self, *args: object) -> None:
        pass


def _in_turn(replies: str | Reply | Sequence[str | Reply]) -> Script:
    waiting = [replies] if isinstance(replies, str | Reply) else list(replies)
    return lambda _: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def _events(reply: Reply, *, with_usage: bool) -> Iterator[str]:
    """The data of each event of a stream."""
    if reply.events is not None:
        yield from reply.events
        return
    if reply.reasoning:
        yield _chunk({reply.reasoning_field: reply.reasoning})
    for piece in _pieces(reply):
        yield _chunk({"content": piece})
    usage = _usage(reply) if with_usage else {}
    if reply.finish is not None:
        yield _chunk({}, reply.finish, usage if reply.usage_beside_finish else {})
    if usage and not reply.usage_beside_finish:
        yield json.dumps({"id": "1", "object": "chat.completion.chunk", "model": "m", "choices": [], **usage})
    if reply.finish is not None:
        yield "[DONE]"


def _pieces(reply: Reply) -> Iterable[str]:
    if reply.pieces is not None:
        return reply.pieces
    words = reply.text.split(" ")
    return [word + " " for word in words[:-1]] + words[-1:] if reply.text else []


def _chunk(delta: dict[str, Any], finish: str | None = None, usage: dict[str, Any] | None = None) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
    return json.dumps({
        "id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice], **(usage or {})
    })  # fmt: skip


def _completion(reply: Reply) -> dict[str, Any]:
    message = {"role": "assistant", "content": "".join(_pieces(reply))}
    choice = {"index": 0, "message": message, "finish_reason": reply.finish}
    return {
        "id": "1", "object": "chat.completion", "created": 0, "model": "m", "choices": [choice], **_usage(reply)
    }  # fmt: skip


def _usage(reply: Reply) -> dict[str, Any]:
    if reply.usage is None:
        return {}
    read, written = reply.usage
    return {"usage": {"prompt_tokens": read, "completion_tokens": written}}
