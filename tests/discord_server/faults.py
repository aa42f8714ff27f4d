"""What can go wrong with a request, on demand.

    planned = server.fail("POST", "/channels/*/messages", failing(502), times=2)
    planned = server.fail("POST", "/interactions/*/callback", reset(applied=True))
    assert planned.left == 0

`applied`: the request has done its work, only its answer is lost. aiohttp's client itself repeats a GET, PUT or DELETE
once if a kept connection was reset; POST and PATCH never.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

VIA = {"Via": "1.1 google"}
"""By this header a client tells Discord's own 429 from one of the network before it."""


@dataclass(frozen=True, slots=True)
class Fault:
    status: int | None = None
    """Answered in place of the real answer; None: that one."""
    body: dict[str, Any] | str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    is_reset: bool = False
    applied: bool = False
    wait_seconds: float = 0
    """Before the request is handled."""
    late_seconds: float = 0
    """It is handled as if it had come so much later, without waiting."""

    def encoded(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()

    @property
    def content_type(self) -> str:
        return "text/html" if isinstance(self.body, str) else "application/json"


def limited(seconds: float = 0.02) -> Fault:
    """429 for this route."""
    headers = VIA | {"Retry-After": str(seconds), "X-RateLimit-Scope": "user"}
    return Fault(429, _too_many(seconds, everywhere=False), headers)


def limited_globally(seconds: float = 0.02) -> Fault:
    """429 for every route."""
    headers = VIA | {"Retry-After": str(seconds), "X-RateLimit-Scope": "global", "X-RateLimit-Global": "true"}
    return Fault(429, _too_many(seconds, everywhere=True), headers)


def banned() -> Fault:
    """429 of the network before Discord: no `Via`, no JSON."""
    return Fault(429, "<html>error 1015</html>", {"Retry-After": "600"})


def failing(status: int, *, applied: bool = False) -> Fault:
    """500, 502, 503, 504 and the like."""
    if status == 500:
        return Fault(status, {"code": 0, "message": "500: Internal Server Error"}, applied=applied)
    return Fault(status, f"<html>{status}</html>", applied=applied)


def reset(*, applied: bool = False) -> Fault:
    """The connection is reset, before or after the request has done its work."""
    return Fault(is_reset=True, applied=applied)


def slow(seconds: float) -> Fault:
    return Fault(wait_seconds=seconds)


def late(seconds: float) -> Fault:
    """Nobody waits, but the request counts as having come so much later: 3 s make an interaction unknown."""
    return Fault(late_seconds=seconds)


def refused(status: int, code: int, message: str) -> Fault:
    """An error of Discord's own, such as 403 and 50013."""
    return Fault(status, {"code": code, "message": message})


@dataclass
class Planned:
    method: str
    path: str
    """As in a shell: `*` stands for anything."""
    fault: Fault
    left: int

    def hits(self, method: str, path: str) -> bool:
        return self.left > 0 and self.method in ("*", method) and fnmatchcase(path, self.path)


class Faults:
    """What is planned; each request meets at most one fault, that which was planned first."""

    def __init__(self) -> None:
        self._planned: list[Planned] = []

    def plan(self, method: str, path: str, fault: Fault, times: int) -> Planned:
        planned = Planned(method, path, fault, times)
        self._planned.append(planned)
        return planned

    def take(self, method: str, path: str) -> Fault | None:
        for planned in self._planned:
            if planned.hits(method, path):
                planned.left -= 1
                return planned.fault
        return None

    def clear(self) -> None:
        for planned in self._planned:
            planned.left = 0


def _too_many(seconds: float, *, everywhere: bool) -> dict[str, Any]:
    return {"message": "You are being rate limited.", "retry_after": seconds, "global": everywhere}
