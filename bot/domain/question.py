"""A question and what it may be answered from."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.domain.article import storable
from bot.errors import UsageError

MOST_CHARACTERS = 10_000
"""Of a question. The longest real ones have a few hundred; beyond this somebody sent the wrong thing."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What an answer may rest on. Both dates are inclusive calendar days in `timezone`.

    The rule for imprecise dates: an article whose month or year overlaps the period passes; an undated article
    does not pass a period and is counted. Outlets compare without regard to case, collections to the letter.
    """

    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    """Any of these; none: all."""
    timezone: str = "UTC"
    """An IANA name; the day of a minute-precise article is read in it."""

    @property
    def is_empty(self) -> bool:
        """Whether every article passes."""
        return self.since is None and self.until is None and not self.outlets and not self.collections


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks. `history` is oldest first; `asked_at` is aware, in UTC."""

    text: str
    history: tuple[Turn, ...] = ()
    filters: Filters = field(default_factory=Filters)
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))


def checked_question(text: str) -> str:
    """The text of a question without what cannot be stored and space around it.

    Raises:
        UsageError: it asks nothing, or is too long.

    """
    text = storable(text).strip()
    if not any(character.isalnum() for character in text):
        raise UsageError("The question is empty: it holds no letter and no digit.")
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"The question is longer than {MOST_CHARACTERS:,} characters. Ask for one thing at a time.")
    return text
