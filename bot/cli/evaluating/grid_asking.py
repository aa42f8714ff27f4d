"""The asking of a grid, point by point, within a budget of all points together; then its page."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.desk import Desk
from bot.cli.evaluating.running import asked
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.cli.evaluating.sweep_view import Swept
    from bot.evaluation.conducting import Plan
    from bot.evaluation.gold import GoldQuestion
    from bot.evaluation.measuring import Measured
    from bot.evaluation.sweeping import Changes as PointChanges
    from bot.evaluation.sweeping import Halves, Metric, Point


class GridAsking:
    """The asking of a grid; the first of `planned` are the defaults."""

    def __init__(
        self,
        desk: Desk,
        halves: "Halves",
        wanted: "Sequence[Metric]",
        planned: "list[tuple[PointChanges, Plan]]",
        budget: float | None,
    ) -> None:
        self.failed = 0
        self._desk = desk
        self._halves = halves
        self._wanted = wanted
        self._planned = planned
        self._plans = {plan.info.name: plan for _, plan in planned}
        self._budget = budget
        self._spent: dict[str, float] = {}
        """USD by run, also of what was asked before."""

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
        name, left = plan.info.name, None
        if self._budget is not None:
            left = max(0.0, self._budget - sum(usd for run, usd in self._spent.items() if run != name))
        progress = asked(self._desk, replace(plan, budget_usd=left), half)
        self._spent[name] = progress.usd
        self.failed += progress.failed
        if progress.done < progress.total:
            raise UsageError(
                f"The budget of {self._budget:g} USD is spent: {progress.done:,} of {progress.total:,} questions of "
                f"the run {name} were asked. The same command with a greater --budget goes on."
            )

    def _measured(self, plan: "Plan", half: "tuple[GoldQuestion, ...]") -> "Measured":
        """Of this half only, though the run may hold the other too."""
        from bot.evaluation.libraries import stored_articles
        from bot.evaluation.measuring import measured
        from bot.evaluation.store import Runs

        stored = Runs(plan.settings.data_dir).load(plan.info.name)
        ids = {question.id for question in half}
        records = tuple(record for record in stored.records if record.question_id in ids)
        return measured(replace(stored, records=records), stored_articles(plan.settings, stored.info.articles_hash))
