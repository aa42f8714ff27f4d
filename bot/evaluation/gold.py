"""Questions with what is right: what an evaluation measures against."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.question import Turn


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """Where the right answer stands. `quote` None: somewhere in the article."""

    article_id: str
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question of a set."""

    id: str
    text: str
    answers: tuple[tuple[str, ...], ...] = ()
    """The parts that a right answer has, each with its accepted wordings, the shortest first. Most have one part; a
    list or a reason has several. Empty where no wording is known (retrieval sets) or the question has no answer."""
    answerable: bool = True
    type: str = "other"
    """who, what, when, where, how_many, which, why, yes_no, list, who_said, or what the set calls it."""
    asked_at: datetime | None = None
    """Aware, in UTC; articles dated later are not used. None: now."""
    history: tuple[Turn, ...] = ()
    evidence: tuple[GoldEvidence, ...] = ()
    rivals: tuple[str, ...] = ()
    """Answers of sources that differ, which a good answer shows as well."""
    stale: tuple[str, ...] = ()
    """Answers that were overtaken, which must not be given as current."""
    speaker: str | None = None
    """Who said it, where that is what is asked or must be told."""
    split: str = "test"
    """dev: thresholds may be chosen on it; test: never."""
    review: str | None = None
    """What a person has to look at before the question counts; None: a person stands behind it."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A set as it was read. `name` and `hash` (sha256 of the file's bytes) tell two apart."""

    name: str
    hash: str
    questions: tuple[GoldQuestion, ...]
