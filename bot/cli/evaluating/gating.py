"""`newsdesk evaluate gate`: whether a run is worse than a baseline; `baseline` writes one to a file to keep."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.cli.evaluating.stored import Metrics, measured_run
from bot.cli.exits import ExitCode
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.evaluation.baselines import Baseline
    from bot.evaluation.statistics.gating import Verdict
    from bot.rendering.paragraphs import Paragraph
    from bot.settings.settings import Settings

RunName = Annotated[str, typer.Argument(metavar="RUN", help="A run by name; `evaluate list` tells them.")]

_TOLERANCE = 0.01  # statistics.gating.PROCESSOR_TOLERANCE, which a help text must not import; a test compares them


@takes_desk
def gate(
    desk: Desk,
    run: RunName,
    *,
    against: Annotated[
        str, typer.Option("--baseline", metavar="RUN|FILE", help="A run by name, or a file of `evaluate baseline`.")
    ],
    max_drop: Annotated[
        list[str], typer.Option("--max-drop", metavar="METRIC=0.01", help="How much worse it may be; repeatable.")
    ],
    tolerance: Annotated[
        float,
        typer.Option(min=0, help="Allowed beyond each: the int8 models differ between processors; 0 on one machine."),
    ] = _TOLERANCE,
    json: Json = False,
) -> None:
    """Hold a run against a baseline, and fail if it is worse by more than is allowed.

    Exit code: 0 it is not, 1 it is.
    """
    from dataclasses import asdict

    from bot.evaluation.measuring import values
    from bot.evaluation.statistics.gating import gate as held

    settings, drops = desk.settings(), _drops(max_drop)
    baseline = _baseline(desk, settings, against)
    measured = measured_run(desk, settings, run)
    given = values(measured, [figure.name for figure in measured.figures])
    verdict = held(given, baseline.values, drops, tolerance, less_is_better=baseline.less_is_better)
    if json:
        desk.show_json({**asdict(verdict), "passed": verdict.passed})
    else:
        desk.show(_told(verdict, run, against))
    raise typer.Exit(ExitCode.SUCCESS if verdict.passed else ExitCode.FAILURE)


@takes_desk
def baseline(
    desk: Desk,
    run: RunName,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", parser=given_path, help="Where it goes.")],
    metrics: Metrics = None,
) -> None:
    """Write a run's figures, question by question, to a small file: commit it, and hold later runs against it."""
    from bot.evaluation import baselines
    from bot.evaluation.measuring import named

    measured = measured_run(desk, desk.settings(), run)
    baselines.write(baselines.of_run(measured, named([measured], metrics or ())), output)
    desk.note(f"Written to {output}.")


def _drops(texts: Iterable[str]) -> dict[str, float]:
    drops: dict[str, float] = {}
    for text in texts:
        name, _, number = (part.strip() for part in text.partition("="))
        try:
            drops[name] = float(number)
        except ValueError:
            raise UsageError(f"--max-drop {text[:80]!r} is no limit. Write it like --max-drop right=0.01.") from None
    return drops


def _baseline(desk: Desk, settings: "Settings", given: str) -> "Baseline":
    """A file where there is one of this name, else a run."""
    from bot.evaluation import baselines

    if Path(given).is_file():
        return baselines.read(Path(given))
    if "/" in given or "\\" in given or given.endswith((".json", ".jsonl")):
        raise UsageError(
            f"--baseline {given}: there is no such file. `newsdesk evaluate baseline RUN -o FILE` writes one."
        )
    measured = measured_run(desk, settings, given)
    return baselines.of_run(measured, [figure.name for figure in measured.figures])


def _told(verdict: "Verdict", run: str, against: str) -> "Iterator[Paragraph]":
    from bot.rendering.fields import field, listed
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    yield field("run", line(run))
    yield field("against", line(against))
    yield field("tolerance", f"{verdict.tolerance:g} beyond each limit")
    for check in verdict.checks:
        told = ("passed", "green") if check.passed else ("WORSE", "bold red")
        yield paragraph(
            f"{line(check.metric):<20} {check.baseline:.4f} → {check.run:.4f}  ",
            told,
            (f"  (worse by {max(0.0, check.drop):.4f}, allowed {check.allowed:.4f}; n {check.count:,})", "dim"),
        )
        if check.unpaired:
            yield paragraph((f"{check.unpaired:,} questions have this figure in one of them only", "dim"), indent=2)
        if not check.passed:
            yield paragraph((f"got worse: {line(listed(check.worse))}", "dim"), indent=2, hang=2)
    if verdict.passed:
        yield field("verdict", "passed", "bold green")
    else:
        yield field("verdict", "worse than allowed", "bold red")
