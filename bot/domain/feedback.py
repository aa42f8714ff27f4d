"""What people say of an answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_CHARACTERS = 1000
"""Of a reason; what is longer is cut."""


class Mark(StrEnum):
    """Whether an answer helped."""

    GOOD = "good"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Feedback:
    """One caller's mark of one answer; a later one takes its place."""

    receipt_id: str
    caller: str
    """`Caller.name`."""
    mark: Mark
    reason: str | None
    given_at: datetime
    """Aware, in UTC."""
