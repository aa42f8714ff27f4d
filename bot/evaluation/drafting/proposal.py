"""A question that somebody or something proposes, with its answer, before it is looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """`answers` are wordings of one answer; `quote` is the article's exact slice that holds it."""

    question: str
    answers: tuple[str, ...]
    type: str
    quote: str
    speaker: str | None = None
