"""How far a share or a mean may lie from what more questions would show: 95 % intervals.

Leaves out differences between two runs, which need the same questions in both (comparing.py).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.errors import UsageError
from bot.evaluation.statistics.chance import DRAWS, SEED, portions

_Z = 1.959964
"""The standard normal's 97.5th percentile."""

_FEW = 10
"""Up to so many distinct values, drawing how often each occurs is quicker than drawing question by question: for 500
questions and 3 values 1 ms instead of 23, for 30 values 39."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure of `count` questions with its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


def share_interval(right: int, total: int) -> Interval | None:
    """A share by Wilson's score interval (Wilson 1927, J. Am. Stat. Assoc. 22); None: of nothing.

    >>> share_interval(8, 10)  # doctest: +ELLIPSIS
    Interval(value=0.8, low=0.4901..., high=0.9433..., count=10)
    """
    if not 0 <= right <= total:
        raise UsageError(f"{right} of {total} is no share. Count the right ones among all that were counted.")
    if not total:
        return None
    share, square = right / total, _Z * _Z / total
    middle = (share + square / 2) / (1 + square)
    spread = math.sqrt(share * (1 - share) * square + square * square / 4) / (1 + square)
    return Interval(share, max(0.0, min(share, middle - spread)), min(1.0, max(share, middle + spread)), total)


def bootstrap_interval(values: Iterable[float]) -> Interval | None:
    """A mean by the percentile bootstrap (Efron & Tibshirani 1993, An Introduction to the Bootstrap, chapter 13).

    None: of nothing. Where all values are equal it has no width, however few they are.
    """
    measured = np.array(sorted(values), dtype=np.float64)
    if not measured.size:
        return None
    if not np.isfinite(measured).all():
        raise UsageError("A value is no finite number, so there is no mean. Measure the run again.")
    low, high = np.percentile(_resampled_means(measured), [2.5, 97.5])
    return Interval(float(measured.mean()), float(low), float(high), measured.size)


def mean_interval(values: Iterable[float | None]) -> Interval | None:
    """A metric's mean over the questions it says something of: as a share if each is 0 or 1, else by bootstrap."""
    measured = [value for value in values if value is not None]
    if all(value in (0, 1) for value in measured):
        return share_interval(int(sum(measured)), len(measured))
    return bootstrap_interval(measured)


def _resampled_means(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Means of DRAWS samples with replacement."""
    chance = np.random.default_rng(SEED)
    distinct, counts = np.unique(values, return_counts=True)
    if len(distinct) <= _FEW:
        drawn = chance.multinomial(values.size, counts / values.size, size=DRAWS)
        return np.asarray(drawn @ distinct / values.size)
    shapes = [(draws, values.size) for draws in portions(values.size)]
    return np.concatenate([values[chance.integers(values.size, size=shape)].mean(axis=1) for shape in shapes])
