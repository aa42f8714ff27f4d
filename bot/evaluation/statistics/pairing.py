"""What two runs measured of the same questions, side by side.

Leaves out what the differences mean: comparing.py and gating.py.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.errors import UsageError

Values: TypeAlias = Mapping[str, Mapping[str, float | None]]
"""Metric -> question id -> figure; None: the metric says nothing of this question."""

ALIKE = 1e-9
"""Figures no further apart are the same: sums of decimal fractions differ in the last digits."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A metric's figures of the questions that both runs measured; the three run in parallel, ids ascend."""

    ids: tuple[str, ...]
    before: tuple[float, ...]
    after: tuple[float, ...]
    unpaired: int
    """Questions that only one of the runs has a figure of."""

    @property
    def gains(self) -> tuple[float, ...]:
        """By question, after less before; 0 where they are alike."""
        gains = (after - before for before, after in zip(self.before, self.after, strict=True))
        return tuple(0.0 if abs(gain) <= ALIKE else gain for gain in gains)

    def changed(self, *, less_is_better: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The questions that got better and those that got worse, the most changed first."""
        by_size = sorted(zip(self.gains, self.ids, strict=True), key=lambda pair: (-abs(pair[0]), pair[1]))
        up, down = (tuple(key for gain, key in by_size if sign * gain > 0) for sign in (1, -1))
        return (down, up) if less_is_better else (up, down)


def paired(metric: str, before: Values, after: Values) -> Pairs:
    """The figures of one metric side by side.

    Raises:
        UsageError: a figure is not a finite number.

    """
    one, other = (_measured(metric, values.get(metric, {})) for values in (before, after))
    ids = tuple(sorted(one.keys() & other.keys()))
    first, second = (tuple(figures[key] for key in ids) for figures in (one, other))
    return Pairs(ids, first, second, len(one.keys() ^ other.keys()))


def _measured(metric: str, values: Mapping[str, float | None]) -> dict[str, float]:
    for question_id, value in values.items():
        if value is not None and not math.isfinite(value):
            raise UsageError(f"{metric} of question {question_id!r} is {value}, not a number. Measure the run again.")
    return {question_id: float(value) for question_id, value in values.items() if value is not None}
