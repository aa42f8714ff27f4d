"""What is drawn in a frame: lines, steps, dots and intervals. Runs differ by colour, by dashes and by form."""

from collections.abc import Sequence

from bot.evaluation.reporting.markup import Markup, element, joined
from bot.evaluation.reporting.plots.frame import Frame

STYLES = 6
"""Runs that look different; the seventh looks like the first. Beyond six, lines cannot be followed anyway."""
Point = tuple[float, float]


def style(run: int) -> str:
    """The class of everything that belongs to a run."""
    return f"run run-{run % STYLES}"


def path(frame: Frame, points: Sequence[Point], run: int) -> Markup:
    """A line through the points."""
    return _polyline([frame.at(*point) for point in points], run)


def steps(frame: Frame, points: Sequence[Point], run: int) -> Markup:
    """A line that keeps its height until the next point."""
    corners: list[Point] = []
    for across, up in (frame.at(*point) for point in points):
        if corners:
            corners.append((across, corners[-1][1]))
        corners.append((across, up))
    return _polyline(corners, run)


def dot(frame: Frame, point: Point, run: int, told: str, radius: float = 3.5) -> Markup:
    """A mark of the run's form; `told` is read to those who cannot see it, or point at it."""
    x, y = frame.at(*point)
    return form(x, y, run, radius, told)


def whisker(frame: Frame, x: float, low: float, high: float, run: int) -> Markup:
    """An interval, upright."""
    (across, bottom), (_, top) = frame.at(x, low), frame.at(x, high)
    return element("line", x1=across, x2=across, y1=bottom, y2=top, class_=f"whisker {style(run)}")


def diagonal(frame: Frame) -> Markup:
    """Where both values are the same."""
    (x1, y1), (x2, y2) = frame.at(0, 0), frame.at(1, 1)
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_="ideal")


def form(x: float, y: float, run: int, radius: float, told: str = "") -> Markup:
    """The mark of a run: circle, square, triangle or diamond."""
    title = element("title", told) if told else None
    shape = run % STYLES % 4
    if shape == 0:
        return element("circle", title, cx=x, cy=y, r=radius, class_=f"dot {style(run)}")
    return element("polygon", title, points=_corners(x, y, shape, radius * 1.2), class_=f"dot {style(run)}")


def key(run: int) -> Markup:
    """A small line with the run's mark, for the list of runs."""
    stroke = element("line", x1=1, x2=29, y1=7, y2=7, class_=f"line {style(run)}")
    return element("svg", joined(stroke, form(15, 7, run, 4)), viewBox="0 0 30 14", class_="key", aria_hidden="true")


def _corners(x: float, y: float, shape: int, radius: float) -> str:
    around = {
        1: ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),
        2: ((0, -1), (1, 0.8), (-1, 0.8)),
        3: ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    }[shape]
    return " ".join(f"{x + dx * radius:.1f},{y + dy * radius:.1f}" for dx, dy in around)


def _polyline(corners: Sequence[Point], run: int) -> Markup:
    return element("polyline", points=" ".join(f"{x:g},{y:g}" for x, y in corners), class_=f"line {style(run)}")
