"""A small Discord on loopback that a real discord.py client logs in to: gateway and REST over TCP, rules included.

    async with DiscordServer() as server:
        guild = server.world.add_guild("Newsroom")
        general, ada = guild.add_channel("general"), guild.add_member("ada")
        ...                                        # start the bot: server.api_base, server.gateway_url, server.token
        await server.ready()
        question = server.people.ask(general, ada, "/ask", question="Who won?")
        await server.settled(question)
        server.fail("POST", "/channels/*/messages", reset(applied=True))
        server.gateway.drop()

Everything runs in the loop that entered it; `serving.py` has one for code that is not async. Files, voice, reactions
of people and whatever our bot does not use are left out; a request it does not know is a mistake that its end raises.
"""

from types import TracebackType
from typing import Self

from aiohttp import web

from tests.discord_server.events import channel_event, role_event
from tests.discord_server.faults import Fault, Planned
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Interaction
from tests.discord_server.people import People
from tests.discord_server.posting import Posting
from tests.discord_server.rest import API, Call, Rest
from tests.discord_server.waiting import Claim, Waiting
from tests.discord_server.world import Message, World

GATEWAY = "/gateway"

WAIT_SECONDS = 20.0
"""Long enough for a busy machine; only what fails takes so long."""


class DiscordServer:
    def __init__(self, world: World | None = None, *, port: int = 0) -> None:
        self.world = world or World()
        self.gateway = Gateway(self.world)
        self.api_base = ""
        self._port = port
        self._waiting = Waiting()
        posting = Posting(self.world, self.gateway)
        self.people = People(self.world, self.gateway, posting)
        self.rest = Rest(self.world, self.gateway, posting)
        self._listen_to_world()
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.5)

    @property
    def gateway_url(self) -> str:
        return self.gateway.address

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def calls(self) -> list[Call]:
        """All requests, in the order they came."""
        return self.rest.calls

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.api_base = f"http://{host}:{port}{API}"
        self.gateway.address = f"ws://{host}:{port}{GATEWAY}"
        self.world.files_at = f"http://{host}:{port}/files"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.gateway.down = True
        self.gateway.drop()
        await self._runner.cleanup()
        if error is None and self.rest.mistakes:
            raise self.rest.mistakes[0]

    def fail(self, method: str, path: str, fault: Fault, times: int = 1) -> Planned:
        """Let the next matching requests meet this fault; `path` without /api/v10, `*` stands for anything."""
        return self.rest.faults.plan(method, path, fault, times)

    async def ready(self, seconds: float = WAIT_SECONDS) -> None:
        """Wait until a bot is logged in."""
        await self.until(lambda: self.gateway.is_ready, seconds)

    async def settled(self, interaction: Interaction, seconds: float = WAIT_SECONDS) -> Interaction:
        """Wait until the person has an answer: a message, an edit, a form, choices; "thinking" is none."""
        await self.until_changed(interaction.settled.is_set, seconds)
        return interaction

    async def replied(self, message: Message, seconds: float = WAIT_SECONDS) -> Message:
        """Wait for the bot's reply to a message; the first one."""
        bot = self.world.bot
        await self.until_changed(lambda: any(reply.author is bot for reply in message.replies), seconds)
        return next(reply for reply in message.replies if reply.author is bot)

    async def until(self, claim: Claim, seconds: float = WAIT_SECONDS) -> None:
        """Wait until the claim holds, also about the bot; TimeoutError tells what happened last."""
        self._require(held=await self._waiting.until(claim, seconds), seconds=seconds)

    async def until_changed(self, claim: Claim, seconds: float = WAIT_SECONDS) -> None:
        """The same, for a claim about this server alone: thousands may wait so."""
        self._require(held=await self._waiting.until_changed(claim, seconds), seconds=seconds)

    def _require(self, *, held: bool, seconds: float) -> None:
        if not held:
            last = [(call.method, call.path, call.status, call.code) for call in self.calls[-5:]]
            raise TimeoutError(f"not within {seconds} s; last requests {last}; gateway {self.gateway.log[-5:]}")

    def _listen_to_world(self) -> None:
        world, publish = self.world, self.gateway.publish
        world.changed = self._waiting.look
        world.tell_channel = lambda name, channel: publish(channel_event(name, channel))
        world.tell_role = lambda guild, role: publish(role_event(guild, role))

    def _application(self) -> web.Application:
        application = self.rest.application()
        application.add_routes([web.get(GATEWAY, self.gateway.serve)])
        return application
