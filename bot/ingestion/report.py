"""What an ingest did, source by source, as front ends show it."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a source."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What became of one source, and why."""

    fate: Fate
    source: str
    """As shown to people: a path that begins with the name of the folder that was given."""
    line: int | None = None
    """Line of a JSON lines file, from 1."""
    article_id: str | None = None
    reason: str | None = None
    """Why it failed or was skipped."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest has come. For a rebuild the bytes are articles' characters, as far as they are known."""

    bytes_done: int
    bytes_total: int
    articles: int
    """Articles looked at so far, whatever became of them."""
    passages: int
    """Passages embedded so far."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """The end of an ingest. The five counts together are all sources that were met."""

    outcomes: tuple[SourceOutcome, ...]
    """Only sources with something to tell: failed, skipped or warned about; in the order they were met."""
    added: int
    updated: int
    unchanged: int
    skipped: int
    failed: int
    passages: int
    """Passages embedded (in a dry run: that would be)."""
    seconds: float
    dry_run: bool = False
    outcomes_left_out: int = 0
    """Outcomes beyond the first `MOST_OUTCOMES`; they are counted above but not listed."""
    unpublished: str | None = None
    """Why the new vectors could not be published; everything is stored, and questions search it exactly."""
