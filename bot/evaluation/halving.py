"""Two halves of a question set: one to choose by, and one that had no say, which alone is to be believed."""

import hashlib
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

from bot.evaluation.gold import GoldQuestion

DEV = "dev"
"""The split that may be chosen by."""
T = TypeVar("T")


class Halved(NamedTuple, Generic[T]):
    """Both in the order given; either may be empty."""

    chosen_on: tuple[T, ...]
    kept: tuple[T, ...]
    by_ids: bool
    """Whether the questions' ids decided."""


def halved(items: Sequence[T], question: Callable[[T], GoldQuestion]) -> Halved[T]:
    """The set's own dev half and the rest; where all are of one, two halves by the questions' ids."""
    own = [question(item).split == DEV for item in items]
    by_ids = all(own) or not any(own)
    chosen = [is_of_first_half(question(item).id) for item in items] if by_ids else own
    first, second = (
        tuple(item for item, is_first in zip(items, chosen, strict=True) if is_first is half) for half in (True, False)
    )
    return Halved(first, second, by_ids)


def is_of_first_half(question_id: str) -> bool:
    """By the id alone, so that a question stays in its half when others come."""
    return hashlib.sha256(question_id.encode("utf-8", "surrogatepass")).digest()[0] % 2 == 0
