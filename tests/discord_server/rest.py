"""The REST side as one aiohttp application: each request is journalled, may meet a planned fault, is limited, answered."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler

from tests.discord_server.account import Account
from tests.discord_server.answers import LATE_SECONDS, found, refusal
from tests.discord_server.callbacks import Callbacks
from tests.discord_server.channels import Channels
from tests.discord_server.clock import stopwatch
from tests.discord_server.faults import Fault, Faults, limited
from tests.discord_server.gateway import Gateway
from tests.discord_server.limits import MAJOR, Limits
from tests.discord_server.posting import Posting
from tests.discord_server.refusals import Refused, unauthorized
from tests.discord_server.sessions import cut
from tests.discord_server.world import World

API = "/api/v10"

_BODY_BYTES = 25 << 20
"""What Discord takes for a message with files."""

_WITHOUT_TOKEN = ("/interactions/", "/webhooks/")


@dataclass(slots=True)
class Call:
    """A request as it came, and what was answered."""

    method: str
    path: str
    at_seconds: float
    """On the stopwatch."""
    body: Any = field(repr=False)
    status: int | None = None
    """None: not answered, or the connection was reset."""
    code: int | None = None
    """Of a refusal, such as 50013."""


class Rest:
    def __init__(self, world: World, gateway: Gateway, posting: Posting) -> None:
        self.faults = Faults()
        self.limits = Limits()
        self.calls: list[Call] = []
        self.mistakes: list[Exception] = []
        """Errors of this server itself; its end raises the first."""
        self._world = world
        self._parts = (Account(world, gateway), Channels(world, gateway, posting), Callbacks(world, posting))

    def application(self) -> web.Application:
        api = web.Application(middlewares=[self._around], client_max_size=_BODY_BYTES)
        for part in self._parts:
            api.add_routes(part.routes())
        api.add_routes([web.route("*", "/{unknown:.*}", self._unknown)])
        whole = web.Application(client_max_size=_BODY_BYTES)
        whole.add_subapp(API, api)
        whole.add_routes([web.get("/files/{file_id}/{name}", self._file)])
        return whole

    def called(self, method: str, part_of_path: str) -> list[Call]:
        """The requests so far with this method and these letters in their path."""
        return [call for call in self.calls if call.method == method and part_of_path in call.path]

    @web.middleware
    async def _around(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path.removeprefix(API)
        call = Call(request.method, path, stopwatch(), await _body(request))
        self.calls.append(call)
        try:
            answer = await self._with_fault(request, call, handler)
            call.status = answer.status
        except ConnectionResetError:
            raise
        except Exception as error:  # noqa: BLE001  kept for the test; the client gets a 500
            self.mistakes.append(error)
            answer = found({"code": 0, "message": "500: Internal Server Error"}, 500)
        finally:
            self._world.changed()
        return answer

    async def _with_fault(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        fault = self.faults.take(call.method, call.path)
        if fault is None:
            return await self._answer(request, call, handler)
        request[LATE_SECONDS] = fault.late_seconds
        await asyncio.sleep(fault.wait_seconds)
        if fault.applied:
            await self._answer(request, call, handler)
        if fault.is_reset:
            assert request.transport
            cut(request.transport)
            raise ConnectionResetError
        return _faulty(fault) if fault.status else await self._answer(request, call, handler)

    async def _answer(self, request: web.Request, call: Call, handler: Handler) -> web.StreamResponse:
        headers, wait = self._limited(request)
        if wait is not None:
            return _faulty(limited(round(wait, 3)))
        try:
            self._authorize(request)
            answer = await handler(request)
        except Refused as error:
            answer, call.code = refusal(error), error.code
        answer.headers.update(headers)
        return answer

    def _limited(self, request: web.Request) -> tuple[dict[str, str], float | None]:
        resource = request.match_info.route.resource
        canonical = resource.canonical.removeprefix(API) if resource else ""
        if canonical.startswith("/interactions/"):
            return {}, None
        major = "+".join(request.match_info[name] for name in MAJOR if name in request.match_info)
        return self.limits.take(f"{request.method} {canonical}", major)

    def _authorize(self, request: web.Request) -> None:
        open_to_all = request.path.removeprefix(API).startswith(_WITHOUT_TOKEN)
        if not open_to_all and request.headers.get("Authorization") != f"Bot {self._world.token}":
            raise unauthorized()

    async def _unknown(self, request: web.Request) -> web.Response:
        raise NotImplementedError(f"this Discord does not know {request.method} {request.path}; teach it")

    async def _file(self, request: web.Request) -> web.Response:
        for channel in self._world.channels.values():
            for message in channel.messages.values():
                for file in message.attachments:
                    if str(file.id) == request.match_info["file_id"]:
                        return web.Response(body=file.content)
        return web.Response(status=404)


def _faulty(fault: Fault) -> web.Response:
    return web.Response(
        body=fault.encoded(), status=fault.status or 500, headers=dict(fault.headers), content_type=fault.content_type
    )


async def _body(request: web.Request) -> Any:
    """What was sent, for the journal."""
    if request.content_type != "application/json":
        return None
    try:
        return json.loads(await request.read())
    except ValueError:
        return None
