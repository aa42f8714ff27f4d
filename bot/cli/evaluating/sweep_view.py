"""A sweep as a table for a terminal, with marks for the frontier, and as JSON."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.reporting.amounts import UNKNOWN
from bot.evaluation.statistics.comparing import Difference
from bot.evaluation.statistics.intervals import Interval
from bot.evaluation.sweeping import Confirmation, Metric, Point
from bot.rendering.fields import counted, field
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

_COLUMNS = 24
"""Of a figure with its interval."""
_KEEP = "keep the defaults"


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep came to. `points`: the defaults first; `frontier`: the best first."""

    questions: str
    dev: int
    test: int
    points: Sequence[Point]
    frontier: Sequence[Point]
    best: Point
    confirmation: Confirmation | None
    """None: the defaults are the best."""

    @property
    def metrics(self) -> list[Metric]:
        return [metric for metric, _ in self.points[0].figures]


def table(swept: Swept) -> Iterator[Paragraph]:
    """Each point, the best first, then the verdict."""
    yield field("questions", f"{line(swept.questions)}: {swept.dev:,} to choose by, {swept.test:,} to confirm on")
    yield field("frontier", "* no other point is both better and quicker")
    yield BLANK
    head = "".join(f"{_named(metric):<{_COLUMNS}} " for metric in swept.metrics)
    yield paragraph((f"  {head}{'seconds':>8}  settings", "dim"))
    for point in sorted(swept.points, key=lambda point: point.merits, reverse=True):
        yield _row(point, on_frontier=point in swept.frontier)
    yield BLANK
    yield field("best", line(swept.best.label))
    yield from _test_half(swept)
    yield field("verdict", verdict(swept), "bold")


def table_json(swept: Swept) -> dict[str, Any]:
    """The same as data; what could not be measured is null."""
    confirmation = swept.confirmation
    differences = confirmation.differences if confirmation else ()
    return {
        "questions": swept.questions,
        "dev": swept.dev,
        "test": swept.test,
        "points": [_point_json(point, on_frontier=point in swept.frontier) for point in swept.points],
        "best": swept.best.run,
        "differences": [_difference_json(each) for each in differences],
        "confirmed": confirmation is not None and confirmation.is_confirmed,
        "verdict": verdict(swept),
    }


def verdict(swept: Swept) -> str:
    """Whether to change anything, in words."""
    found = swept.confirmation
    if found is None:
        return f"nothing beats the defaults on the dev half: {_KEEP}"
    if found.is_confirmed:
        return f"confirmed: {line(swept.best.label)} is better than the defaults on the test half"
    if found.difference is None:
        return f"not confirmed, no question of the test half has {found.metric.name}: {_KEEP}"
    return f"not confirmed: {_KEEP}"


def _test_half(swept: Swept) -> Iterator[Paragraph]:
    differences = {each.metric: each for each in swept.confirmation.differences} if swept.confirmation else {}
    for metric in swept.metrics:
        if (found := differences.get(metric.name)) is not None:
            told = (
                f"{metric.name} {found.before:.3f} by default, {found.after:.3f} with the best: {found.change:+.3f} "
                f"[{found.low:+.3f}, {found.high:+.3f}], p {found.corrected:.3f}, {counted(found.count, 'question')}"
            )
            yield field("test half", told)


def _named(metric: Metric) -> str:
    return metric.name if metric.higher_is_better else f"{metric.name} (less)"


def _row(point: Point, *, on_frontier: bool) -> Paragraph:
    figures = "".join(f"{_told(found):<{_COLUMNS}} " for _, found in point.figures)
    seconds = UNKNOWN if point.seconds is None else f"{point.seconds:.3f}"
    mark = "*" if on_frontier else " "
    failed = f"  ({point.failed:,} failed)" if point.failed else ""
    return paragraph(f"{mark} {figures}{seconds:>8}  {line(point.label)}{failed}", hang=_COLUMNS)


def _told(found: Interval | None) -> str:
    return UNKNOWN if found is None else f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _point_json(point: Point, *, on_frontier: bool) -> dict[str, Any]:
    return {
        "run": point.run,
        "settings": dict(point.changes),
        "figures": [_figure_json(metric, found) for metric, found in point.figures],
        "seconds": point.seconds,
        "failed": point.failed,
        "frontier": on_frontier,
    }


def _figure_json(metric: Metric, found: Interval | None) -> dict[str, Any]:
    known = (found.value, found.low, found.high, found.count) if found else (None, None, None, 0)
    better = "higher" if metric.higher_is_better else "lower"
    return {"name": metric.name, "better": better, **dict(zip(("value", "low", "high", "n"), known, strict=True))}


def _difference_json(found: Difference) -> dict[str, Any]:
    return {
        "metric": found.metric,
        "defaults": found.before,
        "best": found.after,
        "change": found.change,
        "low": found.low,
        "high": found.high,
        "p": found.corrected,
        "n": found.count,
    }
