"""`newsdesk evaluate judge`: what a language model thinks of a run's answers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.evaluating.budget import see_price
from bot.cli.evaluating.run_progress import shown_asking
from bot.cli.evaluating.running import Changes
from bot.cli.exits import ExitCode
from bot.errors import NotConfigured

if TYPE_CHECKING:
    from bot.evaluation.judging.asking import Reached
    from bot.evaluation.judging.store import JudgementFile
    from bot.evaluation.reporting.material import ReportedFigure
    from bot.evaluation.store import StoredRun
    from bot.rendering.paragraphs import Paragraph
    from bot.settings.settings import Settings

_NAME_COLUMNS = 52


@takes_desk
def judge(
    desk: Desk,
    run: Annotated[str, typer.Argument(metavar="RUN", help="The run by name; `evaluate list` tells them.")],
    *,
    changes: Changes = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="The first N answers only.")] = None,
    budget: Annotated[
        float | None, typer.Option(metavar="USD", min=0, help="Ask for nothing more once this judge has cost so much.")
    ] = None,
    json: Json = False,
) -> None:
    """Have a language model judge the answers of a run: its opinion, kept apart from every measured figure.

    It is asked whether each answer says what its sources say (faithfulness), whether it answers the question
    (relevancy) and, where it is known what is right, how well it agrees with that (correctness, 1 to 5). The judge is
    the model of chat.model; take another than the one that wrote the answers: --set chat.model=NAME. Nothing that was
    judged is asked again. Another model or prompt is another judge, whose verdicts are kept beside these.

    Exit code: 0 all was judged or the budget is spent, 1 a reply did not come or held no verdict, 3 no language model
    is set.
    """
    from itertools import islice

    from bot.evaluation.judging.asking import judge_all
    from bot.evaluation.judging.judge import judging_model
    from bot.evaluation.judging.material import materials
    from bot.evaluation.judging.store import judging
    from bot.evaluation.store import Runs

    settings = _settings(desk, changes or [], budget)
    stored = Runs(settings.data_dir).load(run)
    model = judging_model(settings)
    _warn_of_itself(desk, stored, model.model.name)
    with judging(settings.data_dir, stored, model.judge()) as kept, shown_asking(desk) as on_progress:
        reached = judge_all(dict(islice(materials(stored).items(), limit)), model, kept, budget, on_progress)
    _tell_how_far(desk, reached)
    outcome = _Outcome(run, kept, reached.total - reached.done)
    if json:
        desk.show_json(outcome.as_json())
    else:
        desk.show(outcome.told())
    raise typer.Exit(ExitCode.FAILURE if outcome.failed or reached.without_reply else ExitCode.SUCCESS)


def _settings(desk: Desk, changes: list[str], budget: float | None) -> "Settings":
    from bot.settings.overriding import overridden, parsed

    settings = overridden(desk.settings(), parsed(changes))
    model = settings.chat.model
    if model is None:
        raise NotConfigured(
            "A judge is a language model, and none is set: name one in chat.model, or with --set chat.model=NAME; "
            "best another than the one that wrote the answers."
        )
    see_price(settings, budget)
    return settings


def _warn_of_itself(desk: Desk, stored: "StoredRun", model: str) -> None:
    if any(record.answer is not None and record.answer.usage.model == model for record in stored.records):
        desk.note(
            f"The judge {model} wrote answers of this run itself, and models favour their own words. Another judges "
            "with less bias: --set chat.model=NAME."
        )


def _tell_how_far(desk: Desk, reached: "Reached") -> None:
    if reached.without_reply:
        desk.note(
            f"{reached.without_reply:,} of the requests got no reply; the same command sends them again. The last: "
            f"{reached.last_error}"
        )
    if reached.over_budget:
        desk.note(
            f"{reached.done:,} of {reached.total:,} answers were judged, then the budget was spent. The same command "
            "with a greater --budget goes on."
        )
    elif not reached.total:
        desk.note("The run holds no answer that could be judged.")
    elif not reached.asked:
        desk.note("All was judged before, by the same model with the same prompts.")


class _Outcome:
    """What is shown at the end: all that this judge said of the run."""

    def __init__(self, run: str, kept: "JudgementFile", unjudged: int) -> None:
        from bot.evaluation.judging.figures import reported
        from bot.evaluation.judging.store import Judgement

        verdicts = tuple(kept.verdicts.values())
        self._run = run
        self._file = kept
        self._unjudged = unjudged
        self._figures = reported([Judgement(kept.judge, verdicts)])
        self.failed = sum(verdict.value is None for verdict in verdicts)

    def told(self) -> "Iterator[Paragraph]":
        """For a person, the warning last."""
        from bot.evaluation.judging.figures import GROUP, WARNING
        from bot.rendering.fields import counted, field
        from bot.rendering.paragraphs import BLANK, paragraph
        from bot.rendering.safety import line

        judge = self._file.judge
        yield field("run", line(self._run))
        yield field("judge", line(f"{judge.model} at {judge.host}, since {judge.begun_at}"))
        yield field("kept in", line(str(self._file.file)))
        yield field("failed", counted(self.failed, "verdict"), "bold" if self.failed else "")
        yield field("not judged", counted(self._unjudged, "answer"))
        yield BLANK
        yield paragraph((GROUP, "bold"))
        yield from map(_row, self._figures)
        yield BLANK
        yield paragraph((WARNING, "dim"))

    def as_json(self) -> dict[str, Any]:
        """The same as data, with the judge as its file's head has it."""
        from dataclasses import asdict

        from bot.evaluation.judging.figures import WARNING

        return {
            "run": self._run,
            "judge": {"id": self._file.judge.id, **asdict(self._file.judge)},
            "file": str(self._file.file),
            "failed": self.failed,
            "not_judged": self._unjudged,
            "usd": self._file.usd,
            "figures": [asdict(figure) for figure in self._figures],
            "warning": WARNING,
        }


def _row(figure: "ReportedFigure") -> "Paragraph":
    from bot.evaluation.reporting import amounts
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    return paragraph(
        f"{line(figure.name):<{_NAME_COLUMNS}} {amounts.amount(figure.mean, figure.unit):>8}  ",
        (f"{amounts.interval(figure):<22} {figure.n:>6,}", "dim"),
        indent=2,
        hang=2,
    )
