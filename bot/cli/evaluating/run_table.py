"""The first figures of one run as a table for a terminal, and all of them as JSON. A page is `evaluate report`."""

from collections.abc import Iterator
from typing import Any

from bot.evaluation.reporting import amounts
from bot.evaluation.reporting.material import ReportedFigure, RunReport
from bot.evaluation.reporting.verdicts import Verdict, verdict
from bot.rendering.fields import counted, field
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

_NAME_COLUMNS, _VALUE_COLUMNS = 18, 10
_ALSO = ("answering_f1", "abstaining_f1", "risk_coverage_area", "seconds_median", "seconds_p95", "usd_total")
"""Of the whole run, shown where they could be measured."""


def table(run: RunReport) -> Iterator[Paragraph]:
    """What the run is, then the first metrics that could be measured, by group, with 95 % intervals."""
    info, failed = run.info, failures(run)
    yield field("run", line(info.name))
    yield field("questions", line(f"{len(run.questions):,} of {info.questions}"))
    yield field("settings", line(" ".join(f"{name}={value}" for name, value in info.settings.items())) or "defaults")
    yield field("failed", counted(failed, "question"), "bold" if failed else "")
    yield BLANK
    yield paragraph((f"  {'':<{_NAME_COLUMNS}} {'mean':>{_VALUE_COLUMNS}}  {'95 % interval':<17} {'of':>6}", "dim"))
    shown = [figure for figure in run.figures if figure.meaning or figure.name in _ALSO]
    for group in dict.fromkeys(figure.group for figure in shown):
        yield BLANK
        yield paragraph((line(group), "bold"))
        yield from (_row(figure) for figure in shown if figure.group == group)
    yield BLANK
    yield paragraph((f"{len(run.figures) - len(shown)} more: newsdesk evaluate report {line(info.name)}", "dim"))


def table_json(run: RunReport) -> dict[str, Any]:
    """All figures as data."""
    info = run.info
    return {
        "run": info.name,
        "questions": info.questions,
        "engine": info.engine,
        "version": info.version,
        "settings": info.settings,
        "failed": failures(run),
        "figures": [_figure_json(figure) for figure in run.figures],
    }


def failures(run: RunReport) -> int:
    """Questions that came to neither an answer nor an abstention."""
    return sum(verdict(question) is Verdict.FAILED for question in run.questions)


def _row(figure: ReportedFigure) -> Paragraph:
    value = amounts.amount(figure.mean, figure.unit)
    return paragraph(
        f"{line(figure.name):<{_NAME_COLUMNS}} {value:>{_VALUE_COLUMNS}}  ",
        (f"{amounts.interval(figure):<17} {figure.n:>6,}  {figure.meaning}".rstrip(), "dim"),
        indent=2,
        hang=2,
    )


def _figure_json(figure: ReportedFigure) -> dict[str, Any]:
    better = {True: "higher", False: "lower", None: None}[figure.higher_is_better]
    return {
        "name": figure.name,
        "group": figure.group,
        "unit": figure.unit.value,
        "better": better,
        "value": figure.mean,
        "low": figure.low,
        "high": figure.high,
        "n": figure.n,
    }
