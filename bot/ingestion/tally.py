"""Counts what becomes of the sources of one run, and remembers those with something to tell."""

import time
from dataclasses import dataclass, field

from bot.domain.article import visible
from bot.ingestion.drafts import Origin, Unread
from bot.ingestion.prepared import Prepared
from bot.ingestion.report import Fate, IngestReport, SourceOutcome

MOST_OUTCOMES = 20_000
"""So many are listed; a file of ten million broken lines is counted, not remembered."""


@dataclass(slots=True)
class Tally:
    """The counts of one run."""

    dry_run: bool = False
    passages: int = 0
    counts: dict[Fate, int] = field(default_factory=lambda: dict.fromkeys(Fate, 0))
    outcomes: list[SourceOutcome] = field(default_factory=list)
    left_out: int = 0
    unpublished: str | None = None
    started: float = field(default_factory=time.monotonic)

    @property
    def met(self) -> int:
        """Sources that something became of so far."""
        return sum(self.counts.values())

    @property
    def stored(self) -> int:
        """Articles that are in the library now, new or not."""
        return self.counts[Fate.ADDED] + self.counts[Fate.UPDATED] + self.counts[Fate.UNCHANGED]

    def unread(self, unread: Unread) -> None:
        """Note a source that gives no article."""
        self._note(unread.fate, unread.origin, unread.count, reason=unread.reason)

    def unchanged(self, count: int = 1) -> None:
        """Count articles that are stored already."""
        self.counts[Fate.UNCHANGED] += count

    def taken_in(self, prepared: Prepared, passages: int) -> None:
        """Note an article that was stored."""
        self.passages += passages
        self._note(prepared.fate, prepared.origin, article_id=prepared.article.id, warnings=prepared.warnings)

    def report(self) -> IngestReport:
        """What is to be told at the end."""
        counts = self.counts
        return IngestReport(
            outcomes=tuple(self.outcomes),
            added=counts[Fate.ADDED],
            updated=counts[Fate.UPDATED],
            unchanged=counts[Fate.UNCHANGED],
            skipped=counts[Fate.SKIPPED],
            failed=counts[Fate.FAILED],
            passages=self.passages,
            seconds=time.monotonic() - self.started,
            dry_run=self.dry_run,
            outcomes_left_out=self.left_out,
            unpublished=visible(self.unpublished) if self.unpublished else None,
        )

    def _note(
        self,
        fate: Fate,
        origin: Origin,
        count: int = 1,
        *,
        article_id: str | None = None,
        reason: str | None = None,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self.counts[fate] += count
        if reason is None and not warnings:
            return
        if len(self.outcomes) >= MOST_OUTCOMES:
            self.left_out += 1
            return
        told = tuple(visible(warning) for warning in warnings)
        self.outcomes.append(
            SourceOutcome(fate, origin.source, origin.line, article_id, visible(reason) if reason else None, told)
        )
