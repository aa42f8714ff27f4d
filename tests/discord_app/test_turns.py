"""Waiting for work: leaving it, and hearing how it failed."""

import asyncio
import threading

import pytest

from bot.errors import LibraryEmpty
from tests.discord_app.answerers import STEPS, FailingAnswerer, GatedAnswerer, events_of, question
from tests.discord_app.on_loop import on_loop, until
from tests.discord_app.pools import ANN, BEN, heard, opened


@on_loop
async def test_the_last_to_leave_ends_the_work():
    """A running answer is closed when the last who waits for it leaves, not earlier; asked again it begins anew."""
    answerer = GatedAnswerer()
    async with opened(answerer, workers=2) as pool:
        first, second = pool.ask(question(), ANN), pool.ask(question(), BEN)
        await until(lambda: answerer.begun)
        first.leave()
        answerer.let("who?", 1)
        told = aiter(second)
        assert await anext(told) == events_of("who?")[0]
        second.leave()
        again = pool.ask(question(), ANN)
        assert again.is_first
        answerer.let("who?", 2 * STEPS)
        assert await heard(again) == events_of("who?")
        assert await heard(second) == []
    assert (answerer.closed, answerer.ended) == (["who?"], ["who?"])


@pytest.mark.parametrize("way", ["cancelled", "failed", "broken off", "left the block"])
@on_loop
async def test_ways_to_leave(way):
    """Who is cancelled, fails or breaks off while listening has left, and the work ends."""
    answerer = GatedAnswerer()

    async def listen(ticket) -> None:
        async for _ in ticket:
            if way == "failed":
                raise ValueError
            if way == "broken off":
                return

    async with opened(answerer) as pool:
        ticket = pool.ask(question(), ANN)
        await until(lambda: answerer.begun)
        if way == "left the block":
            with ticket:
                pass
        else:
            listening = asyncio.create_task(listen(ticket))
            await asyncio.sleep(0)
            if way == "cancelled":
                listening.cancel()
            else:
                answerer.let("who?", 1)
            await asyncio.wait([listening])
            assert listening.cancelled() or way != "cancelled"
            listening.cancelled() or listening.exception()
            del listening
        answerer.let("who?", 1)
        await until(lambda: answerer.closed)
        await until(lambda: not pool.running)
    assert answerer.ended == []


@pytest.mark.parametrize("error", [LibraryEmpty("no articles"), ZeroDivisionError("division")])
@on_loop
async def test_errors_reach_all_who_wait(error):
    """All who share an answer hear what came before its error, then the error; the next question is answered."""
    async with opened(FailingAnswerer(error)) as pool:
        for ticket in (pool.ask(question(), ANN), pool.ask(question(), BEN)):
            told = aiter(ticket)
            assert await anext(told) == events_of("who?")[0]
            with pytest.raises(type(error)) as raised:
                await anext(told)
            assert raised.value is error
            assert sum(entry.name == "raise_error" for entry in raised.traceback) == 1
        assert await heard(pool.ask(question("fine"), ANN)) == events_of("fine")


@pytest.mark.parametrize("error", [SystemExit(3), KeyboardInterrupt(), asyncio.CancelledError(), GeneratorExit()])
@on_loop
async def test_no_thread_ends_the_loop(error):
    """What would end a thread, a task or the process is an ordinary error to those who wait."""
    async with opened(FailingAnswerer(error)) as pool:
        with pytest.raises(RuntimeError, match=type(error).__name__):
            await heard(pool.ask(question(), ANN))
        assert await heard(pool.ask(question("fine"), ANN)) == events_of("fine")


@on_loop
async def test_failures_that_nobody_hears_are_logged(caplog):
    """An error of work that all have left is in the log."""
    failing = threading.Event()

    def fail() -> None:
        failing.wait(10)
        raise LibraryEmpty("no articles")

    async with opened(GatedAnswerer()) as pool:
        ticket = pool.take_turn(fail)
        await asyncio.sleep(0.05)
        ticket.leave()
        failing.set()
        await until(lambda: not pool.running)
    assert "nobody waited" in caplog.text
    assert "no articles" in caplog.text
