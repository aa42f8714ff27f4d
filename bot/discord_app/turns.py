"""Whose turn it is: work that is done once, and a ticket for everybody who waits for it.

All of this belongs to the event loop, but `Job.work`, which a thread does. Nothing here locks: the thread reads one
flag, and what it tells comes to the loop as calls in order.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

STEPS_TOLD = 10
"""Who stands at 100 hears of every 10th step, who stands below 20 of each: else each answer would wake a long line."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where one stands: 1 is next; 0: the work has begun."""

    position: int


class Ticket(Generic[T]):
    """One's own view of a job: `async for` gives `Waiting` as one's place changes, then all that the work tells.

    What was told before one came is told again, from its beginning. The iteration ends with the error that the work
    ended with, if any. Leaving the `with` block, ending the iteration early and cancelling its task all mean `leave`.
    """

    def __init__(self, job: "Job[T]", *, is_first: bool) -> None:
        self._job = job
        self._has_left = False
        self.is_first = is_first
        """Whether the work is done for this one; else somebody else had asked for it already."""

    @property
    def position(self) -> int:
        """1: it is begun next; 0: it has begun. It never grows. When others leave, it changes a moment later."""
        return self._job.position

    def leave(self) -> None:
        """Wait no longer. A job that nobody waits for leaves the line; a running one is closed after its next event."""
        if not self._has_left and not self._job.is_over:
            self._has_left = True
            self._job.left()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.leave()

    async def __aiter__(self) -> AsyncGenerator[Waiting | T, None]:
        job, place, heard = self._job, 0, 0
        try:
            while not self._has_left:
                if job.position != place:
                    place = job.position
                    yield Waiting(place)
                elif heard < len(job.told):
                    heard += 1
                    yield job.told[heard - 1]
                elif job.is_over:
                    job.raise_error()
                    return
                else:
                    await job.news()
        finally:
            self.leave()


class Job(Generic[T]):
    """Blocking work that tells things as it goes. `over` is called once: when it has ended, or nobody waits for it."""

    def __init__(
        self, begin: Callable[[], Generator[T, None, None]], over: Callable[["Job[T]"], None], position: int
    ) -> None:
        self._begin = begin
        self._over = over
        self._tickets = 0
        self._pulse = asyncio.Event()
        self._error: Exception | None = None
        self._raised_at: TracebackType | None = None
        self.position = position
        self._told_position = position
        self.told: list[T] = []
        self.is_over = False
        """The working thread reads it too: then nobody listens."""

    def ticket(self) -> Ticket[T]:
        """For one more who waits for it."""
        self._tickets += 1
        return Ticket(self, is_first=self._tickets == 1)

    def left(self) -> None:
        """One fewer waits."""
        self._tickets -= 1
        self._wake()
        if not self._tickets:
            self.end(None)

    def move(self, position: int) -> None:
        """Stand there now, which is told if it is news: far back in a long line not every step is."""
        self.position = position
        if self._told_position - position >= max(1, self._told_position // STEPS_TOLD):
            self._told_position = position
            self._wake()

    def tell(self, event: T) -> None:
        """Something came of it."""
        self.told.append(event)
        self._wake()

    def end(self, error: BaseException | None) -> None:
        """Nothing more will be told. Only the first end counts."""
        if self.is_over:
            return
        self.is_over = True
        if error is not None:
            self._error, self._raised_at = _harmless(error), error.__traceback__
        self._wake()
        self._over(self)

    def raise_error(self) -> None:
        """Raise what the work ended with, if anything; who hears it last gets no longer traceback than the first."""
        if self._error is not None:
            raise self._error.with_traceback(self._raised_at)

    async def news(self) -> None:
        """Return at the next change."""
        await self._pulse.wait()

    def work(self, loop: asyncio.AbstractEventLoop) -> None:
        """Do it, in a thread. When nobody listens any more, it is closed after the event that it is at."""
        if self.is_over:
            return
        with closing(self._begin()) as events:
            for event in events:
                if self.is_over:
                    return
                loop.call_soon_threadsafe(self.tell, event)

    def _wake(self) -> None:
        self._pulse.set()
        self._pulse.clear()


def _harmless(error: BaseException) -> Exception:
    """An error that ends the iteration that raises it, and not the event loop or somebody's task."""
    if isinstance(error, Exception):
        return error
    wrapped = RuntimeError(f"The work was ended by {type(error).__name__}.")
    wrapped.__cause__ = error
    return wrapped
