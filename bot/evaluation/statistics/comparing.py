"""Whether one run is better than another, metric by metric, over the questions both have figures of.

Leaves out whether the questions are like those of users: an interval tells of other questions drawn like these.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.errors import UsageError
from bot.evaluation.statistics.intervals import bootstrap_interval
from bot.evaluation.statistics.pairing import Pairs, Values, paired
from bot.evaluation.statistics.randomising import holm, randomisation_p

LEVEL = 0.05
"""A corrected p value below it is called significant: the level that the 95 % intervals stand for."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one metric from one run to another."""

    metric: str
    count: int
    """Questions that both runs have a figure of; all else here is of these."""
    unpaired: int
    """Questions that only one of them has a figure of: where there are many, the runs chose what is compared."""
    before: float
    after: float
    """Means."""
    low: float
    high: float
    """The 95 % interval of `change`."""
    p: float
    corrected: float
    """`p` corrected for all comparisons made at once."""
    better: tuple[str, ...]
    worse: tuple[str, ...]
    """Ids of the questions that changed, the most changed first."""

    @property
    def change(self) -> float:
        """After less before: whether more is better, the metric knows."""
        return self.after - self.before

    @property
    def is_significant(self) -> bool:
        """Whether chance alone would make such a change less than once in twenty such tables."""
        return self.corrected < LEVEL


def compare(values_a: Values, values_b: Values, *, less_is_better: Collection[str] = ()) -> tuple[Difference, ...]:
    """What changed from run a to run b: by paired bootstrap and paired randomisation, corrected after Holm.

    In the order of a's metrics; a metric without a question that both have a figure of is left out.

    Raises:
        UsageError: no metric has such a question, or a figure is not a number.

    """
    return compare_with_first((values_a, values_b), less_is_better=less_is_better)[0]


def compare_with_first(
    runs: Sequence[Values], *, less_is_better: Collection[str] = ()
) -> tuple[tuple[Difference, ...], ...]:
    """What changed from the first run to each other one, in their order.

    p values are corrected for all metrics of all these runs: among many settings the best is often best by chance.
    Of a metric with graded figures p is 1 / 10,001 at the least, so beyond 500 comparisons it cannot be significant.

    Raises:
        UsageError: fewer than two runs; else as `compare`.

    """
    if len(runs) < 2:
        raise UsageError("One run has nothing to be compared with. Name two runs or more.")
    first = runs[0]
    by_run = [_pairs(first, run) for run in runs[1:]]
    p_values = [randomisation_p(pairs.gains) for metrics in by_run for pairs in metrics.values()]
    tested = iter(zip(p_values, holm(p_values), strict=True))
    return tuple(
        tuple(
            _difference(metric, pairs, next(tested), less_is_better=metric in less_is_better)
            for metric, pairs in metrics.items()
        )
        for metrics in by_run
    )


def _pairs(before: Values, after: Values) -> dict[str, Pairs]:
    by_metric = {metric: paired(metric, before, after) for metric in before if metric in after}
    shared = {metric: pairs for metric, pairs in by_metric.items() if pairs.ids}
    if not shared:
        raise UsageError("Two of the runs have no measured question in common. Compare runs over one question file.")
    return shared


def _difference(metric: str, pairs: Pairs, tested: tuple[float, float], *, less_is_better: bool) -> Difference:
    interval = bootstrap_interval(pairs.gains)
    assert interval is not None, "pairs without questions were left out"
    better, worse = pairs.changed(less_is_better=less_is_better)
    return Difference(
        metric=metric,
        count=len(pairs.ids),
        unpaired=pairs.unpaired,
        before=sum(pairs.before) / len(pairs.ids),
        after=sum(pairs.after) / len(pairs.ids),
        low=interval.low,
        high=interval.high,
        p=tested[0],
        corrected=tested[1],
        better=better,
        worse=worse,
    )
