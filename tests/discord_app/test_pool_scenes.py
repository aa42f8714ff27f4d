"""The pool under any sequence of asking, leaving and answering, with real threads."""

import asyncio
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord_app.pool import AnswerPool, Asked
from bot.discord_app.turns import Waiting
from bot.domain.caller import Caller
from bot.errors import Busy
from tests.discord_app.answerers import GatedAnswerer, events_of, question
from tests.discord_app.on_loop import on_loop

TEXTS = ("a", "b", "c", "d")
WAITING = 2
PLENTY = 1000

asks = st.tuples(st.just("ask"), st.sampled_from(TEXTS))
leaves = st.tuples(st.just("leave"), st.integers(0, 11))
lets = st.tuples(st.just("let"), st.sampled_from(TEXTS))
pauses = st.tuples(st.just("pause"), st.sampled_from((0.0, 0.002)))


@dataclass
class Asker:
    """One who asked, and all they heard."""

    text: str
    ticket: Asked
    heard: list = field(default_factory=list)
    has_left: bool = False

    async def listen(self) -> None:
        with self.ticket:
            async for told in self.ticket:
                self.heard.append(told)

    @property
    def places(self) -> list[int]:
        return [told.position for told in self.heard if isinstance(told, Waiting)]

    @property
    def events(self) -> list:
        return [told for told in self.heard if not isinstance(told, Waiting)]


@settings(max_examples=80, deadline=None)
@given(script=st.lists(st.one_of(asks, asks, leaves, lets, lets, pauses), max_size=30), workers=st.integers(1, 3))
def test_any_scene(script, workers):
    """None who stays is lost or answered twice, all hear the same from its beginning, and nobody moves back."""
    answerer = GatedAnswerer()
    askers, declined = played(script, answerer, workers)
    for asker in askers:
        if asker.has_left:
            assert asker.events == events_of(asker.text)[: len(asker.events)]
        else:
            assert asker.events == events_of(asker.text)
        assert asker.places == sorted(set(asker.places), reverse=True)
        assert all(place <= WAITING for place in asker.places)
    assert answerer.most_at_once <= workers
    assert len(answerer.begun) == len(answerer.ended) + len(answerer.closed)
    assert len(answerer.begun) <= sum(asker.ticket.is_first for asker in askers)
    assert len(answerer.ended) >= len({asker.text for asker in askers if not asker.has_left})
    assert not (declined and len(askers) < WAITING + workers)


def played(script, answerer: GatedAnswerer, workers: int) -> tuple[list[Asker], int]:
    """Everybody who asked, at the end, when all that was begun is over, and how many were declined."""
    askers: list[Asker] = []
    declined = 0

    async def play() -> None:
        nonlocal declined
        pool = AnswerPool(answerer, workers, WAITING)
        listening: list[asyncio.Task[None]] = []
        for number, (step, what) in enumerate(script):
            match step:
                case "ask":
                    try:
                        asker = Asker(what, pool.ask(question(what), Caller(f"caller {number}", group="one")))
                    except Busy:
                        declined += 1
                        continue
                    askers.append(asker)
                    listening.append(asyncio.create_task(asker.listen()))
                case "leave" if what < len(askers) and not listening[what].done():
                    askers[what].has_left = True
                    askers[what].ticket.leave()
                case "let":
                    answerer.let(what, 1)
                case "pause":
                    await asyncio.sleep(what)
        for text in TEXTS:
            answerer.let(text, PLENTY)
        await asyncio.gather(*listening)
        assert await pool.close(10)
        assert (pool.running, pool.waiting) == (0, 0)

    on_loop(play)()
    return askers, declined


@on_loop
async def test_many_at_once():
    """300 questions of 60 callers, most of them asked by several: each asker is answered, each question only once."""
    answerer = GatedAnswerer()
    texts = [f"question {number % 75}" for number in range(300)]
    for text in set(texts):
        answerer.let(text)
    pool = AnswerPool(answerer, 3, 75)
    askers = [
        Asker(text, pool.ask(question(text), Caller(f"caller {number % 60}", group="one")))
        for number, text in enumerate(texts)
    ]
    await asyncio.gather(*(asker.listen() for asker in askers))
    assert all(asker.events == events_of(asker.text) for asker in askers)
    assert sorted(answerer.begun) == sorted(set(texts))
    assert await pool.close(10)
