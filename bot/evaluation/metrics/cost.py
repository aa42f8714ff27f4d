"""What the answers took: dollars, tokens, time and memory. Passed through and summed up; nothing is estimated.

Times are given only for runs that asked one question at a time: beside others each takes longer than it needs.
"""

import math
from collections.abc import Callable, Sequence
from functools import partial

import numpy as np

from bot.domain.answer import Usage
from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.figure import Figure, Group, Measure, Total, Unit
from bot.evaluation.record import Record, RunInfo


def figures(cases: Sequence[Case], info: RunInfo) -> list[Figure]:
    """What every question took: `usd`, `tokens_in`, `tokens_out`, `seconds`, and `read_seconds` for a stage "read"."""
    return [*_charges(cases), *_times(cases, info)]


def totals(cases: Sequence[Case], info: RunInfo) -> list[Total]:
    """What the whole run took."""
    return [
        *(_less(f"{figure.name}_total", _sum(figure), figure) for figure in _charges(cases)),
        *(total for figure in _times(cases, info) for total in _spread(figure)),
        _pace(cases, info),
        Total("peak_memory_mib", Group.COST, info.peak_memory_mib, len(cases), higher_is_better=False, unit=Unit.MIB),
    ]


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values in proportion (definition 7 of Hyndman and Fan 1996); `percent` is 0..100.

    >>> percentile([1.0, 2.0, 10.0], 95)
    9.2
    """
    return float(np.percentile(values, percent))


def _charges(cases: Sequence[Case]) -> list[Figure]:
    measures = [
        Measure("usd", _used(lambda usage: usage.usd), higher_is_better=False, unit=Unit.USD),
        Measure("tokens_in", _used(lambda usage: usage.tokens_in), higher_is_better=False, unit=Unit.NUMBER),
        Measure("tokens_out", _used(lambda usage: usage.tokens_out), higher_is_better=False, unit=Unit.NUMBER),
    ]
    return [measure.figure(Group.COST, cases) for measure in measures]


def _used(of: Callable[[Usage], float | None]) -> Callable[[Case], float | None]:
    """None for a failure without an answer, of which nobody knows what it cost, and for a price that is not known."""
    return lambda case: None if case.record.answer is None else of(case.record.answer.usage)


def _times(cases: Sequence[Case], info: RunInfo) -> list[Figure]:
    """Seconds of the whole and of each stage. A failure has none: what breaks at once is not quick."""
    stages = dict.fromkeys(stage for case in cases for stage in case.record.stages_ms if stage != "total")
    taken = {case.gold.id: case.record for case in cases if info.parallel == 1 and not case.failed}

    def figure(name: str, of: Callable[[Record], float | None]) -> Figure:
        values = {case.gold.id: of(taken[case.gold.id]) if case.gold.id in taken else None for case in cases}
        return Figure(name, Group.COST, values, higher_is_better=False, unit=Unit.SECONDS)

    whole = figure("seconds", lambda record: record.seconds)
    return [whole, *(figure(f"{stage}_seconds", partial(_of_stage, stage=stage)) for stage in stages)]


def _of_stage(record: Record, stage: str) -> float | None:
    return record.stages_ms[stage] / 1000 if stage in record.stages_ms else None


def _less(name: str, value: float | None, of: Figure) -> Total:
    """A total of a figure; of all that is paid, less is better."""
    return Total(name, of.group, value, of.n, higher_is_better=False, unit=of.unit)


def _sum(figure: Figure) -> float | None:
    """None where one question's is not known: a sum of the others would look like the whole."""
    values = [value for value in figure.values.values() if value is not None]
    return math.fsum(values) if values and len(values) == len(figure.values) else None


def _spread(figure: Figure) -> list[Total]:
    values = [value for value in figure.values.values() if value is not None]
    return [
        _less(f"{figure.name}_{name}", percentile(values, percent) if values else None, figure)
        for name, percent in (("median", 50), ("p95", 95))
    ]


def _pace(cases: Sequence[Case], info: RunInfo) -> Total:
    """Questions a second, failures too: over the answers' own seconds, so only of questions asked one at a time."""
    seconds = math.fsum(case.record.seconds for case in cases) if info.parallel == 1 else 0.0
    pace = len(cases) / seconds if seconds else None
    return Total("questions_per_second", Group.COST, pace, len(cases), unit=Unit.NUMBER)
