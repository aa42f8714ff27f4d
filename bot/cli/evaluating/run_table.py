"""The figures of one run as a table for a terminal, and as JSON. A page to read and to print is `evaluate report`."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.evaluation.metrics.figure import Figure, Group, Total, Unit
from bot.evaluation.record import RunInfo
from bot.evaluation.statistics.intervals import Interval, bootstrap_interval, mean_interval
from bot.rendering.fields import counted, field
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

_NAME_COLUMNS = 34


def table(info: RunInfo, figures: Sequence[Figure], totals: Sequence[Total], failed: int) -> Iterator[Paragraph]:
    """What the run is, then each metric that could be measured, by group, with its 95 % interval."""
    yield field("run", line(info.name))
    yield field("questions", line(info.questions))
    yield field("settings", line(" ".join(f"{name}={value}" for name, value in info.settings.items())) or "defaults")
    yield field("failed", counted(failed, "question"), "bold" if failed else "")
    for group in Group:
        rows = [*_figures(figures, group), *_totals(totals, group)]
        if rows:
            yield BLANK
            yield paragraph((group.value, "bold"))
            yield from rows


def table_json(info: RunInfo, figures: Sequence[Figure], totals: Sequence[Total], failed: int) -> dict[str, Any]:
    """The same as data; what could not be measured is null."""
    measured = [(figure, _interval(figure)) for figure in figures]
    return {
        "run": info.name,
        "questions": info.questions,
        "engine": info.engine,
        "version": info.version,
        "settings": info.settings,
        "failed": failed,
        "figures": [_figure_json(figure, interval) for figure, interval in measured]
        + [{**_head(total), "value": total.value, "low": None, "high": None, "n": total.n} for total in totals],
    }


def _figures(figures: Sequence[Figure], group: Group) -> Iterator[Paragraph]:
    for figure in figures:
        interval = _interval(figure) if figure.group is group else None
        if interval is not None:
            value = f"{_number(interval.value, figure.unit)} [{_ends(interval, figure.unit)}]"
            yield _row(figure.name, value, interval.count)


def _totals(totals: Sequence[Total], group: Group) -> Iterator[Paragraph]:
    for total in totals:
        if total.group is group and total.value is not None:
            yield _row(total.name, _number(total.value, total.unit), total.n)


def _interval(figure: Figure) -> Interval | None:
    """Only a share is one of right and wrong: a price of 0 of every answer is no share of answers."""
    if figure.unit is Unit.SHARE:
        return mean_interval(figure.values.values())
    return bootstrap_interval(value for value in figure.values.values() if value is not None)


def _row(name: str, value: str, questions: int) -> Paragraph:
    return paragraph(f"{line(name):<{_NAME_COLUMNS}} {value:<24}", (f" {questions:,}", "dim"), indent=2)


def _number(value: float, unit: Unit) -> str:
    match unit:
        case Unit.SHARE:
            return f"{value:.3f}"
        case Unit.SECONDS:
            return f"{value:.3f} s"
        case Unit.USD:
            return f"{value:.4f} USD"
        case Unit.MIB:
            return f"{value:,.0f} MiB"
        case Unit.NUMBER:
            return f"{value:,.1f}"


def _ends(interval: Interval, unit: Unit) -> str:
    digits = 4 if unit is Unit.USD else 1 if unit is Unit.NUMBER else 3
    return f"{interval.low:,.{digits}f}, {interval.high:,.{digits}f}"


def _figure_json(figure: Figure, interval: Interval | None) -> dict[str, Any]:
    known = (interval.value, interval.low, interval.high) if interval else (None, None, None)
    return {**_head(figure), **dict(zip(("value", "low", "high"), known, strict=True)), "n": figure.n}


def _head(of: Figure | Total) -> dict[str, Any]:
    better = {True: "higher", False: "lower", None: None}[of.higher_is_better]
    return {"name": of.name, "group": of.group.value, "unit": of.unit.value, "better": better}
