"""A judge, its verdicts, and how its replies are read.

A reply that holds no verdict is a verdict without a value: it is counted, and is neither good nor bad.
"""

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum


class Criterion(StrEnum):
    """What is judged, as llama-index calls it."""

    FAITHFULNESS = "faithfulness"
    """Whether the passages say what the answer says: 0 or 1."""
    RELEVANCY = "relevancy"
    """Whether the answer is one to the question, in line with the passages: 0 or 1."""
    CORRECTNESS = "correctness"
    """How well the answer agrees with what is right: 1 to 5."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The prompt of one criterion, whole."""

    criterion: Criterion
    text: str
    sha256: str

    @classmethod
    def of(cls, criterion: Criterion, text: str) -> "Wording":
        return cls(criterion, text, hashlib.sha256(text.encode(errors="replace")).hexdigest())


@dataclass(frozen=True, slots=True)
class Judge:
    """Who judges and how. Verdicts of two judges are never mixed."""

    model: str
    host: str
    """Of the service, with its port if that is not the usual one; nothing of the key or the path."""
    prompts: tuple[Wording, ...]
    llama_index: str
    """Version."""
    version: str
    """Of newsdesk and of the code that judges."""
    begun_at: str
    """ISO, UTC."""

    @property
    def id(self) -> str:
        """The same for the same judge on any day: 8 hexadecimal digits."""
        parts = (self.model, self.host, *(prompt.sha256 for prompt in self.prompts), self.llama_index, self.version)
        return hashlib.sha256(repr(parts).encode(errors="backslashreplace")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge said of one answer."""

    question_id: str
    criterion: Criterion
    material: str
    """Hash of what it was shown."""
    value: float | None
    """None: the reply held no verdict."""
    reply: str
    """The beginning of it."""
    tokens_in: int = 0
    tokens_out: int = 0
    usd: float | None = 0.0
    """None: the price is not known."""

    def __post_init__(self) -> None:
        if self.value is not None and not is_value(self.criterion, self.value):
            raise ValueError(f"{self.value} is no verdict on {self.criterion}")


def is_value(criterion: Criterion, value: float) -> bool:
    """Whether a verdict can have this value."""
    return 1 <= value <= 5 if criterion is Criterion.CORRECTNESS else value in (0, 1)


def read_choice(reply: str) -> float | None:
    """1 for a reply that begins with YES, 0 for NO, None for any other.

    llama-index itself takes a "yes" anywhere for one, that of "yesterday" too, and everything else for NO.

    >>> read_choice("**Yes.** It says so."), read_choice("NO, it was yesterday."), read_choice("Yesterday.")
    (1.0, 0.0, None)
    """
    match = re.match(r"[\W_]*(?:answer\s*:[\W_]*)?(yes|no)\b", reply, re.IGNORECASE)
    return None if match is None else float(match[1].lower() == "yes")


def read_grade(reply: str) -> float | None:
    """The number from 1 to 5 that is the first line of a reply, else None.

    >>> read_grade("4.5"), read_grade("**Score: 3/5**"), read_grade("nan"), read_grade("10"), read_grade("4 to 5")
    (4.5, 3.0, None, None, None)
    """
    first = next((line for line in reply.splitlines() if line.strip()), "")
    match = re.fullmatch(
        r"[\s*#]*(?:(?:score|grade)[\s*]*:[\s*]*)?([1-5](?:\.[0-9]{1,4})?)(?:\s*/\s*5)?[\s.*]*", first, re.IGNORECASE
    )
    value = None if match is None else float(match[1])
    return value if value is not None and is_value(Criterion.CORRECTNESS, value) else None
