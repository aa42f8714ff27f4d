"""The frame of a plot: two axes with ticks, and where a pair of values lies in it.

No styles stand in the SVG: its classes are coloured by the page's style sheet, as the page's policy wants it.
"""

import math
from dataclasses import dataclass

from bot.evaluation.reporting.markup import Markup, element, joined, many

WIDTH, HEIGHT = 360, 250
"""Of the drawing; about the width of a phone, so that its letters are as large as the text around it."""
LEFT, RIGHT, TOP, BOTTOM = 52, 18, 10, 40
MOST_POINTS = 200
"""Of one line; more cannot be told apart in a frame of 300."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high` (`low < high`), with labelled ticks."""

    label: str
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: float) -> float:
        """Where a value lies: 0 at the axis' low end, 1 at its high end; what lies outside is put at the end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


def share_axis(label: str, high: float = 1.0) -> Axis:
    """From 0 to `high` of 1, in percent."""
    high = min(max(high, 0.05), 1.0)
    return Axis(label, 0.0, high, tuple((tick, f"{tick * 100:g} %") for tick in _ticks(high)))


def amount_axis(label: str, high: float) -> Axis:
    """From 0 to a round number that is at least `high`."""
    high = high if high > 0 else 1.0
    step = _step(high)
    end = math.ceil(high / step - 1e-9) * step
    return Axis(label, 0.0, end, tuple((tick, f"{tick:g}") for tick in _ticks(end)))


def named_axis(label: str, names: list[str]) -> Axis:
    """Names at 0, 1, 2 and so on."""
    return Axis(label, -0.4, len(names) - 0.6, tuple((float(at), name) for at, name in enumerate(names)))


@dataclass(frozen=True, slots=True)
class Frame:
    """Two axes on the drawing."""

    x: Axis
    y: Axis

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a pair of values lies on the drawing."""
        across = LEFT + self.x.place(x) * (WIDTH - LEFT - RIGHT)
        return round(across, 1), round(HEIGHT - BOTTOM - self.y.place(y) * (HEIGHT - TOP - BOTTOM), 1)

    def drawn(self, told: str, *marks: Markup) -> Markup:
        """The whole plot. `told` says in words what it shows."""
        return element(
            "svg",
            joined(_across(self), _upright(self), *marks),
            viewBox=f"0 0 {WIDTH} {HEIGHT}",
            role="img",
            aria_label=told,
        )


def thinned(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """At most `MOST_POINTS` of the points, evenly, the first and the last among them."""
    if len(points) <= MOST_POINTS:
        return points
    last = len(points) - 1
    return [points[round(at * last / (MOST_POINTS - 1))] for at in range(MOST_POINTS)]


def _across(frame: Frame) -> Markup:
    bottom = HEIGHT - BOTTOM
    ticks = [
        element("text", told, x=frame.at(value, frame.y.low)[0], y=bottom + 14, class_="tick middle")
        for value, told in frame.x.ticks
    ]
    label = element("text", frame.x.label, x=(LEFT + WIDTH - RIGHT) / 2, y=HEIGHT - 6, class_="label middle")
    return joined(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=bottom, y2=bottom, class_="axis"), many(ticks), label)


def _upright(frame: Frame) -> Markup:
    middle = (TOP + HEIGHT - BOTTOM) / 2
    label = element("text", frame.y.label, transform=f"translate(11 {middle:g}) rotate(-90)", class_="label middle")
    return joined(many(_rule(frame.at(frame.x.low, value)[1], told) for value, told in frame.y.ticks), label)


def _rule(y: float, told: str) -> Markup:
    rule = element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, class_="rule")
    return joined(rule, element("text", told, x=LEFT - 5, y=y + 3.5, class_="tick end"))


def _ticks(high: float) -> list[float]:
    step = _step(high)
    return [round(at * step, 12) for at in range(int(high / step + 1e-9) + 1)]


def _step(high: float) -> float:
    """The round step (1, 2 or 5 times a power of ten) that gives at most six ticks."""
    power = 10.0 ** math.floor(math.log10(high / 5))
    return next(factor * power for factor in (1, 2, 5, 10) if high / (factor * power) <= 5 + 1e-9)
