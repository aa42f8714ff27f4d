"""The runs that a command is given by name, with everything that is measured of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk

if TYPE_CHECKING:
    from bot.evaluation.measuring import Measured
    from bot.settings.settings import Settings

RunNames = Annotated[list[str], typer.Argument(metavar="RUN...", help="Runs by name; `evaluate list` tells them.")]
Metrics = Annotated[
    list[str] | None,
    typer.Option("--metric", metavar="NAME", help="A metric, or `all`; by default the main ones. Repeatable."),
]


def measured_run(desk: Desk, settings: "Settings", name: str) -> "Measured":
    """One run. Raises UsageError if there is none of this name, or nothing was asked in it."""
    from bot.errors import UsageError
    from bot.evaluation.libraries import stored_articles
    from bot.evaluation.measuring import measured
    from bot.evaluation.store import Runs

    stored = Runs(settings.data_dir).load(name)
    if not stored.records:
        raise UsageError(f"The run {name} has no record yet. Give the command that began it again.")
    articles = stored_articles(settings, stored.info.articles_hash)
    if articles.text is None:
        desk.note(f"The articles of {name} are gone or have changed: what needs their text is not measured.")
    return measured(stored, articles)


def measured_runs(desk: Desk, settings: "Settings", names: Sequence[str]) -> "list[Measured]":
    """These runs, each once, in their order; told where they were not asked the same. Raises UsageError."""
    runs = [measured_run(desk, settings, name) for name in dict.fromkeys(names)]
    first = runs[0].info
    for run in runs[1:]:
        if run.info.questions_hash != first.questions_hash:
            desk.note(
                f"{first.name} and {run.info.name} were asked different question files: only questions with the same "
                "id are compared."
            )
    return runs
