"""What happens while a question is answered, in order: front ends show it as it comes.

`Retrieved` once; then citations, each before the first statement that uses it, proved statements and notes; `Final`
last, with the whole answer. What was told before stands: nothing is taken back.
"""

from dataclasses import dataclass

from bot.domain.answer import Answer, Citation, Note, Statement
from bot.domain.evidence import Evidence, Hit
from bot.domain.receipt import Judged


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The question as it was searched, and what the answer may rest on."""

    standalone_question: str
    evidence: tuple[Evidence, ...]
    found: tuple[Hit, ...] = ()
    """All that the search found, best first; the evidence is chosen from it."""
    confidence: float | None = None
    """0..1, how probable it is that the likeliest sentence answers, whether or not that is shown; None: none was
    judged."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source that the next statement quotes."""

    citation: Citation


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that is complete and proved."""

    statement: Statement


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that the reader should know."""

    note: Note


@dataclass(frozen=True, slots=True)
class Final:
    """The answer as a whole. `judged`: what became of each statement that a language model wrote, in its order."""

    answer: Answer
    judged: tuple[Judged, ...] = ()


Event = Retrieved | Cited | Stated | Noted | Final
