"""How the bot bears a crowd: `python bench/discord.py [--questions 1000] [--waiting 1000]`.

200 people in 20 channels of one server ask the sample's questions, half of them by /ask and half by mentions, each one
after another; then all of it again. The bot is a process of its own on the sample, without a language model; Discord is
the small server of the tests, with the rate limits that bots see. Nothing is compared with an absolute figure here.
"""

import argparse
import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

sys.path.pop(0)  # this folder, in which this file would be what others import as discord
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from tests.discord_app.wire import NEWSDESK, Process, is_thinking, started, surroundings
from tests.discord_server.interactions import Interaction
from tests.discord_server.limits import AS_SEEN
from tests.discord_server.server import DiscordServer
from tests.discord_server.serving import Served, serving
from tests.discord_server.world import Channel, Message, User

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, CHANNELS = 200, 20
SEED = 2020
LONGEST_SECONDS = 600.0
"""For one question; what is not answered by then counts as not answered."""
UNSETTLED = ("Waiting: number", "Searching the articles")
"""What a message shows before its answer."""
REFUSALS = ("Too much is asked at once", "That is more than", "tell the operator this reference", "is stopping")
QUIET_SECONDS = 3.0
"""After a round, for an answer that should not come."""
LOOK_SECONDS = 2.0


@dataclass
class Round:
    """What became of the questions of one round."""

    ends: Counter[str] = field(default_factory=Counter)
    """answered, abstained, told why not, or nothing."""
    twice: int = 0
    acknowledged: list[float] = field(default_factory=list)
    """Seconds, of commands."""
    commands: list[float] = field(default_factory=list)
    mentions: list[float] = field(default_factory=list)
    """Seconds until the answer, or that there is none, stood there."""
    blocks_ms: list[float] = field(default_factory=list)
    seconds: float = 0.0
    memory_mib: float = 0.0


@dataclass
class Crowd:
    """Who asks where, and what."""

    server: DiscordServer
    places: list[tuple[Channel, User]]
    questions: list[str]
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    async def ask(self, each: int, into: Round) -> None:
        """Everybody asks so many questions, one after another."""
        await asyncio.gather(*(self._person(channel, user, each, into) for channel, user in self.places))

    async def _person(self, channel: Channel, user: User, each: int, into: Round) -> None:
        for number in range(each):
            question = self.chance.choice(self.questions)
            if (number + user.id) % 2:
                await self._command(channel, user, question, into)
            else:
                await self._mention(channel, user, question, into)

    async def _command(self, channel: Channel, user: User, question: str, into: Round) -> None:
        asked = self.server.people.ask(channel, user, "/ask", question=question)
        await self._settled(lambda: asked.messages if asked.settled.is_set() else [], into, into.commands)
        into.acknowledged.append(asked.acknowledged_after_seconds or LONGEST_SECONDS)

    async def _mention(self, channel: Channel, user: User, question: str, into: Round) -> None:
        said = self.server.people.say(channel, user, f"{self.server.world.bot.mention} {question}")
        await self._settled(lambda: said.replies, into, into.mentions)

    async def _settled(self, shown: Callable[[], list[Message]], into: Round, seconds: list[float]) -> None:
        began = time.perf_counter()
        try:
            await self.server.until_changed(lambda: _is_final(shown()), LONGEST_SECONDS)
        except TimeoutError:
            into.ends["nothing"] += 1
            return
        end = _end(shown()[0])
        into.ends[end] += 1
        if end != "told why not":
            seconds.append(time.perf_counter() - began)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1000, help="in a round")
    parser.add_argument("--waiting", type=int, default=1000, help="discord.waiting; 50 is its default")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, serving() as served:
        data_dir = Path(name) / "library"
        crowd = prepared(served, data_dir)
        port = free_port()
        with started(served, data_dir, waiting=given.waiting, health_port=port) as process:
            for number in (1, 2):
                report(number, measured(served, crowd, process, port, given.questions // PEOPLE))


def prepared(served: Served, data_dir: Path) -> Crowd:
    """The sample in a library, a server that is let in, commands that are registered, and people."""
    environment = surroundings(served.server, data_dir)
    guild = served.do(lambda server: server.world.add_guild())
    for words in (["ingest", "--sample"], ["discord", "guilds", "allow", str(guild.id)], ["discord", "sync"]):
        subprocess.run([*NEWSDESK, *words], env=environment, check=True, capture_output=True, cwd=ROOT)
    lines = (ROOT / "corpus" / "questions" / "sample.jsonl").read_text(encoding="utf-8").splitlines()

    def peopled(server: DiscordServer) -> Crowd:
        server.rest.limits.by_route |= AS_SEEN
        channels = [guild.add_channel(f"channel-{number}") for number in range(CHANNELS)]
        people = [guild.add_member(f"person-{number}") for number in range(PEOPLE)]
        places = [(channels[number % CHANNELS], user) for number, user in enumerate(people)]
        return Crowd(server, places, [json.loads(line)["question"] for line in lines])

    return served.do(peopled)


def measured(served: Served, crowd: Crowd, process: Process, port: int, each: int) -> Round:
    """One round, and what the bot looks like afterwards."""
    made = Round()

    async def whole(server: DiscordServer) -> None:
        looking = asyncio.create_task(_look(port, made))
        began = time.perf_counter()
        await crowd.ask(each, made)
        made.seconds = time.perf_counter() - began
        await asyncio.sleep(QUIET_SECONDS)
        looking.cancel()
        made.twice = _twice(server)

    served.wait(whole)
    made.memory_mib = _memory_mib(process.popen.pid)
    return made


def report(number: int, made: Round) -> None:
    """Print a round."""
    total = made.ends.total()
    ends = ", ".join(f"{count} {end}" for end, count in made.ends.most_common())
    print(f"round {number}: {total} questions in {made.seconds:.0f} s, {total / made.seconds:.2f} a second")
    print(f"  {ends}; {made.twice} answered twice")
    print(f"  acknowledged after {_spread(made.acknowledged)} (Discord waits 3 s)")
    print(f"  commands answered after {_spread(made.commands)}")
    print(f"  mentions answered after {_spread(made.mentions)}")
    blocks = f"{max(made.blocks_ms):.0f} ms; of each {LOOK_SECONDS:.0f} s {_spread_ms(made.blocks_ms)}"
    print(f"  longest block of the loop {blocks}")
    print(f"  memory of the bot {made.memory_mib:.0f} MiB", flush=True)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


async def _look(port: int, into: Round) -> None:
    """Ask the bot how it is, again and again: it tells its longest block since the last look."""

    def look() -> float:
        try:
            told = urlopen(f"http://127.0.0.1:{port}/health", timeout=30)
        except HTTPError as unwell:
            told = unwell
        with told:
            return float(json.load(told)["longest_block_ms"])

    await asyncio.to_thread(look)  # what happened before is not of this round
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        into.blocks_ms.append(await asyncio.to_thread(look))


def _is_final(shown: list[Message]) -> bool:
    return bool(shown) and not is_thinking(shown[0]) and not shown[0].text.strip("*").startswith(UNSETTLED)


def _end(message: Message) -> str:
    text = message.text
    if any(words in text for words in REFUSALS):
        return "told why not"
    return "answered" if "[1]" in text else "abstained"


def _twice(server: DiscordServer) -> int:
    """Questions with more than one answer."""
    asked: list[Interaction] = list(server.world.interactions.values())
    said = [message for channel in server.world.channels.values() for message in channel.messages.values()]
    return sum(len(each.messages) > 1 for each in asked) + sum(len(each.replies) > 1 for each in said)


def _memory_mib(pid: int) -> float:
    """What the process holds in memory now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _spread(seconds: list[float]) -> str:
    median, late, last = np.percentile(seconds, [50, 95, 100])
    return f"median {median:.2f} s, 95th percentile {late:.2f} s, longest {last:.2f} s"


def _spread_ms(each: list[float]) -> str:
    return "median {:.0f} ms, 95th percentile {:.0f} ms".format(*np.percentile(each, [50, 95]))


if __name__ == "__main__":
    main()
