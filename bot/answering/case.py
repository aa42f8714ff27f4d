"""One question on its way to an answer: what was found out, noted and spent so far.

Light on purpose: a question that no language model is asked about loads nothing of what asks one.
"""

from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from bot.answering.bill import Bill
from bot.answering.clock import Clock
from bot.answering.extractive import Written
from bot.answering.prover import Prover
from bot.answering.reading import Reading
from bot.domain.answer import Answer, Note
from bot.domain.caller import Caller
from bot.domain.events import Event, Noted, Retrieved
from bot.domain.evidence import Evidence, Hit
from bot.domain.question import Question
from bot.domain.receipt import Judged
from bot.search.finding import Found

NOTHING_PROVED = "nothing_proved"
"""Code of the note that a model wrote and nothing of it could be proved."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question as it is searched, and what is to be said of how it came about."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What the articles have to say to a question: `read` are the hits that were read, `written` their own answer."""

    found: Found
    read: tuple[Hit, ...]
    reading: Reading
    written: Written


@dataclass(frozen=True, slots=True)
class Composed:
    """What a language model wrote and what became of it, for the receipt."""

    prompt_hash: str
    reply: str
    judged: tuple[Judged, ...]
    cut: bool


@dataclass(slots=True)
class Case:
    """`caller` is who asks."""

    question: Question
    caller: Caller
    clock: Clock = field(default_factory=Clock)
    bill: Bill = field(default_factory=Bill)
    notes: list[Note] = field(default_factory=list)
    evidence: tuple[Evidence, ...] = ()
    composed: Composed | None = None
    """None: no language model was asked."""

    def noting(self, notes: Iterable[Note]) -> Iterator[Noted]:
        """Keep the notes for the answer, and tell them now."""
        for note in notes:
            self.notes.append(note)
            yield Noted(note)

    def retrieved(self, found: Found, evidence: Iterable[Evidence], reading: Reading | None = None) -> Retrieved:
        """Keep the evidence for the receipt, and tell it now, with what it was chosen from."""
        self.evidence = tuple(evidence)
        return Retrieved(found.asked, self.evidence, found.hits, reading.answerable if reading else None)


class Understanding(Protocol):
    """Makes follow-ups stand by themselves (`conversation`)."""

    def asked(self, question: Question, caller: Caller, bill: Bill) -> Asked:
        """What a question means after its history."""
        ...


class Writing(Protocol):
    """Answers in other words than the articles' own (`authoring`)."""

    def answered(self, case: Case, material: Material, prover: Prover) -> Generator[Event, None, Answer | None]:
        """The events, and at the end the answer; None if there is none, and a note says why."""
        ...
