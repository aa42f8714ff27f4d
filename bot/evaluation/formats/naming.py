"""What a format is to the rest of the room: a name, the files it reads, and what it finds in them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.formats.intake import SetIntake
from bot.evaluation.formats.rows import Row
from bot.evaluation.gold import GoldQuestion


@dataclass(frozen=True, slots=True)
class Found:
    """A question with the row that it was read from, for telling where a fault is."""

    row: Row
    question: GoldQuestion


@dataclass(frozen=True, slots=True)
class Format:
    """One way of writing question sets down."""

    name: str
    summary: str
    """For people who choose: which files, in a few words."""
    files: Callable[[Path], Sequence[Path]]
    """The files that hold the questions; raises UsageError where one is missing."""
    questions: Callable[[Path], Iterator[Found]]
    articles: Callable[[Path], SetIntake] | None = None
    """None: the set brings no articles."""
