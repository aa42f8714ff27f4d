"""What is shown until the answer is there: few edits, and none that comes too late or hurts."""

import asyncio

import aiohttp
import pytest

from bot.discord_app.asking import EDIT_SECONDS, _Growing
from bot.domain.answer import Statement
from tests.discord_app.on_loop import on_loop


class Wall:
    """A surface that keeps the drafts it was shown; `is_free`: it takes them at once."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.drafts: list[str] = []
        self.is_free = asyncio.Event()
        self._fault = fault

    async def draft(self, message: str) -> None:
        await self.is_free.wait()
        if self._fault is not None:
            raise self._fault
        self.drafts.append(message)


def growing(wall: Wall) -> _Growing:
    return _Growing(wall, lambda card: [card.units[0].text])


STATEMENT = Statement("The engineer won.", (), 1.0)


@pytest.mark.slow
@on_loop
async def test_steps_in_the_line_are_told_now_and_then():
    """A place in the line is shown at once, its changes rarely, and the first statement a second later."""
    wall = Wall()
    wall.is_free.set()
    shown = growing(wall)
    for position in (30, 20, 10):
        shown.waits(position)
        await asyncio.sleep(EDIT_SECONDS / 2)
    assert wall.drafts == ["*Waiting: number 30 in the queue.*"]
    shown.states(STATEMENT)
    await asyncio.sleep(EDIT_SECONDS / 2)
    assert len(wall.drafts) == 2
    assert "The engineer won" in wall.drafts[-1]
    await shown.stop()


@on_loop
async def test_a_draft_on_its_way_is_waited_for():
    """Else it would overtake the answer, and stand in its place."""
    wall = Wall()
    shown = growing(wall)
    shown.waits(1)
    await asyncio.sleep(0)
    stopping = asyncio.create_task(shown.stop())
    await asyncio.sleep(0.01)
    assert not stopping.done()
    wall.is_free.set()
    await stopping
    assert len(wall.drafts) == 1


@pytest.mark.parametrize("is_stopped_first", [False, True])
@on_loop
async def test_a_draft_that_does_not_arrive(is_stopped_first):
    """It is no matter: the answer is still to come."""
    wall = Wall(aiohttp.ServerDisconnectedError())
    shown = growing(wall)
    shown.waits(1)
    await asyncio.sleep(0)
    if is_stopped_first:
        stopping = asyncio.create_task(shown.stop())
        await asyncio.sleep(0)
        wall.is_free.set()
        await stopping
    else:
        wall.is_free.set()
        await asyncio.sleep(0.01)
        await shown.stop()
