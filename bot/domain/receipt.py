"""What is kept of an answer: enough to prove the same reply again, without the library and without a language model."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.answer import Answer
from bot.domain.evidence import Evidence
from bot.domain.question import Question


class Fate(StrEnum):
    """What the prover did to a statement."""

    KEPT = "kept"
    CITED_ANEW = "cited_anew"
    """The passage it named does not support it, another one does."""
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement as it was written, and what became of it. `cited`: the evidence that it named, by number."""

    text: str
    cited: tuple[int, ...]
    fate: Fate
    why: str
    """In words for a person; empty when it was kept."""
    support: float
    """0..1; 0 when it was dropped before it was measured."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One answer, with all that it was made of."""

    id: str
    recorded_at: datetime
    """Aware, in UTC."""
    version: str
    """Of newsdesk."""
    caller: str
    """Who asked, as the front end names them; the command line is `cli`. Never a person's name."""
    question: Question
    evidence: tuple[Evidence, ...]
    """With the articles as they were read."""
    prompt_hash: str | None
    """Of the prompt that the language model was given; None: none was asked."""
    reply: str | None
    """The language model's, raw; None: none was asked or none came."""
    judged: tuple[Judged, ...]
    answer: Answer
    cut: bool = False
    """Whether the reply broke off, so that its last, incomplete statement does not count."""
