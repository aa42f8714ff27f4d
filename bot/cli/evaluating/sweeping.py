"""`newsdesk evaluate sweep`: which settings are better or quicker, and whether other questions confirm it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Writer
from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.evaluating.running import Articles, Parallel, QuestionFormat, Questions, asked, library_of
from bot.cli.exits import ExitCode
from bot.domain.answer import Engine
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.evaluating.sweep_view import Swept
    from bot.evaluation.conducting import Plan
    from bot.evaluation.formats import SetIntake
    from bot.evaluation.gold import GoldQuestion, QuestionSet
    from bot.evaluation.measuring import Measured
    from bot.evaluation.sweeping import Changes as PointChanges
    from bot.evaluation.sweeping import Halves, Metric, Point
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
    given = formats.read(questions, form)
    halves = sweeping.halves(given.questions, limit)
    source = articles or formats.articles(questions, form)
    _check_library(source, over)
    work = _Sweep(desk, halves, wanted, _planned(desk, points, source, given, parallel=parallel, beginning=name))
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


class _Sweep:
    """The asking of a grid; the first of `planned` are the defaults."""

    def __init__(
        self,
        desk: Desk,
        halves: "Halves",
        wanted: "Sequence[Metric]",
        planned: "list[tuple[PointChanges, Plan]]",
    ) -> None:
        self.failed = 0
        self._desk = desk
        self._halves = halves
        self._wanted = wanted
        self._planned = planned
        self._plans = {plan.info.name: plan for _, plan in planned}

    def swept(self) -> "Swept":
        """Ask whatever was not asked yet. Raises UsageError if the metric is of no question of the dev half."""
        from bot.cli.evaluating.sweep_view import Swept
        from bot.evaluation.sweeping import best, confirmed, frontier

        points = [self._point(number, *each) for number, each in enumerate(self._planned, start=1)]
        chosen, confirmation = best(points), None
        if chosen is not points[0]:
            for each in (points[0], chosen):
                self._ask(self._plans[each.run], self._halves.test)
            confirmation = confirmed(*self._tested(points[0], chosen), self._wanted)
        return Swept(
            questions=self._planned[0][1].questions.name,
            dev=len(self._halves.dev),
            test=len(self._halves.test),
            points=points,
            frontier=frontier(points),
            best=chosen,
            confirmation=confirmation,
        )

    def write(self, output: Path, swept: "Swept") -> None:
        """The page of the frontier."""
        from bot.evaluation.reporting.report_html import to_html
        from bot.evaluation.sweep_report import SecondLook, drawn, sweep_report

        runs = [
            (point, self._measured(self._plans[point.run], self._halves.dev))
            for point in drawn(swept.points, swept.frontier)
        ]
        tested = None
        if swept.confirmation:
            tested = SecondLook(*self._tested(swept.points[0], swept.best), swept.best.label)
        page = to_html(sweep_report(runs, swept.frontier, tested))
        try:
            output.write_text(page, encoding="utf-8", newline="")
        except OSError as error:
            raise UsageError(f"{output}: cannot be written: {error.strerror}. Name another file with -o.") from error
        self._desk.note(f"Written to {output}.")

    def _point(self, number: int, changes: "PointChanges", plan: "Plan") -> "Point":
        from bot.evaluation.sweeping import point

        told = " ".join(f"{name}={value}" for name, value in changes.items()) or "defaults"
        self._desk.note(f"point {number:,} of {len(self._planned):,}: {told}")
        self._ask(plan, self._halves.dev)
        found = point(changes, self._measured(plan, self._halves.dev), self._wanted)
        if found.quality is None:
            raise UsageError(f"No question of the dev half has {self._wanted[0].name}. Choose another --metric.")
        return found

    def _tested(self, defaults: "Point", best: "Point") -> "tuple[Measured, Measured]":
        one, other = (self._measured(self._plans[point.run], self._halves.test) for point in (defaults, best))
        return one, other

    def _ask(self, plan: "Plan", half: "tuple[GoldQuestion, ...]") -> None:
        self.failed += asked(self._desk, plan, half).failed

    def _measured(self, plan: "Plan", half: "tuple[GoldQuestion, ...]") -> "Measured":
        """Of this half only, though the run may hold the other too."""
        from bot.evaluation.libraries import stored_articles
        from bot.evaluation.measuring import measured
        from bot.evaluation.store import Runs

        stored = Runs(plan.settings.data_dir).load(plan.info.name)
        ids = {question.id for question in half}
        records = tuple(record for record in stored.records if record.question_id in ids)
        return measured(replace(stored, records=records), stored_articles(plan.settings, stored.info.articles_hash))
