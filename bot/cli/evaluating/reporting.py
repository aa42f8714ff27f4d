"""`newsdesk evaluate report`: finished runs as a page to read and print, or as Markdown, JSON or CSV."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, given_path, takes_desk
from bot.cli.evaluating.stored import RunNames, measured_runs
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.reporting.material import Report

MOST_RUNS = 6
"""As many as the plots have colours and dashes."""


class Form(StrEnum):
    """What a report is written as."""

    HTML = "html"
    MD = "md"
    JSON = "json"
    CSV = "csv"


class Table(StrEnum):
    """What a CSV file holds."""

    FIGURES = "figures"
    QUESTIONS = "questions"


@takes_desk
def report(
    desk: Desk,
    runs: RunNames,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", parser=given_path, help="Where it goes; else to standard output."
        ),
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="What it is written as; else as FILE is called, else html.")
    ] = None,
    table: Annotated[Table, typer.Option(help="What a CSV file holds.")] = Table.FIGURES,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Of the report.")] = None,
) -> None:
    """Draw runs side by side, the others compared with the first: `evaluate report base new -o report.html`.

    The page is one file that loads nothing: headline figures with intervals, plots, a table for each type of question,
    and every question with its answer, quotes, gold evidence and what was dropped. What judges said of a run stands in
    a group of its own.
    """
    from bot.evaluation.assembling import report as assembled
    from bot.evaluation.judging.figures import reported
    from bot.evaluation.judging.store import judgements

    if len(set(runs)) > MOST_RUNS:
        raise UsageError(f"{len(set(runs))} runs do not fit side by side; name at most {MOST_RUNS}.")
    chosen, settings = form or _form_of(output), desk.settings()
    measured = measured_runs(desk, settings, runs)
    opinions = {run.info.name: reported(judgements(settings.data_dir, run.stored)) for run in measured}
    drawn = _drawn(assembled(measured, title, opinions), chosen, table)
    if output is None:
        desk.write(drawn)
        return
    try:
        output.write_text(drawn, encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}. Name another file with -o.") from error
    desk.note(f"Written to {output}.")


def _form_of(output: Path | None) -> Form:
    """By the file's name."""
    if output is None:
        return Form.HTML
    ending = output.suffix.lower().removeprefix(".")
    usual = {"htm": Form.HTML, "markdown": Form.MD}
    if ending in usual or ending in set(Form):
        return usual.get(ending) or Form(ending)
    raise UsageError(f"{output}: its name tells no format. Call it .html, .md, .json or .csv, or give --format.")


def _drawn(report: "Report", form: Form, table: Table) -> str:
    from bot.evaluation.reporting.report_csv import figures_csv, questions_csv
    from bot.evaluation.reporting.report_html import to_html
    from bot.evaluation.reporting.report_json import to_json
    from bot.evaluation.reporting.report_markdown import to_markdown
    from bot.rendering.safety import json_text

    match form:
        case Form.HTML:
            return to_html(report)
        case Form.MD:
            return to_markdown(report)
        case Form.JSON:
            return json_text(to_json(report)) + "\n"
        case Form.CSV:
            return figures_csv(report) if table is Table.FIGURES else questions_csv(report)
