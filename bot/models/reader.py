"""What a reading model must do: find in each passage the stretches that may answer, and say whether any does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.evidence import Hit


@dataclass(frozen=True, slots=True)
class Stretch:
    """A place in an article, half open in characters; `probability` 0..1 that it is the answer, in its passage."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class PassageReading:
    """What one passage has to say. `answers`: calibrated probability 0..1 that it holds an answer.

    Stretches are the best ones, best first, none overlapping another; their probabilities and the one of "none of
    these" sum to at most 1.
    """

    answers: float
    stretches: tuple[Stretch, ...]


class PassageReader(Protocol):
    """A model that reads. One passage's reading depends on nothing but the question and that passage."""

    @property
    def name(self) -> str:
        """Model and version."""
        ...

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[PassageReading, ...]:
        """One reading per hit, in order. Raises ModelError."""
        ...

    def support(self, statement: str, hits: Sequence[Hit]) -> tuple[float, ...]:
        """Per hit, the probability 0..1 that its passage says what the statement says. Raises ModelError."""
        ...
