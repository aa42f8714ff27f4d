"""`newsdesk evaluate sweep`: which settings are better or quicker, and whether other questions confirm it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Writer
from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.evaluating.budget import see_price
from bot.cli.evaluating.grid_asking import GridAsking
from bot.cli.evaluating.running import Articles, Parallel, QuestionFormat, Questions, library_of
from bot.cli.exits import ExitCode
from bot.domain.answer import Engine
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.conducting import Plan
    from bot.evaluation.formats import SetIntake
    from bot.evaluation.gold import QuestionSet
    from bot.evaluation.sweeping import Changes as PointChanges
    from bot.settings.settings import Settings

MOST = 60
"""Points of a grid: on a dev half of 300 questions some 45 minutes of two cores, at 150 ms a question."""
CUTTING = ("ingestion.", "embedder.")
"""Settings that a library was built with."""

Over = Annotated[
    list[str], typer.Option("--over", metavar="NAME=VALUE,VALUE...", help="A setting and its values; repeatable.")
]
Fixed = Annotated[
    list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A setting of every point; repeatable.")
]
Figures = Annotated[
    list[str] | None,
    typer.Option(
        "--metric", metavar="NAME", help="What is to be better; right if none is given; of several the first decides."
    ),
]
Page = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE.html", parser=given_path, help="Write the frontier as a page."),
]


@takes_desk
def sweep(
    desk: Desk,
    questions: Questions,
    *,
    over: Over,
    form: QuestionFormat = None,
    articles: Articles = None,
    engine: Writer = None,
    changes: Fixed = None,
    metric: Figures = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="The first N questions of each half.")] = None,
    parallel: Parallel = 1,
    name: Annotated[str | None, typer.Option(metavar="PREFIX", help="Of the runs' names.")] = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="Points that the grid may have.")] = MOST,
    budget: Annotated[
        float | None, typer.Option(metavar="USD", min=0, help="End once all points together cost so much.")
    ] = None,
    output: Page = None,
    json: Json = False,
) -> None:
    """Ask the dev half with every combination of settings, and confirm the best on the test half.

    newsdesk evaluate sweep QUESTIONS --over search.hits=10,20,30 --over answering.evidence=4,8

    Told are the points that no other beats in quality and time, and whether the
    best of them beats the defaults (your settings, with --set) on the test half
    too: among many settings the best of one half is often best by chance.

    The halves are the set's own (split dev and the rest), or where it has none,
    made by the questions' ids. Each point is a run as of `evaluate run`; given
    again after an interruption, the same command asks only the rest.

    Exit code: 0 everything was asked, 1 a question failed.
    """
    from bot.cli.evaluating.sweep_view import table, table_json
    from bot.evaluation import formats, sweeping

    wanted = sweeping.metrics(metric or ["right"])
    _check_output(output)
    points = _points(desk, engine, over, changes or [], most)
    _check_prices(points, budget)
    given = formats.read(questions, form)
    halves = sweeping.halves(given.questions, limit)
    source = articles or formats.articles(questions, form)
    _check_library(source, over)
    planned = _planned(desk, points, source, given, parallel=parallel, beginning=name)
    work = GridAsking(desk, halves, wanted, planned, budget)
    found = work.swept()
    if json:
        desk.show_json(table_json(found))
    else:
        desk.show(table(found))
    if output is not None:
        work.write(output, found)
    raise typer.Exit(ExitCode.FAILURE if work.failed else ExitCode.SUCCESS)


def _check_output(output: Path | None) -> None:
    """Else hours may go by before it is told."""
    if output is not None and (output.is_dir() or not output.absolute().parent.is_dir()):
        raise UsageError(f"{output}: cannot be written: it is a folder or in none. Name another file with -o.")


def _points(
    desk: Desk, engine: Engine | None, over: list[str], changes: list[str], most: int
) -> "list[tuple[PointChanges, Settings]]":
    from bot.evaluation.conducting import without_receipts
    from bot.evaluation.sweeping import axes, configured, grid
    from bot.settings.overriding import overridden, parsed

    fixed = parsed(changes)
    combinations = grid(axes(over), fixed, most)
    settings = without_receipts(overridden(desk.settings({"chat.engine": engine}), fixed))
    return configured(settings, combinations)


def _check_prices(points: "list[tuple[PointChanges, Settings]]", budget: float | None) -> None:
    from bot import wiring

    for _, settings in points:
        if wiring.engine(settings) is Engine.GENERATIVE:
            see_price(settings, budget)


def _check_library(source: "Path | SetIntake | None", over: list[str]) -> None:
    cut = [text for text in over if text.strip().startswith(CUTTING)]
    if source is None and cut:
        raise UsageError(
            f"--over {cut[0][:80]} needs --articles: your own library is built in one way, and would have to be built "
            "again for each point."
        )


def _planned(
    desk: Desk,
    points: "list[tuple[PointChanges, Settings]]",
    source: "Path | SetIntake | None",
    given: "QuestionSet",
    *,
    parallel: int,
    beginning: str | None,
) -> "list[tuple[PointChanges, Plan]]":
    """Every library is built before anything is asked: that is when articles and settings show that they do not fit."""
    from bot.evaluation import identity
    from bot.evaluation.conducting import Plan, described

    planned = []
    for changes, settings in points:
        library = library_of(desk, settings, source)
        info = described(given, library, parallel)
        if beginning is not None:
            info = replace(info, name=identity.checked_name(identity.default_name(info, beginning)))
        planned.append((changes, Plan(settings, library, given, info, measures_memory=False)))
    return planned
