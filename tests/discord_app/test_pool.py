"""Work off the event loop: what is told, who shares, and what else is done there."""

import asyncio
import threading
import time
from datetime import date, timedelta

import pytest

from bot.discord_app.loop_watch import LoopWatch
from bot.discord_app.turns import Waiting
from bot.domain.caller import Caller
from bot.domain.question import Filters, Turn
from bot.errors import LibraryEmpty
from tests.discord_app.answerers import ASKED_AT, STEPS, GatedAnswerer, events_of, question
from tests.discord_app.on_loop import on_loop
from tests.discord_app.pools import ANN, BEN, all_told, heard, opened


@on_loop
async def test_events_are_told_as_they_happen():
    """Each event reaches the asker before the next one is made."""
    answerer = GatedAnswerer()
    async with opened(answerer) as pool:
        ticket = pool.ask(question(), ANN)
        assert ticket.position == 0
        told = aiter(ticket)
        for event in events_of("who?"):
            answerer.let("who?", 1)
            assert await anext(told) == event
        with pytest.raises(StopAsyncIteration):
            await anext(told)


@on_loop
async def test_the_loop_goes_on():
    """While an answerer computes, the event loop is not held up."""

    class Sleeping:
        def answer_events(self, question, caller):
            time.sleep(0.5)
            yield from events_of(question.text)

    watch = LoopWatch()
    watching = asyncio.create_task(watch.watch())
    async with opened(Sleeping()) as pool:
        assert await heard(pool.ask(question(), ANN)) == events_of("who?")
    watching.cancel()
    assert watch.longest_ms < 400


@on_loop
async def test_the_same_question_is_answered_once():
    """Who asks the same while it waits or is answered hears the same from its beginning; the work is the first one's."""
    answerer = GatedAnswerer()
    async with opened(answerer) as pool:
        first, waiting = pool.ask(question(), ANN), pool.ask(question("waits"), ANN)
        beside = pool.ask(question(" who? \n"), BEN)
        answerer.let("who?", STEPS - 1)
        told = aiter(first)
        for event in events_of("who?")[:-1]:
            assert await anext(told) == event
        late, also_waiting = pool.ask(question(), BEN), pool.ask(question("waits"), BEN)
        assert (waiting.position, also_waiting.position) == (1, 1)
        assert [each.is_first for each in (first, beside, late, waiting, also_waiting)] == [
            True,
            False,
            False,
            True,
            False,
        ]
        answerer.let("who?", 1)
        answerer.let("waits")
        answers = await asyncio.gather(*map(heard, (beside, late, waiting, also_waiting)))
        assert answers == [events_of("who?")] * 2 + [events_of("waits")] * 2
        assert await anext(told) == events_of("who?")[-1]
    assert answerer.begun == ["who?", "waits"]
    assert answerer.callers == [ANN, ANN]


@pytest.mark.parametrize(
    ("asked", "caller"),
    [
        (question("Who?"), ANN),
        (question(history=(Turn("what?", "that"),)), ANN),
        (question(filters=Filters(since=date(2024, 1, 1))), ANN),
        (question(filters=Filters(timezone="Europe/Berlin")), ANN),
        (question(asked_at=ASKED_AT + timedelta(days=1)), ANN),
        (question(), Caller("ann", group="other")),
        (question(), Caller("ann")),
    ],
    ids=["case", "history", "filters", "time zone", "day", "group", "nobody's group"],
)
@on_loop
async def test_what_is_not_the_same(asked, caller):
    """What may have another answer, or be paid by somebody else, is work of its own."""
    async with opened(GatedAnswerer()) as pool:
        pool.ask(question(), ANN)
        other = pool.ask(asked, caller)
        assert other.is_first
        assert other.position == 1


@on_loop
async def test_who_is_in_no_group_shares_with_nobody():
    """Two callers without a group never share, one with themselves does."""
    async with opened(GatedAnswerer()) as pool:
        pool.ask(question(), Caller("ann"))
        assert not pool.ask(question(), Caller("ann")).is_first
        assert pool.ask(question(), Caller("ben")).is_first


@on_loop
async def test_an_answered_question_is_answered_anew():
    """Only work that is going on is shared: later there may be other articles."""
    answerer = GatedAnswerer()
    async with opened(answerer) as pool:
        for _ in range(2):
            answerer.let("who?")
            ticket = pool.ask(question(), ANN)
            assert await heard(ticket) == events_of("who?")
            assert await heard(ticket) == events_of("who?")
    assert answerer.begun == ["who?", "who?"]


@on_loop
async def test_short_work_waits_behind_no_question():
    """Short work is done while all workers are busy, off the loop's thread."""
    async with opened(GatedAnswerer()) as pool:
        pool.ask(question(), ANN)
        assert await pool.run(threading.get_ident) != threading.get_ident()


@pytest.mark.parametrize("error", [LibraryEmpty, StopIteration, StopAsyncIteration, SystemExit])
@on_loop
async def test_short_work_that_fails(error):
    """What short work raises is raised to who wants it; what has a meaning of its own to Python is wrapped."""

    def fail() -> None:
        raise error

    async with opened(GatedAnswerer()) as pool:
        with pytest.raises(error if error is LibraryEmpty else RuntimeError):
            await pool.run(fail)
        assert await pool.run(lambda: 1) == 1


@on_loop
async def test_short_work_cancelled_before_it_began():
    """Cancelled while it waits, short work is never done."""
    let_go, done = threading.Event(), []
    async with opened(GatedAnswerer()) as pool:
        busy = [asyncio.create_task(pool.run(lambda: let_go.wait(10))) for _ in range(4)]
        late = asyncio.create_task(pool.run(lambda: done.append("late")))
        await asyncio.sleep(0.01)
        late.cancel()
        await asyncio.wait([late])
        let_go.set()
        assert await asyncio.gather(*busy) == [True] * 4
        await pool.run(lambda: done.append("after"))
    assert done == ["after"]


@on_loop
async def test_other_work_takes_its_turn():
    """A check stands in the same line as questions, and tells where; two that look alike are not shared."""
    answerer = GatedAnswerer()
    async with opened(answerer) as pool:
        pool.ask(question(), ANN)
        checks = [pool.take_turn(lambda: "checked") for _ in range(2)]
        assert [check.position for check in checks] == [1, 2]
        answerer.let("who?")
        assert await all_told(checks[0]) == [Waiting(1), Waiting(0), "checked"]
        assert await heard(checks[1]) == ["checked"]
