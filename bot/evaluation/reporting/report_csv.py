"""The report as two CSV tables, figures and questions. No cell can be a formula, whatever it says.

A text that a spreadsheet might take for a formula gets a `'` before it. That holds too where the file is opened with
`;` between cells, as much of Europe does. Numbers are written bare, so a negative one stays a number.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from bot.evaluation.reporting.amounts import finite
from bot.evaluation.reporting.material import Report, ReportedFigure
from bot.evaluation.reporting.side_by_side import QuestionRow, Told, question_rows
from bot.rendering.safety import line

_START = r'[\s"]*(?=[=+\-@＝＋－＠])'
"""Spreadsheets begin a formula with one of these, some after spaces or quotation marks; the wide ones are Japanese."""
_FORMULA = re.compile(_START)
_FORMULA_IN_NEXT_CELL = re.compile(f";{_START}")
_FIGURES = ["run", "question_type", "group", "figure", "unit", "value", "low", "high", "n", "compared_with", "p"]
_QUESTIONS = (
    "run id type answerable question right_answers verdict short statements quotes cited_articles gold_articles "
    "gold_quotes dropped notes error seconds confidence"
).split()
BETWEEN = " | "
"""Between several values in one cell."""

Cell = str | float | None


def figures_csv(report: Report) -> str:
    """One figure a row: over all questions, by type, and differences (with `compared_with`). Lines end with CR LF."""
    return _table(_FIGURES, [*_all_figures(report), *_differences(report)])


def questions_csv(report: Report) -> str:
    """One question of one run a row. Lines end with CR LF."""
    return _table(_QUESTIONS, (_question(row, told) for row in question_rows(report) for told in row.told))


def safe_cell(text: str) -> str:
    """A text on one line that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell("a; =1"), safe_cell("5 - 3")
    ("'=1+1", "a; '=1", '5 - 3')
    """
    shown = _FORMULA_IN_NEXT_CELL.sub(lambda found: f"{found[0]}'", line(text))
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _table(header: list[str], rows: Iterable[list[Cell]]) -> str:
    stream = StringIO()
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(header)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _cell(cell: Cell) -> str | float:
    if isinstance(cell, str):
        return safe_cell(cell)
    known = finite(cell)
    return "" if known is None else known


def _all_figures(report: Report) -> Iterator[list[Cell]]:
    for run in report.runs:
        for figure in run.figures:
            yield _figure(run.info.name, "", figure)
        for of_type in run.by_type:
            for figure in of_type.figures:
                yield _figure(run.info.name, of_type.type, figure)


def _figure(run: str, type_: str, figure: ReportedFigure) -> list[Cell]:
    ends = (figure.mean, figure.low, figure.high)
    return [run, type_, figure.group, figure.name, figure.unit.value, *ends, figure.n, "", None]


def _differences(report: Report) -> Iterator[list[Cell]]:
    for compared in report.comparisons:
        for one in compared.differences:
            ends = (one.difference, one.low, one.high)
            told = [one.group, one.name, one.unit.value, *ends, None, compared.baseline, one.p_value]
            yield [compared.run, "", *told]


def _question(row: QuestionRow, told: Told) -> list[Cell]:
    gold, record, answer = row.gold, told.question.record, told.question.record.answer
    statements = answer.statements if answer else ()
    return [
        told.name,
        gold.id,
        gold.type,
        "yes" if gold.answerable else "no",
        gold.text,
        BETWEEN.join(" / ".join(wordings) for wordings in gold.answers),
        told.verdict.value,
        (answer.short or "") if answer else "",
        BETWEEN.join(statement.text for statement in statements),
        BETWEEN.join(quote.text for statement in statements for quote in statement.quotes),
        BETWEEN.join(citation.article_id for citation in (answer.citations if answer else ())),
        BETWEEN.join(evidence.article_id for evidence in gold.evidence),
        BETWEEN.join(evidence.quote or "" for evidence in gold.evidence),
        BETWEEN.join(told.question.dropped),
        BETWEEN.join(note.text for note in (answer.notes if answer else ())),
        record.error or "",
        record.seconds,
        record.confidence,
    ]
