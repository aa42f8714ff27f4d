"""A line of bounded length before a few threads. Who stands where is known on the event loop; only the work leaves it.

The threads are daemons: work that never ends cannot keep the process from ending. Nobody waits for a lock, so the loop
is never held up.
"""

import asyncio
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from typing import Protocol, TypeVar

from bot.discord_app.turns import Job
from bot.errors import Busy, Stopping

T = TypeVar("T")
_log = logging.getLogger(__name__)


class WaitingLine:
    """First come, first served. `workers`: threads; `waiting`: the most that wait while all of these are busy.

    It belongs to the event loop of who first joins it.
    """

    def __init__(self, workers: int, waiting: int, name: str) -> None:
        self._threads = _Threads(f"newsdesk-{name}")
        self._workers = workers
        self._most_waiting = waiting
        self._waiting: OrderedDict[_AnyJob, None] = OrderedDict()
        self._running: set[_AnyJob] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._is_stopped = False
        self._will_renumber = False

    @property
    def waiting(self) -> int:
        """Jobs that wait."""
        return len(self._waiting)

    @property
    def running(self) -> int:
        """Threads that work."""
        return len(self._running)

    def join(self, begin: Callable[[], Generator[T, None, None]], over: Callable[[], None] = lambda: None) -> Job[T]:
        """Put work at the end. `over` is called once: when it has ended, or nobody waits for it.

        Raises:
            Busy: too many wait.
            Stopping: nobody may join any more.

        """
        if self._is_stopped:
            raise _stopping()
        if self.running >= self._workers and self.waiting >= self._most_waiting:
            raise Busy(f"Too much is asked at once: {self.waiting:,} are waiting. Try again in a minute.")

        def gone(job: Job[T]) -> None:
            self._left(job)
            over()

        job = Job(begin, gone, self.waiting + 1)
        self._waiting[job] = None
        self._advance()
        return job

    async def drain(self, seconds: float) -> bool:
        """Let nobody join and let those who run end within so many seconds: whether all did.

        Those who wait are told at once that it is stopping, those who still run at the end.
        """
        self._stop()
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            return False
        else:
            return True
        finally:
            _tell_stopping(self._running)

    def dismiss(self) -> None:
        """Stop without waiting, and end the threads: one that works ends after that."""
        self._stop()
        _tell_stopping(self._running)
        self._threads.end()

    def _stop(self) -> None:
        self._is_stopped = True
        waiting, self._waiting = self._waiting, OrderedDict()
        _tell_stopping(waiting)

    def _advance(self) -> None:
        while self._waiting and self.running < self._workers:
            job, _ = self._waiting.popitem(last=False)
            self._threads.do(partial(self._work, job, asyncio.get_running_loop()), busy=self.running)
            self._running.add(job)
            self._idle.clear()
            job.move(0)
            self._renumber_soon()

    def _left(self, job: "_AnyJob") -> None:
        if job in self._waiting:  # it has not begun
            del self._waiting[job]
            self._renumber_soon()

    def _renumber_soon(self) -> None:
        """Once for all who leave together: a long line that scatters must not hold the loop up."""
        if self._waiting and not self._will_renumber:
            self._will_renumber = True
            asyncio.get_running_loop().call_soon(self._renumber)

    def _renumber(self) -> None:
        self._will_renumber = False
        for place, job in enumerate(self._waiting, start=1):
            job.move(place)

    def _work(self, job: "_AnyJob", loop: asyncio.AbstractEventLoop) -> None:
        """In a thread."""
        error = None
        try:
            job.work(loop)
        except BaseException as raised:  # noqa: BLE001  # whatever it is, those who wait must hear of it
            error = raised
        with suppress(RuntimeError):  # the loop has ended: nobody waits
            loop.call_soon_threadsafe(self._done, job, error)

    def _done(self, job: "_AnyJob", error: BaseException | None) -> None:
        if error is not None and job.is_over:
            _log.warning("work that nobody waited for any more has failed", exc_info=error)
        job.end(error)
        self._running.discard(job)
        self._advance()
        if not self._running:
            self._idle.set()


class _AnyJob(Protocol):
    """A job, whatever it tells."""

    is_over: bool

    def move(self, position: int) -> None: ...
    def end(self, error: BaseException | None) -> None: ...
    def work(self, loop: asyncio.AbstractEventLoop) -> None: ...


class _Threads:
    """Begun when they are needed, and kept for what comes next."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun = 0
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def do(self, work: Callable[[], None], busy: int) -> None:
        """Hand it to a thread that has nothing to do; `busy`: how many have."""
        if busy == self._begun:
            threading.Thread(target=self._serve, name=f"{self._name}-{self._begun + 1}", daemon=True).start()
            self._begun += 1
        self._work.put(work)

    def end(self) -> None:
        for _ in range(self._begun):
            self._work.put(None)

    def _serve(self) -> None:
        while (work := self._work.get()) is not None:
            work()
            del work  # what it holds is not kept until the next


def _tell_stopping(jobs: "Iterable[_AnyJob]") -> None:
    for job in tuple(jobs):
        job.end(_stopping())


def _stopping() -> Stopping:
    return Stopping("newsdesk is stopping. Ask again when it is back.")
