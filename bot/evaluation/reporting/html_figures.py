"""The figures of a report as HTML: headline, comparisons, plots, and a table for each type of question."""

from collections.abc import Iterable
from itertools import groupby

from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting import amounts
from bot.evaluation.reporting.html_questions import anchors
from bot.evaluation.reporting.markup import Markup, element, joined, many
from bot.evaluation.reporting.material import Comparison, Difference, Report, ReportedFigure
from bot.evaluation.reporting.plots.curves import Plot, plots
from bot.evaluation.reporting.plots.marks import form, key
from bot.evaluation.reporting.side_by_side import FigureRow, headline_rows, type_rows

_TRACK = 100
"""Width of the small bar that shows a share and its interval."""
_UNCROWDED = 3
"""Runs that fit side by side on a phone; with more the table scrolls."""


def headline(report: Report) -> Markup:
    """The figures over all questions, with 95 % intervals: the first ones open, the others folded away."""
    note = "Each with its 95 % interval and the number of questions. ↑: higher is better, ↓: lower is better."
    rows = headline_rows(report)
    first = [row for row in rows if row.headline]
    rest = [row for row in rows if not row.headline] if first else []
    folded = element("details", element("summary", f"{len(rest):,} more figures"), _table(report, rest))
    return element(
        "section",
        element("h2", "Figures"),
        element("p", note, class_="small"),
        _table(report, first or rows),
        folded if rest else None,
    )


def comparison(report: Report, compared: Comparison) -> Markup:
    """How one run differs from another, metric by metric, and the questions that changed."""
    return element(
        "section",
        element("h2", f"{compared.run} against {compared.baseline}", dir="auto"),
        element("p", "Differences with 95 % intervals; p corrected for the number of metrics.", class_="small"),
        _scrolled(
            element(
                "table",
                _header(["", "difference", "finding"]),
                element("tbody", many(_difference(one) for one in compared.differences)),
            )
        ),
        _changed(report, "For better", compared.better),
        _changed(report, "For worse", compared.worse),
    )


def plotted(report: Report) -> Markup | None:
    """The plots, with the runs' marks where there are several."""
    drawn = plots(report)
    if not drawn:
        return None
    named = [element("li", key(number), run.info.name, dir="auto") for number, run in enumerate(report.runs)]
    return element(
        "section",
        element("h2", "Plots"),
        element("ul", many(named), class_="keys") if len(named) > 1 else None,
        element("div", many(_figure(plot) for plot in drawn), class_="plots"),
    )


def of_types(report: Report) -> Markup | None:
    """A table for each type of question."""
    types = type_rows(report)
    if not types:
        return None
    tables = (
        element("div", element("h3", type_, dir="auto"), _table(report, rows), class_="type") for type_, rows in types
    )
    return element("section", element("h2", "By type of question"), element("div", many(tables), class_="types"))


def _table(report: Report, rows: list[FigureRow]) -> Markup:
    header = _header(["", *(run.info.name for run in report.runs)])
    bodies = many(_group(group, of_group) for group, of_group in groupby(rows, key=lambda row: row.group))
    crowded = len(report.runs) > _UNCROWDED
    return _scrolled(element("table", header, bodies, class_="crowded" if crowded else None))


def _group(group: str, rows: Iterable[FigureRow]) -> Markup:
    known = list(rows)
    named = element("th", group, colspan=1 + len(known[0].figures), scope="rowgroup", class_="group", dir="auto")
    return element("tbody", element("tr", named), many(_row(row) for row in known))


def _row(row: FigureRow) -> Markup:
    cells = many(_cell(figure, run) for run, figure in enumerate(row.figures))
    meaning = element("span", row.meaning, class_="small faint meaning") if row.meaning else None
    named = element("th", row.name, _direction(row.higher_is_better), meaning, scope="row", dir="auto")
    return element("tr", named, cells)


def _cell(figure: ReportedFigure | None, run: int) -> Markup:
    if figure is None:
        return element("td", amounts.UNKNOWN)
    told = [amounts.interval(figure), f"n\N{NO-BREAK SPACE}{figure.n:,}" if figure.n else ""]
    return element(
        "td",
        element("span", amounts.amount(figure.mean, figure.unit), class_="mean"),
        _bar(figure, run),
        many(element("span", one, class_="small") for one in told if one),
    )


def _bar(figure: ReportedFigure, run: int) -> Markup | None:
    """A share on a track from 0 to 1, with its interval."""
    mean, low, high = (amounts.finite(value) for value in (figure.mean, figure.low, figure.high))
    if figure.unit is not Unit.SHARE or mean is None:
        return None
    width = ((high or 0) - (low or 0)) * _TRACK if low is not None and high is not None else 0
    return element(
        "svg",
        element("rect", x=0, y=5, width=_TRACK, height=2, class_="track"),
        element("rect", x=(low or 0) * _TRACK, y=3, width=max(width, 0), height=6, class_=f"span run-{run % 6}"),
        form(mean * _TRACK, 6, run, 3.5),
        viewBox=f"-5 0 {_TRACK + 10} 12",
        class_="bar",
        aria_hidden="true",
    )


def _difference(one: Difference) -> Markup:
    finding = amounts.finding(one)
    told = [amounts.difference_interval(one), amounts.probability(one)]
    return element(
        "tr",
        element("th", one.name, _direction(one.higher_is_better), scope="row", dir="auto"),
        element(
            "td",
            element("span", amounts.difference(one), class_="mean"),
            many(element("span", each, class_="small") for each in told if each),
        ),
        element("td", finding, class_=f"finding {finding.split()[0]}"),
    )


def _changed(report: Report, told: str, ids: Iterable[str]) -> Markup | None:
    links = anchors(report)
    named = [
        element("li", element("a", id_, href=f"#{links[id_]}") if id_ in links else id_, dir="auto") for id_ in ids
    ]
    if not named:
        return None
    return joined(element("h3", f"{told}: {len(named):,}"), element("ul", many(named), class_="ids"))


def _figure(plot: Plot) -> Markup:
    remarks = (element("p", remark, class_="small", dir="auto") for remark in plot.remarks)
    return element(
        "figure",
        element("h3", plot.title),
        plot.drawing,
        element("figcaption", element("p", plot.told, class_="small"), many(remarks)),
    )


def _header(names: list[str]) -> Markup:
    cells = (element("th", name, scope="col", dir="auto") if name else element("td") for name in names)
    return element("thead", element("tr", many(cells)))


def _scrolled(table: Markup) -> Markup:
    return element("div", table, class_="wide")


def _direction(higher_is_better: bool | None) -> Markup | None:  # noqa: FBT001 - it is the figure's own word
    if higher_is_better is None:
        return None
    told = "higher is better" if higher_is_better else "lower is better"
    return element(
        "span", "\N{NO-BREAK SPACE}↑" if higher_is_better else "\N{NO-BREAK SPACE}↓", class_="faint", title=told
    )
