"""Answerers whose every step a test decides. They stand in for `answering.answerer`."""

import threading
from collections import defaultdict
from collections.abc import Generator
from datetime import UTC, datetime

from bot.domain.answer import Answer, Engine, Note, Outcome
from bot.domain.caller import Caller
from bot.domain.events import Event, Final, Noted
from bot.domain.question import Question

ASKED_AT = datetime(2024, 5, 1, 12, tzinfo=UTC)
STEPS = 3
"""Events of an answer: notes, then the answer itself."""
PATIENCE_SECONDS = 20.0


def question(text: str = "who?", **fields) -> Question:
    """Asked at one moment, so that two are the same."""
    return Question(text, **{"asked_at": ASKED_AT, **fields})


def events_of(text: str) -> list[Event]:
    """What the answerers here tell of a question."""
    answer = Answer(text, text, ASKED_AT, Outcome.ABSTAINED, Engine.EXTRACTIVE)
    return [*(Noted(Note("step", f"{text} {step}")) for step in range(1, STEPS)), Final(answer)]


class GatedAnswerer:
    """Tells nothing before it is let. `begun`, `ended` and `closed` (before the end) are texts of questions, in order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.closed: list[str] = []
        self.callers: list[Caller] = []
        self.most_at_once = 0
        self._gates: dict[str, threading.Semaphore] = defaultdict(lambda: threading.Semaphore(0))
        self._lock = threading.Lock()
        self._at_once = 0

    def let(self, text: str, steps: int = STEPS) -> None:
        """Let it tell so many events of this question."""
        with self._lock:
            self._gates[text].release(steps)

    def answer_events(self, question: Question, caller: Caller) -> Generator[Event, None, None]:
        self._begins(question.text, caller)
        try:
            for event in events_of(question.text):
                assert self._gate(question.text).acquire(timeout=PATIENCE_SECONDS)
                yield event
            self.ended.append(question.text)
        except GeneratorExit:
            self.closed.append(question.text)
            raise
        finally:
            with self._lock:
                self._at_once -= 1

    def _begins(self, text: str, caller: Caller) -> None:
        with self._lock:
            self.begun.append(text)
            self.callers.append(caller)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)

    def _gate(self, text: str) -> threading.Semaphore:
        with self._lock:
            return self._gates[text]


class FailingAnswerer:
    """Tells one event and fails, but answers what it is asked as "fine"."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def answer_events(self, question: Question, caller: Caller) -> Generator[Event, None, None]:
        first, *rest = events_of(question.text)
        yield first
        if question.text != "fine":
            raise self._error
        yield from rest
