"""Asks the questions of a set that were not asked yet, of the same `Answerer` as the front ends, and records each.

A question that fails is a record that says so, and the rest goes on. What is recorded stays, however the run ends. What
the records come to is the business of `metrics`.
"""

import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event as Flag
from threading import Lock
from typing import Protocol

from bot.domain.article import storable
from bot.domain.caller import Caller
from bot.domain.events import Event, Final, Retrieved
from bot.domain.evidence import Hit
from bot.domain.question import Question, checked_question
from bot.errors import LibraryEmpty, LibraryIncompatible, NewsdeskError
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.record import RankedPassage, Record
from bot.evaluation.store import Recorder

CALLER = Caller("evaluation")
MOST_FOUND = 30
"""Passages that are recorded of a question: what the search gives by default, and three times what is measured."""
MOST_ERROR_CHARACTERS = 500


class Asking(Protocol):
    """What an evaluation measures; the `Answerer` is one."""

    def answer_events(self, question: Question, caller: Caller) -> Iterator[Event]:
        """The events of an answer, the whole answer last."""
        ...


@dataclass(frozen=True, slots=True)
class Pace:
    """How a run asks. `now` is the moment of asking of questions that name none: the run's beginning, when resumed too.

    `budget_usd`: no further question is asked once the run's answers have cost so much; None: no limit.
    """

    now: datetime
    parallel: int = 1
    budget_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. What was recorded before counts."""

    done: int
    total: int
    failed: int
    usd: float
    seconds: float
    """Since this part of the run began."""
    asked_now: int
    """Questions that this part of the run asked."""


OnProgress = Callable[[Progress], None]


def run(
    questions: Sequence[GoldQuestion],
    asking: Asking,
    recorder: Recorder,
    pace: Pace,
    on_progress: OnProgress | None = None,
) -> Progress:
    """Ask what the recorder does not have yet, in order, in `pace.parallel` threads; how far it came.

    `on_progress` is told from those threads, one at a time.

    Raises:
        LibraryEmpty, LibraryIncompatible: nothing can be asked.
        OSError: a record could not be written.

    """
    line = _Line(questions, asking, recorder, pace, on_progress or _silent)
    if pace.parallel == 1:
        line.work()
        return line.progress()
    with ThreadPoolExecutor(pace.parallel, thread_name_prefix="evaluation") as pool:
        try:
            for worker in as_completed([pool.submit(line.work) for _ in range(pace.parallel)]):
                worker.result()
        finally:  # also on an interrupt: what is being answered is recorded, and nothing else is begun
            line.stop()
    return line.progress()


def asked(gold: GoldQuestion, asking: Asking, now: datetime) -> Record:
    """One question's record. Raises LibraryEmpty, LibraryIncompatible."""
    began = time.perf_counter()
    retrieved: Retrieved | None = None
    final: Final | None = None
    failure: str | None = None
    try:
        question = Question(checked_question(gold.text), gold.history, asked_at=gold.asked_at or now)
        for event in asking.answer_events(question, CALLER):
            if isinstance(event, Retrieved):
                retrieved = event
            elif isinstance(event, Final):
                final = event
    except (LibraryEmpty, LibraryIncompatible):
        raise
    except NewsdeskError as error:
        failure = str(error)
    except Exception as error:  # noqa: BLE001 -- a fault that one question shows is its failure, not the end of a long run
        failure = _unexpected(error)
    seconds = time.perf_counter() - began
    answer = final.answer if final and not failure else None
    return Record(
        question_id=gold.id,
        answer=replace(answer, unused=()) if answer else None,
        found=tuple(map(_ranked, retrieved.found[:MOST_FOUND])) if retrieved else (),
        error=storable(failure)[:MOST_ERROR_CHARACTERS] if failure else None,
        seconds=seconds,
        stages_ms=dict(answer.timings_ms) if answer else {},
        judged=final.judged if answer and final else (),
        confidence=retrieved.confidence if retrieved else None,
    )


class _Line:
    """The questions that wait, as several threads take them."""

    def __init__(
        self,
        questions: Sequence[GoldQuestion],
        asking: Asking,
        recorder: Recorder,
        pace: Pace,
        on_progress: OnProgress,
    ) -> None:
        self._asking = asking
        self._recorder = recorder
        self._pace = pace
        self._on_progress = on_progress
        before = recorder.noted
        self._waiting = iter([each for each in questions if each.id not in before])
        self._began = time.monotonic()
        self._total = len(questions)
        self._before = sum(each.id in before for each in questions)
        self._now = 0
        self._failed = sum(before[each.id].failed for each in questions if each.id in before)
        self._usd = sum(each.usd for each in before.values())
        self._stopped = Flag()
        self._lock = Lock()

    def work(self) -> None:
        """Ask and record until nothing waits, or it is told to stop."""
        try:
            while (gold := self._next()) is not None:
                self._note(asked(gold, self._asking, self._pace.now))
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Begin nothing more."""
        self._stopped.set()

    def progress(self) -> Progress:
        return Progress(
            done=self._before + self._now,
            total=self._total,
            failed=self._failed,
            usd=self._usd,
            seconds=time.monotonic() - self._began,
            asked_now=self._now,
        )

    def _next(self) -> GoldQuestion | None:
        with self._lock:
            budget = self._pace.budget_usd
            if self._stopped.is_set() or (budget is not None and self._usd >= budget):
                return None
            return next(self._waiting, None)

    def _note(self, record: Record) -> None:
        noted = self._recorder.add(record)
        with self._lock:
            self._now += 1
            self._failed += noted.failed
            self._usd += noted.usd
            self._on_progress(self.progress())


def _ranked(hit: Hit) -> RankedPassage:
    return RankedPassage(hit.article.id, hit.passage.start, hit.passage.end, hit.score, hit.text)


def _unexpected(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"unexpected: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"


def _silent(_progress: Progress) -> None:
    """Tell nobody."""
