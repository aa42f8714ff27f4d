"""Figures as people read them: percent, points, seconds, dollars. A number that is none is a dash."""

import math
from collections.abc import Callable

from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.material import Difference, ReportedFigure

UNKNOWN = "–"
MINUS = "\N{MINUS SIGN}"


def amount(value: float | None, unit: Unit) -> str:
    """A value in its unit.

    >>> amount(0.6242, Unit.SHARE), amount(0.0123, Unit.SECONDS), amount(None, Unit.USD)
    ('62.4 %', '12 ms', '–')
    """
    if value is None or not math.isfinite(value):
        return UNKNOWN
    told = _AMOUNTS[unit](abs(value))
    return f"{MINUS}{told}" if value < 0 else told


def interval(figure: ReportedFigure) -> str:
    """The 95 % interval, empty where there is none.

    >>> interval(ReportedFigure("hit@1", "retrieval", 0.5, 0.41, 0.59, n=120))
    '41.0 to 59.0 %'
    """
    if figure.low is None or figure.high is None:
        return ""
    return _between(amount(figure.low, figure.unit), amount(figure.high, figure.unit))


def difference(told: Difference) -> str:
    """A difference with its sign; shares differ by points of a hundred.

    >>> difference(Difference("hit@1", "retrieval", -0.021, -0.04, 0.0))
    '−2.1 points'
    """
    points = " points" if told.unit is Unit.SHARE and math.isfinite(told.difference) else ""
    return _signed(told.difference, told.unit) + points


def difference_interval(told: Difference) -> str:
    """The 95 % interval of a difference, empty where there is none."""
    if told.low is None or told.high is None:
        return ""
    return _between(_signed(told.low, told.unit), _signed(told.high, told.unit))


def probability(told: Difference) -> str:
    """The p value, empty where there is none.

    >>> probability(Difference("hit@1", "retrieval", 0.1, None, None, p_value=0.0004))
    'p < 0.001'
    """
    p = finite(told.p_value)
    return "" if p is None else "p < 0.001" if p < 0.001 else f"p {p:.3f}"


def finding(told: Difference) -> str:
    """What a difference says: better, worse, changed, or no clear difference.

    >>> finding(Difference("hit@1", "retrieval", 0.05, 0.02, 0.08, significant=True))
    'better'
    """
    if told.significant is None or not math.isfinite(told.difference):
        return "not tested"
    if not told.significant:
        return "no clear difference"
    if told.higher_is_better is None or not told.difference:
        return "changed"
    return "better" if (told.difference > 0) == told.higher_is_better else "worse"


def finite(value: float | None) -> float | None:
    """The value, or None where it is not a number that can be shown."""
    return value if value is not None and math.isfinite(value) else None


def _between(low: str, high: str) -> str:
    """The unit stands once where both ends have the same."""
    _, space, unit = high.partition(" ")
    return f"{low.removesuffix(space + unit)} to {high}"


def _signed(value: float, unit: Unit) -> str:
    told = amount(value, unit).removesuffix(" %")
    return f"+{told}" if value > 0 else told


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.3g}"


_AMOUNTS: dict[Unit, Callable[[float], str]] = {
    Unit.SHARE: lambda value: f"{value * 100:.1f} %",
    Unit.NUMBER: _number,
    Unit.SECONDS: _seconds,
    Unit.USD: lambda value: f"{value:.4f} USD",
    Unit.MIB: lambda value: f"{value:,.0f} MiB",
}
