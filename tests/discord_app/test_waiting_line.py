"""The line before the workers: who stands where, and how it ends."""

import asyncio
import threading
import time

import pytest

from bot.discord_app.pool import AnswerPool
from bot.discord_app.turns import Waiting
from bot.errors import Busy, Stopping
from tests.discord_app.answerers import GatedAnswerer, events_of, question
from tests.discord_app.on_loop import on_loop, until
from tests.discord_app.pools import ANN, BEN, all_told, heard, opened, threads


@on_loop
async def test_the_line_is_visible_and_bounded():
    """Each hears where they stand whenever that changes; when too many wait, only who asks the same gets in."""
    answerer = GatedAnswerer()
    async with opened(answerer, waiting=2) as pool:
        tickets = [pool.ask(question(text), ANN) for text in "abc"]
        assert [ticket.position for ticket in tickets] == [0, 1, 2]
        assert (pool.running, pool.waiting) == (1, 2)
        with pytest.raises(Busy, match="2 are waiting"):
            pool.ask(question("d"), ANN)
        assert pool.ask(question("c"), BEN).position == 2
        last = asyncio.create_task(all_told(tickets[2]))
        for done, text in enumerate("abc"):
            assert [ticket.position for ticket in tickets] == [max(0, place - done) for place in range(3)]
            answerer.let(text)
            await heard(tickets[done])
            await asyncio.sleep(0)
        assert await last == [Waiting(2), Waiting(1), Waiting(0), *events_of("c")]


@on_loop
async def test_far_back_only_long_steps_are_told():
    """Who stands far back hears of every tenth of the way, who stands near of every step; the place is always right."""
    answerer = GatedAnswerer()
    async with opened(answerer, waiting=40) as pool:
        tickets = [pool.ask(question(str(place)), ANN) for place in range(41)]
        last = asyncio.create_task(all_told(tickets[-1]))
        for place, ticket in enumerate(tickets[:-1], start=1):
            answerer.let(str(place - 1))
            await heard(ticket)
            await until(lambda place=place: tickets[-1].position == 40 - place)
        answerer.let("40")
        places = [told.position for told in await last if isinstance(told, Waiting)]
    assert places == [40, 36, 33, 30, 27, 25, 23, 21, *reversed(range(20))]


@on_loop
async def test_without_a_line_only_free_workers_take_questions():
    """With room for none to wait, a question is answered at once or declined."""
    answerer = GatedAnswerer()
    async with opened(answerer, workers=2, waiting=0) as pool:
        assert [pool.ask(question(text), ANN).position for text in "ab"] == [0, 0]
        with pytest.raises(Busy):
            pool.ask(question("c"), ANN)


@on_loop
async def test_who_leaves_the_line_makes_room():
    """A question that nobody waits for any more is never begun, and those behind it move up."""
    answerer = GatedAnswerer()
    async with opened(answerer, waiting=2) as pool:
        tickets = {text: pool.ask(question(text), ANN) for text in "abc"}
        tickets["b"].leave()
        tickets["b"].leave()
        assert await heard(tickets["b"]) == []
        await asyncio.sleep(0)
        assert tickets["c"].position == 1
        assert pool.ask(question("d"), ANN).position == 2
        for text in "acd":
            answerer.let(text)
        await heard(tickets["c"])
    assert "b" not in answerer.begun


@on_loop
async def test_closing_finishes_what_is_being_answered():
    """Closing answers what has begun, tells the rest so, takes nothing more, and leaves no thread behind."""
    before = threads()
    answerer = GatedAnswerer()
    pool = AnswerPool(answerer, 2, 10)
    running = [pool.ask(question(text), ANN) for text in "ab"]
    waiting = pool.ask(question("c"), ANN)
    closing = asyncio.create_task(pool.close(10))
    with pytest.raises(Stopping, match="stopping"):
        await heard(waiting)
    with pytest.raises(Stopping):
        pool.ask(question("d"), ANN)
    for text, ticket in zip("ab", running, strict=True):
        await asyncio.sleep(0.01)
        assert not closing.done()
        answerer.let(text)
        assert await heard(ticket) == events_of(text)
    assert await closing
    await until(lambda: threads() == before)
    with pytest.raises(Stopping):
        await pool.run(lambda: 1)
    assert await pool.close(10)
    assert sorted(answerer.begun) == ["a", "b"]


@pytest.mark.parametrize("stuck", ["answer", "short"])
@on_loop
async def test_closing_does_not_wait_for_ever(stuck):
    """What does not end in time is told so and left behind; it is closed when it comes to its next event."""
    before = threads()
    answerer = GatedAnswerer()
    pool = AnswerPool(answerer, 1, 10)
    let_go = threading.Event()
    if stuck == "answer":
        waiting = asyncio.create_task(heard(pool.ask(question(), ANN)))
        await until(lambda: answerer.begun)
    else:
        waiting = asyncio.create_task(pool.run(lambda: let_go.wait(10)))
        await asyncio.sleep(0.05)
    began = time.monotonic()
    assert not await pool.close(0.2)
    assert 0.15 < time.monotonic() - began < 2
    with pytest.raises(Stopping):
        await waiting
    answerer.let("who?")
    let_go.set()
    await until(lambda: threads() == before)
    assert answerer.closed == (["who?"] if stuck == "answer" else [])


@on_loop
async def test_draining_lets_the_last_answers_be_kept():
    """When no question is answered any more, short work is still done."""
    answerer = GatedAnswerer()
    async with opened(answerer) as pool:
        ticket = pool.ask(question(), ANN)
        answerer.let("who?")
        assert await pool.drain(10)
        assert await heard(ticket) == events_of("who?")
        with pytest.raises(Stopping):
            pool.take_turn(lambda: 1)
        assert await pool.run(lambda: 1) == 1


@on_loop
async def test_draining_does_not_wait_for_ever():
    """Who is not answered in time is told so, and short work is still done."""
    async with opened(GatedAnswerer()) as pool:
        ticket = pool.ask(question(), ANN)
        assert not await pool.drain(0.05)
        with pytest.raises(Stopping):
            await heard(ticket)
        assert await pool.run(lambda: 1) == 1


def test_a_loop_that_ends_first():
    """A pool whose loop ended while a question was answered raises nothing in its threads, and closes the answer."""
    answerer = GatedAnswerer()

    async def leave_open() -> None:
        pool = AnswerPool(answerer, 1, 10)
        pool.ask(question(), ANN)
        await until(lambda: answerer.begun)

    asyncio.run(leave_open())
    answerer.let("who?")
    ends = time.monotonic() + 10
    while not answerer.closed:
        assert time.monotonic() < ends
        time.sleep(0.001)
