"""A statement in a language model's words, and what was found for it."""

from dataclasses import dataclass

from bot.answering.drafts import Draft
from bot.domain.receipt import Judged


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that is still to be proved, without its markers.

    `cited` are the numbers of evidence that it names, each once, in order; those that name none are left out and
    counted in `unknown`.
    """

    text: str
    cited: tuple[int, ...] = ()
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Grounding:
    """What the prover found. `draft` is None when the statement is dropped; `judged` says what became of it."""

    judged: Judged
    draft: Draft | None
