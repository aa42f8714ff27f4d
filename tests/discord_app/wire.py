"""The real bot as a process of its own, wired over TCP to a small Discord in this one.

with started(served, data_dir) as process:    # `newsdesk discord run`; it is told to stop at the end
    ...

A test that is a coroutine about a `Scene` becomes one of pytest with `on_wire`: it runs in the loop of the server. Every
scene has a channel of its own, and what stood in it at the end of its test must stand there when the process ends.
"""

import asyncio
import functools
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot import wiring
from bot.discord_app.registering import register
from bot.domain.guild import GuildSettings
from bot.ledger.community import Community
from bot.settings.settings import Settings
from tests.discord_app.place import Desk
from tests.discord_server.interactions import LOADING, Interaction
from tests.discord_server.server import DiscordServer
from tests.discord_server.serving import Served
from tests.discord_server.world import Channel, Guild, Message, User

NEWSDESK = (sys.executable, "-m", "bot.main")
START_SECONDS = 60.0
LONGEST_SECONDS = 60.0
"""Far longer than any test takes, on a busy machine too."""
STOP_SECONDS = 30.0


@dataclass
class Process:
    """The bot, running; its log is a file."""

    popen: subprocess.Popen[bytes]
    log: Path

    def told(self) -> str:
        """Its log so far."""
        return self.log.read_text(encoding="utf-8")

    def stop(self) -> int:
        """Tell it to stop, and wait until it has; the exit code."""
        self.popen.send_signal(signal.SIGTERM)
        return self.popen.wait(STOP_SECONDS)


@contextmanager
def started(served: Served, data_dir: Path, **settings: object) -> Iterator[Process]:
    """The bot on this library, connected; killed if it does not end within the block or when it is told to."""
    log = data_dir.parent / "bot.log"
    environment = surroundings(served.server, data_dir, **settings)
    with (
        log.open("ab") as stream,
        subprocess.Popen([*NEWSDESK, "discord", "run"], env=environment, stderr=stream) as popen,
    ):
        process = Process(popen, log)
        try:
            gateway = served.server.gateway
            served.wait(
                lambda server: server.until(lambda: gateway.is_ready or popen.poll() is not None, START_SECONDS)
            )
            assert popen.poll() is None, process.told()
            yield process
            if popen.poll() is None:
                process.stop()
        finally:
            popen.kill()


def surroundings(server: DiscordServer, data_dir: Path, **settings: object) -> dict[str, str]:
    """The environment of a command: this Discord and this library, and nothing of the user's own."""
    given = {
        "token": server.token,
        "api_base": server.api_base,
        "gateway": server.gateway_url,
        "user_seconds": 0,
        "guild_per_minute": 100_000,
        **settings,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSDESK_")}
    own = {f"NEWSDESK_DISCORD__{name.upper()}": str(value) for name, value in given.items()}
    return kept | own | {"NEWSDESK_DATA_DIR": str(data_dir), "HOME": str(data_dir.parent)}


@dataclass
class Wire:
    """A server with the bot in it."""

    served: Served
    desk: Desk
    guild: Guild
    process: Process
    scenes: list["Scene"] = field(default_factory=list)

    @property
    def data_dir(self) -> Path:
        return self.desk.settings.data_dir

    @property
    def community(self) -> Community:
        """What the bot's ledger knows."""
        return wiring.community(self.desk.settings)

    def scene(self) -> "Scene":
        """A new channel of this server."""
        number = len(self.scenes)
        scene = self.served.do(
            lambda server: Scene(
                self, server, self.guild.add_channel(f"channel-{number}"), self.guild.add_member(f"ann-{number}")
            )
        )
        self.scenes.append(scene)
        return scene


@contextmanager
def wired(desk: Desk, served: Served, folder: Path) -> Iterator[Wire]:
    """The bot in a server that it is let into, on a copy of the desk's library with a ledger of its own."""
    data_dir = folder / "library"
    shutil.copytree(desk.settings.data_dir, data_dir, ignore=shutil.ignore_patterns("ledger.db*"))
    own = Desk(Settings(data_dir=data_dir), desk.answerer, desk.checker, desk.library)
    guild = served.do(lambda server: server.world.add_guild())
    wiring.community(own.settings).allow_guild(guild.id)
    served.wait(lambda server: registered(own, server))
    with started(served, data_dir, message_content=True) as process:
        wire = Wire(served, own, guild, process)
        yield wire
        if process.popen.poll() is None:
            assert process.stop() == 0
    for each in wire.scenes:
        if each.shows() != each.left_behind:
            pytest.fail(f"changed after its test, in {each.channel.name}: {each.left_behind}, then {each.shows()}")


async def registered(desk: Desk, server: DiscordServer) -> None:
    """The bot's commands are known to Discord."""
    parts = desk.parts(api_base=server.api_base, gateway=server.gateway_url)
    await register(parts, server.token)
    await parts.pool.close(0)


@dataclass
class Scene:
    """One channel of the server and one member: what a test acts on."""

    wire: Wire
    server: DiscordServer
    channel: Channel
    ann: User
    asked: list[Interaction] = field(default_factory=list)
    left_behind: list[str] = field(default_factory=list)
    _told_before: int = 0

    def __post_init__(self) -> None:
        self._told_before = len(self.wire.process.told())

    @property
    def bot(self) -> User:
        return self.server.world.bot

    def set(self, **changed: Any) -> None:
        """Change the settings of the server."""
        self.wire.community.change_guild(self.wire.guild.id, GuildSettings(**changed))

    def ask(self, question: str, **options: Any) -> Interaction:
        """`/ask`."""
        asked = self.server.people.ask(self.channel, self.ann, "/ask", question=question, **options)
        self.asked.append(asked)
        return asked

    def mention(self, text: str) -> Message:
        return self.server.people.say(self.channel, self.ann, f"{self.bot.mention} {text}")

    def written(self) -> list[Message]:
        """What the bot has written here that still stands: for all, in threads of the channel, and for Ann alone."""
        guild = self.wire.guild
        places = [self.channel, *(each for each in guild.channels.values() if each.parent is self.channel)]
        public = [message for place in places for message in place.messages.values() if message.author is self.bot]
        private = [message for asked in self.asked for message in asked.messages if message.only_for]
        return public + private

    def shows(self) -> list[str]:
        """The texts of that."""
        return [each.text for each in self.written()]

    async def shown(self, words: str, times: int = 1) -> list[Message]:
        """Wait until so many messages of the bot hold these words and nothing else of it stands here; those."""

        def holds() -> bool:
            messages = self.written()
            return len(messages) == times and all(words in each.text and not is_thinking(each) for each in messages)

        try:
            await self.server.until(holds, LONGEST_SECONDS / 2)
        except TimeoutError as error:
            raise AssertionError(f"{[each.text for each in self.written()]}\n{error}\n{self.told()}") from error
        return self.written()

    async def until(self, claim: Callable[[], bool]) -> None:
        await self.server.until(claim, LONGEST_SECONDS / 2)

    def told(self) -> str:
        """The bot's log since the scene began."""
        return self.wire.process.told()[self._told_before :]

    def end(self) -> None:
        """Take back faults and settings, and remember what the bot has written."""
        self.set()
        self.wire.served.do(lambda server: server.rest.faults.clear())
        self.left_behind = self.shows()


def is_thinking(message: Message) -> bool:
    return bool(message.flags & LOADING)


def on_wire(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """The test as pytest calls it; its first argument is `here`, a scene."""

    @functools.wraps(test)
    def run(here: Scene, *args: Any, **kwargs: Any) -> None:
        here.wire.served.wait(lambda _: asyncio.wait_for(test(here, *args, **kwargs), LONGEST_SECONDS))

    return run
