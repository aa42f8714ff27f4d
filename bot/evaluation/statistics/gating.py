"""Whether a run is so much worse than a baseline that a change must not land.

Leaves out significance: a gate asks how far a figure fell on a set that stays the same, not whether it would elsewhere.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.errors import UsageError
from bot.evaluation.statistics.pairing import ALIKE, Values, paired

PROCESSOR_TOLERANCE = 0.01
"""Allowed beyond each drop, because the packaged int8 models give slightly other numbers on other processors.

The embedder's vectors have a cosine of 0.9999 between a processor with VNNI and one without, and of 0.998 between int8
and float32; even the latter moved nDCG@10 on TIME by at most 0.0063 and the reader's EM by at most 0.009 (the model
cards). So 0.01 is more than a processor should do; no whole run on two processors was compared. It is wide where a
question is less than that: from 100 questions up. Give 0 where both runs come from one machine."""

_NAMED = 5
"""Names in a message; of the rest the number is told."""


@dataclass(frozen=True, slots=True)
class Check:
    """One metric of the gate."""

    metric: str
    baseline: float
    run: float
    """Means over the questions that both have a figure of."""
    drop: float
    """How much worse the run is, whichever way the metric is better; below 0: it is better."""
    allowed: float
    """Drop and tolerance together."""
    count: int
    unpaired: int
    """Questions that only one of them has a figure of."""
    worse: tuple[str, ...]
    """Ids of the questions that got worse, the most changed first."""

    @property
    def passed(self) -> bool:
        """Whether the drop is within what is allowed."""
        return self.drop <= self.allowed + ALIKE


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a run."""

    checks: tuple[Check, ...]
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether every metric passed."""
        return all(check.passed for check in self.checks)


def gate(
    run: Values,
    baseline: Values,
    max_drops: Mapping[str, float],
    tolerance: float = PROCESSOR_TOLERANCE,
    *,
    less_is_better: Collection[str] = (),
) -> Verdict:
    """Hold a run against a baseline; `max_drops`: by metric, how much worse its mean may be, in the metric's own unit.

    Raises:
        UsageError: a limit is no number from 0 up, nothing is limited, a limited metric has no figures to compare, or
            the run was not asked everything that the baseline was.

    """
    if not max_drops:
        raise UsageError("The gate has nothing to hold the run to. Name a metric and its largest drop, as hit@5=0.01.")
    for name, limit in (*max_drops.items(), ("The tolerance", tolerance)):
        if not (math.isfinite(limit) and limit >= 0):
            raise UsageError(f"{name}: {limit} is no drop. Give a number of 0 or more.")
    _check_questions(run, baseline)
    checks = (
        _check(metric, run, baseline, drop + tolerance, less_is_better=metric in less_is_better)
        for metric, drop in max_drops.items()
    )
    return Verdict(tuple(checks), tolerance)


def _check_questions(run: Values, baseline: Values) -> None:
    """A run that skips the hard questions must not pass."""
    asked, wanted = ({key for by_question in values.values() for key in by_question} for values in (run, baseline))
    if missing := wanted - asked:
        raise UsageError(
            f"The run lacks {len(missing)} of the baseline's {len(wanted)} questions: {_named(missing)}. "
            "Ask all of them, or make a new baseline."
        )


def _check(metric: str, run: Values, baseline: Values, allowed: float, *, less_is_better: bool) -> Check:
    for values, which in ((baseline, "baseline"), (run, "run")):
        if metric not in values:
            raise UsageError(f"The {which} has no metric {metric!r}. It has: {_named(values, most=len(values))}.")
    pairs = paired(metric, baseline, run)
    if not pairs.ids:
        raise UsageError(f"Run and baseline have no question in common that {metric} says something of.")
    gain = sum(pairs.gains) / len(pairs.ids)
    return Check(
        metric=metric,
        baseline=sum(pairs.before) / len(pairs.ids),
        run=sum(pairs.after) / len(pairs.ids),
        drop=gain if less_is_better else -gain,
        allowed=allowed,
        count=len(pairs.ids),
        unpaired=pairs.unpaired,
        worse=pairs.changed(less_is_better=less_is_better)[1],
    )


def _named(names: Collection[str], most: int = _NAMED) -> str:
    shown = ", ".join(sorted(names)[:most]) or "none"
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
