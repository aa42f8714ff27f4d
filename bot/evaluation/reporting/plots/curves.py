"""The five plots of a report. A run without the curve is left out; a plot without any run is not drawn."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.amounts import amount, finite
from bot.evaluation.reporting.markup import Markup, joined, many
from bot.evaluation.reporting.material import Curves, HitAt, QualityAtCost, Report
from bot.evaluation.reporting.plots.frame import Axis, Frame, amount_axis, named_axis, share_axis, thinned
from bot.evaluation.reporting.plots.marks import Point, diagonal, dot, path, steps, whisker

_COSTS = {Unit.SECONDS: "seconds for a question", Unit.USD: "USD for a question"}


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its title, what it shows, and notes on the runs."""

    title: str
    told: str
    drawing: Markup
    remarks: tuple[str, ...] = ()


def plots(report: Report) -> list[Plot]:
    """All plots that the runs have curves for."""
    runs = [(number, run.info.name, run.curves) for number, run in enumerate(report.runs)]
    drawn = [_hits(runs), _reliability(runs), _risk(runs), _latency(runs), *_costs(runs)]
    return [plot for plot in drawn if plot]


Runs = list[tuple[int, str, Curves]]


def _hits(runs: Runs) -> Plot | None:
    ranks = sorted({hit.k for _, _, curves in runs for hit in curves.hit_at})
    if not ranks:
        return None
    frame = Frame(named_axis("first k passages", [str(k) for k in ranks]), share_axis("questions with a hit"))
    told = "Share of questions with a right passage among the first k, with 95 % intervals."
    beside = 0.06  # of the way between two ranks, so that the intervals of runs do not hide each other
    marks = [
        _line_of_hits(frame, ranks, curves.hit_at, run, (run - (len(runs) - 1) / 2) * beside) for run, _, curves in runs
    ]
    return Plot("Hit@k", told, frame.drawn(told, *marks))


def _line_of_hits(frame: Frame, ranks: list[int], hits: tuple[HitAt, ...], run: int, aside: float) -> Markup:
    known = sorted((hit for hit in hits if finite(hit.share) is not None), key=lambda hit: hit.k)
    if not known:
        return joined()
    placed = [(ranks.index(hit.k) + aside, hit) for hit in known]
    return joined(
        path(frame, [(x, hit.share) for x, hit in placed], run),
        many(_interval(frame, x, hit.low, hit.high, run) for x, hit in placed),
        many(dot(frame, (x, hit.share), run, f"hit@{hit.k}: {amount(hit.share, Unit.SHARE)}") for x, hit in placed),
    )


def _reliability(runs: Runs) -> Plot | None:
    if not any(curves.reliability for _, _, curves in runs):
        return None
    frame = Frame(share_axis("how sure it was"), share_axis("right answers"))
    told = (
        "How sure the reader was against how often it was right; larger marks are more answers, the diagonal is ideal."
    )
    marks = [diagonal(frame)]
    for run, _, curves in runs:
        bins = sorted(
            (one for one in curves.reliability if _both(one.confidence, one.right)), key=lambda one: one.confidence
        )
        most = max((one.count for one in bins), default=1) or 1
        marks.append(path(frame, [(one.confidence, one.right) for one in bins], run))
        for one in bins:
            words = f"{amount(one.confidence, Unit.SHARE)} sure: {amount(one.right, Unit.SHARE)} right of {one.count}"
            marks.append(
                dot(frame, (one.confidence, one.right), run, words, 2 + 4 * math.sqrt(max(one.count, 0) / most))
            )
    return Plot("Reliability", told, frame.drawn(told, *marks))


def _risk(runs: Runs) -> Plot | None:
    lines = [(run, _sorted((p.coverage, p.risk) for p in curves.risk_coverage)) for run, _, curves in runs]
    highest = max((risk for _, points in lines for _, risk in points), default=None)
    if highest is None:
        return None
    frame = Frame(share_axis("answers shown, surest first"), share_axis("wrong among them", _rounded(highest)))
    told = "Share of wrong answers when only the surest are shown; lower is better."
    return Plot("Risk and coverage", told, frame.drawn(told, *(steps(frame, thinned(p), run) for run, p in lines if p)))


def _latency(runs: Runs) -> Plot | None:
    lines = [(run, name, sorted(s for s in curves.latencies if _both(s, 0) and s >= 0)) for run, name, curves in runs]
    slowest = max((seconds[-1] for _, _, seconds in lines if seconds), default=None)
    if slowest is None:
        return None
    frame = Frame(amount_axis("seconds", slowest), share_axis("questions answered"))
    told = "Share of questions answered within a time; further left is faster."
    marks = [steps(frame, thinned(_cumulated(seconds)), run) for run, _, seconds in lines if seconds]
    remarks = tuple(_percentiles(name, seconds) for _, name, seconds in lines if seconds)
    return Plot("Latency", told, frame.drawn(told, *marks), remarks)


def _costs(runs: Runs) -> Iterator[Plot]:
    placed = [
        (run, name, one) for run, name, curves in runs for one in curves.quality_at_cost if _both(one.quality, one.cost)
    ]
    for quality, unit in dict.fromkeys((one.quality_name, one.unit) for _, _, one in placed):
        of_kind = [told for told in placed if (told[2].quality_name, told[2].unit) == (quality, unit)]
        frame = Frame(_cost_axis(unit, [one.cost for _, _, one in of_kind]), share_axis(quality[:40]))
        told = f"{quality} against {_COSTS.get(unit, unit.value)}; up and left is better."
        marks = (_at_cost(frame, run, name, one) for run, name, one in of_kind)
        yield Plot(
            "Quality against time" if unit is Unit.SECONDS else "Quality against cost", told, frame.drawn(told, *marks)
        )


def _cost_axis(unit: Unit, costs: list[float]) -> Axis:
    return amount_axis(_COSTS.get(unit, unit.value), max(costs) * 1.05)  # no mark on the edge


def _at_cost(frame: Frame, run: int, name: str, one: QualityAtCost) -> Markup:
    words = f"{name}: {amount(one.quality, Unit.SHARE)} at {amount(one.cost, one.unit)}"
    interval = _interval(frame, one.cost, one.low, one.high, run)
    return joined(interval, dot(frame, (one.cost, one.quality), run, words, 4.5))


def _interval(frame: Frame, x: float, low: float | None, high: float | None, run: int) -> Markup | None:
    low, high = finite(low), finite(high)
    return None if low is None or high is None else whisker(frame, x, low, high, run)


def _both(one: float, other: float) -> bool:
    return math.isfinite(one) and math.isfinite(other)


def _sorted(points: Iterator[Point]) -> list[Point]:
    return sorted(point for point in points if _both(*point))


def _rounded(share: float) -> float:
    """The next tenth above, so that the line has the frame's height."""
    return math.ceil(share * 10 + 1e-9) / 10


def _cumulated(seconds: list[float]) -> list[Point]:
    return [(0.0, 0.0), *((value, at / len(seconds)) for at, value in enumerate(seconds, 1))]


def _percentiles(name: str, seconds: list[float]) -> str:
    """Nearest rank: the smallest value that so large a share does not exceed."""
    half, most = (seconds[math.ceil(share * len(seconds)) - 1] for share in (0.5, 0.95))
    return f"{name}: median {amount(half, Unit.SECONDS)}, 95th percentile {amount(most, Unit.SECONDS)}"
