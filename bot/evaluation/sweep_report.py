"""A sweep as a report: the defaults and the frontier side by side, and the best against the defaults once more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.evaluation.assembling import compared, run_report
from bot.evaluation.measuring import Measured
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.material import Comparison, QualityAtCost, Report, RunReport
from bot.evaluation.sweeping import Metric, Point, shared

MOST_RUNS = 6
"""As many as the plots have looks for; a longer frontier is drawn whole."""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """The defaults and the best on the test half."""

    defaults: Measured
    best: Measured
    label: str
    """Of the best."""


def drawn(points: Sequence[Point], frontier: Sequence[Point]) -> list[Point]:
    """What stands side by side: the defaults (the first of `points`), the frontier, and the best of the others."""
    others = sorted(points, key=lambda point: point.merits, reverse=True)
    ordered = {point.run: point for point in (points[0], *frontier)}
    for point in others:
        if len(ordered) < MOST_RUNS:
            ordered.setdefault(point.run, point)
    return list(ordered.values())


def sweep_report(
    measured: Sequence[tuple[Point, Measured]], frontier: Sequence[Point], tested: SecondLook | None
) -> Report:
    """The page of a sweep; `measured` are the points of `drawn` on the dev half. `tested` None: the defaults won.

    Single questions are shown of the defaults and of the frontier only: a page with all would be slow to open.
    """
    point, first = measured[0]
    metrics = [metric for metric, _ in point.figures]
    return Report(
        title=f"Settings for {first.info.questions}: {metrics[0].name} and time on the dev half",
        runs=tuple(_run(point, run, is_beaten=point not in frontier) for point, run in measured),
        comparisons=_comparisons(tested, metrics) if tested else (),
    )


def _run(point: Point, measured: Measured, *, is_beaten: bool) -> RunReport:
    name = f"{point.label} (beaten)" if is_beaten else point.label
    run = run_report(measured)
    curves = replace(run.curves, quality_at_cost=_at_cost(point))
    questions = () if is_beaten and point.changes else run.questions
    return replace(run, info=replace(run.info, name=name), curves=curves, questions=questions)


def _at_cost(point: Point) -> tuple[QualityAtCost, ...]:
    """Of a metric of which less is better the rest to 1 is drawn, so that up is better in every plot."""
    metric, found = point.figures[0]
    if found is None or point.seconds is None:
        return ()
    if metric.higher_is_better:
        return (QualityAtCost(metric.name, found.value, point.seconds, Unit.SECONDS, found.low, found.high),)
    rest = (1 - found.value, point.seconds, Unit.SECONDS, 1 - found.high, 1 - found.low)
    return (QualityAtCost(f"1 \N{MINUS SIGN} {metric.name}", *rest),)


def _comparisons(tested: SecondLook, metrics: Sequence[Metric]) -> tuple[Comparison, ...]:
    names = shared(tested.defaults, tested.best, metrics)
    if not names:
        return ()
    return tuple(
        replace(each, baseline="defaults", run=f"On the test half: {tested.label}")
        for each in compared((tested.defaults, tested.best), names)
    )
