"""What blocks is done off the event loop: questions in a bounded, visible line, short reads beside it.

The same question asked again while it waits or is answered shares the work: one search, one language model, one
receipt. Here is what counts as the same; how a line moves is in `waiting_line`, what one who waits hears in `turns`.
"""

import asyncio
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self, TypeVar

from bot.discord_app.turns import Job, Ticket, Waiting
from bot.discord_app.waiting_line import WaitingLine
from bot.domain.caller import Caller
from bot.domain.events import Event
from bot.domain.question import Filters, Question, Turn

T = TypeVar("T")
Asked = Ticket[Event]

SHORT_WORKERS = 4
"""Threads for what takes milliseconds, such as a look into the ledger: one may wait for a lock while others go on."""
SHORT_WAITING = 1000
"""Of such work: some seconds of it. Who brings more is told so."""


class Answers(Protocol):
    """What answers, asked from several threads at once (`answering.answerer`)."""

    def answer_events(self, question: Question, caller: Caller) -> Generator[Event, None, None]:
        """The answer as it comes about."""
        ...


class AnswerPool:
    """`workers` questions are answered at a time and `waiting` more may wait. Belongs to one event loop.

    A worker is held until the answerer comes to its next event, also when nobody waits for it any more.
    """

    def __init__(self, answerer: Answers, workers: int, waiting: int) -> None:
        self._answerer = answerer
        self._line = WaitingLine(workers, waiting, "answer")
        self._short = WaitingLine(SHORT_WORKERS, SHORT_WAITING, "short")
        self._asked: dict[_Same, Job[Event]] = {}

    @property
    def waiting(self) -> int:
        """How many stand in the line."""
        return self._line.waiting

    @property
    def running(self) -> int:
        """How many workers are busy."""
        return self._line.running

    def ask(self, question: Question, caller: Caller) -> Asked:
        """Stand in the line, or beside those who asked the same.

        Raises:
            Busy: too many wait.
            Stopping: no question is answered any more.

        """
        same = _Same.of(question, caller)
        if same not in self._asked:
            self._asked[same] = self._line.join(
                lambda: self._answerer.answer_events(question, caller), lambda: self._forget(same)
            )
        return self._asked[same].ticket()

    def take_turn(self, work: Callable[[], T]) -> Ticket[T]:
        """Stand in the same line with other work that computes, such as a check; what it returns is the one event.

        Raises Busy, Stopping.
        """
        return self._line.join(lambda: _once(work)).ticket()

    async def run(self, work: Callable[[], T]) -> T:
        """What short work returns, such as a look into the ledger: it waits behind no question.

        Cancelled, it is left out if it has not begun; else it ends, and its result is dropped. Raises Busy, Stopping.
        """
        with self._short.join(lambda: _once(work)).ticket() as ticket:
            [result] = [told async for told in ticket if not isinstance(told, Waiting)]
        return result

    async def drain(self, seconds: float) -> bool:
        """Begin no question any more, and let those that run end within so many seconds: whether all did.

        The others are told that newsdesk is stopping. `run` still works, for what the last answers need.
        """
        return await self._line.drain(seconds)

    async def close(self, seconds: float) -> bool:
        """Drain, then let short work end too, all within so many seconds: whether all did.

        Afterwards everything raises Stopping. The threads end; one that is stuck is left behind, and ends with the
        process. May be called again.
        """
        clock = asyncio.get_running_loop().time
        latest = clock() + seconds
        try:
            is_drained = await self._line.drain(seconds)
            return await self._short.drain(max(0.0, latest - clock())) and is_drained
        finally:
            self._line.dismiss()
            self._short.dismiss()

    def _forget(self, same: "_Same") -> None:
        del self._asked[same]


@dataclass(frozen=True, slots=True)
class _Same:
    """Questions that are equal in all of this share their work, which is done as the first one's.

    So the first one's account pays, and the one receipt is the first one's: every message leads to it. Of the others
    nothing is stored that they could have forgotten; when the first one has theirs forgotten, the quotes behind all
    these messages are gone. Only those who share a budget are put together.
    """

    text: str
    """Whatever its white space; case counts, since it tells names from words."""
    history: tuple[Turn, ...]
    filters: Filters
    asked_on: date
    """In UTC, as the search takes it: "yesterday" is another day tomorrow."""
    account: tuple[str | None, str | None]
    """The group; who is in none shares with nobody else."""

    @classmethod
    def of(cls, question: Question, caller: Caller) -> Self:
        return cls(
            " ".join(question.text.split()),
            question.history,
            question.filters,
            question.asked_at.date(),
            (caller.group, caller.name if caller.group is None else None),
        )


def _once(work: Callable[[], T]) -> Generator[T, None, None]:
    yield work()
