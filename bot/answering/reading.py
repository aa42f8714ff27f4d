"""What a reader makes of a question and the passages that were found: the seam between search and writing.

A reading is made once per question; ranking, writing and abstention all use it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.answering.english.expectation import Expectation
from bot.answering.english.polarity import Verdict
from bot.domain.evidence import Hit


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article that may be the short answer. `probability` 0..1, given that its sentence answers.

    It stands in its sentence, but for the name of a speaker whom the sentence calls "he".
    """

    start: int
    end: int
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A stored sentence within a hit. `probability` 0..1 that it answers the question; spans best first."""

    hit: Hit
    start: int
    end: int
    probability: float
    spans: tuple[Span, ...]
    verdict: Verdict | None = None
    """For a yes/no question: what the sentence says to it; None when it settles nothing."""

    @property
    def text(self) -> str:
        return self.hit.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences, most probable first, each once. `answerable` is the probability 0..1 that any of them answers."""

    sentences: tuple[ReadSentence, ...]
    answerable: float
    expected: Expectation


class Reader(Protocol):
    """Says which sentences of the hits answer a question, and where in them the short answer stands."""

    def read(self, question: str, hits: Sequence[Hit], asked_on: date | None = None) -> Reading:
        """Read every hit; an empty sequence gives an empty reading. Raises ModelError.

        `asked_on`: the day from which "yesterday" and "in June" are told; without it they are words like others.
        """
        ...
