"""A service on loopback that speaks as much of OpenAI's protocol as the tests need: real HTTP, scripted replies."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

KEY = "sk-very-secret-0123456789"


@dataclass
class Reply:
    """What the service answers: a status and a body, after a wait; or nothing, with the connection cut."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_seconds: float = 0
    hang_up: bool = False


@dataclass
class Asked:
    """One request as it arrived; the names of its headers in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class Service:
    url: str
    requests: list[Asked] = field(default_factory=list)


def vectors(inputs: list[str], dimension: int = 4) -> dict[str, Any]:
    """A good reply, its vectors in reverse order: 1 plus the text's length, then ones. Not of length 1."""
    rows = [[1.0 + len(text)] + [1.0] * (dimension - 1) for text in inputs]
    items = [{"object": "embedding", "index": index, "embedding": row} for index, row in enumerate(rows)]
    return {"object": "list", "model": "m", "data": items[::-1], "usage": {"prompt_tokens": 1, "total_tokens": 1}}


@contextmanager
def service(answer: Callable[[Asked], Reply]) -> Iterator[Service]:
    """Serve until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = Asked(
                self.path,
                {name.lower(): value for name, value in self.headers.items()},
                json.loads(self.rfile.read(length)),
            )
            running.requests.append(asked)
            reply = answer(asked)
            time.sleep(reply.wait_seconds)
            if not reply.hang_up:
                self._send(reply)

        def _send(self, reply: Reply) -> None:
            text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
            # Without the wait that it may choose itself, the client waits a second or more between tries.
            headers = {"Content-Type": "application/json", "retry-after-ms": "1", **reply.headers}
            try:
                self.send_response(reply.status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())
            except ConnectionError:
                pass  # the client has given up

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Service(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
