"""Has the answers of a run judged, as far as they are not yet, one verdict after the other.

A reply without a verdict is kept as one without a value. A request that got no reply leaves nothing behind and is sent
again by the next call; where several in a row get none, the service is away, and judging ends.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.errors import ModelError
from bot.evaluation.judging.material import Material
from bot.evaluation.judging.store import JudgementFile
from bot.evaluation.judging.verdicts import Criterion, Verdict
from bot.evaluation.running import OnProgress, Progress

MOST_SILENT = 3
"""Requests in a row without a reply, each tried several times by the model's door, after which judging ends."""


class Judging(Protocol):
    """What gives verdicts; the `JudgingModel` is one."""

    def verdict(self, criterion: Criterion, question_id: str, material: Material) -> Verdict:
        """Ask for one. Raises ModelError, BudgetSpent, LedgerError."""
        ...


@dataclass(slots=True)
class Reached:
    """How far judging came. `without_reply`: requests that got none; `last_error`: why the last of them."""

    done: int
    total: int
    """Answers, not verdicts."""
    asked: int = 0
    """Answers that something was asked of now."""
    without_reply: int = 0
    last_error: str = ""
    over_budget: bool = False


def judge_all(
    shown: Mapping[str, Material],
    judging: Judging,
    kept: JudgementFile,
    budget_usd: float | None = None,
    on_progress: OnProgress | None = None,
) -> Reached:
    """Ask for each verdict that is not kept yet; no further one once all of this judge have cost the budget.

    Raises:
        ModelError: the service does not reply any more.
        BudgetSpent, LedgerError: a limit of the settings.
        OSError: a verdict could not be written.

    """
    began, silent = time.monotonic(), 0
    reached = Reached(done=sum(not any(_missing(id_, each, kept)) for id_, each in shown.items()), total=len(shown))
    for question_id, material in shown.items():
        missing = list(_missing(question_id, material, kept))
        for criterion in missing:
            if budget_usd is not None and kept.usd >= budget_usd:
                reached.over_budget = True
                return reached
            try:
                kept.add(judging.verdict(criterion, question_id, material))
                silent = 0
            except ModelError as error:
                reached.without_reply, reached.last_error, silent = reached.without_reply + 1, str(error), silent + 1
                if silent == MOST_SILENT:
                    raise
        if missing:
            reached.asked += 1
            reached.done += not any(_missing(question_id, material, kept))
            _tell(on_progress, reached, kept, time.monotonic() - began)
    return reached


def wanted(material: Material) -> Iterator[Criterion]:
    """What can be judged of an answer: correctness only where it is known what is right, the rest by its passages."""
    if material.passages:
        yield from (Criterion.FAITHFULNESS, Criterion.RELEVANCY)
    if material.reference is not None:
        yield Criterion.CORRECTNESS


def _missing(question_id: str, material: Material, kept: JudgementFile) -> Iterator[Criterion]:
    return (criterion for criterion in wanted(material) if (question_id, criterion) not in kept.verdicts)


def _tell(on_progress: OnProgress | None, reached: Reached, kept: JudgementFile, seconds: float) -> None:
    if on_progress is not None:
        failed = sum(verdict.value is None for verdict in kept.verdicts.values())
        on_progress(Progress(reached.done, reached.total, failed, kept.usd, seconds, reached.asked))
