"""How the share of wrong answers grows as more of them are shown, the surest first.

It is about answers that were shown, and coverage is the share of those: a run that abstains more has an easier curve.
To compare two ways of being sure, ask with thresholds of 0, so that everything is shown.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.errors import UsageError


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer, or a statement of one, that was shown. `confidence` is 0..1."""

    confidence: float
    right: bool

    def __post_init__(self) -> None:
        """Nothing can be sorted by what is no number."""
        if not 0 <= self.confidence <= 1:
            raise UsageError(f"A confidence lies between 0 and 1, not at {self.confidence}. Measure the run again.")


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """The share of wrong answers when the surest `coverage` of them are shown; both 0..1."""

    coverage: float
    risk: float


def risk_coverage(shown: Sequence[Shown]) -> list[RiskPoint]:
    """The risk at 1, 2 ... all answers (El-Yaniv and Wiener 2010).

    Answers of one confidence cannot be told apart: among them the risk is what a random order gives on average, so
    the order in which they are given changes nothing.

    >>> [point.risk for point in risk_coverage([Shown(0.9, True), Shown(0.5, False), Shown(0.5, True)])]
    [0.0, 0.25, 0.3333333333333333]
    """
    points: list[RiskPoint] = []
    wrong = 0
    for _, group in groupby(sorted(shown, key=lambda each: -each.confidence), key=lambda each: each.confidence):
        alike = list(group)
        before, wrong_here = len(points), sum(not each.right for each in alike)
        for taken in range(1, len(alike) + 1):
            risk = (wrong + wrong_here * taken / len(alike)) / (before + taken)
            points.append(RiskPoint((before + taken) / len(shown), risk))
        wrong += wrong_here
    return points


def area(shown: Sequence[Shown]) -> float | None:
    """The mean risk over all coverages, 0 at best (Geifman, Uziel and El-Yaniv 2019); None where nothing is shown.

    >>> area([Shown(0.9, True), Shown(0.5, False)])
    0.25
    """
    points = risk_coverage(shown)
    return math.fsum(point.risk for point in points) / len(points) if points else None


def precision_at_coverage(shown: Sequence[Shown], percent: int) -> float | None:
    """The share of right ones among the surest `percent` (1..100), rounded up to a whole number of answers.

    >>> precision_at_coverage([Shown(0.9, True), Shown(0.5, False), Shown(0.4, True)], 60)
    0.5
    """
    if not 1 <= percent <= 100:
        raise ValueError(f"A coverage is 1 to 100 percent, not {percent}.")
    points = risk_coverage(shown)
    taken = -(-percent * len(points) // 100)
    return 1 - points[taken - 1].risk if points else None
