"""`newsdesk evaluate compare`: whether one run is better than another, metric by metric."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.evaluating.stored import Metrics, RunNames, measured_runs
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.domain.answer import Answer
    from bot.evaluation.measuring import Measured
    from bot.evaluation.reporting.material import Comparison, Difference
    from bot.rendering.paragraphs import Paragraph

_NAME_COLUMNS = 20
_STYLES = {"better": "bold green", "worse": "bold red", "changed": "bold"}


@takes_desk
def compare(
    desk: Desk,
    runs: RunNames,
    *,
    metrics: Metrics = None,
    show: Annotated[int, typer.Option(metavar="N", min=0, max=100_000, help="Changed questions that are told.")] = 10,
    json: Json = False,
) -> None:
    """Compare runs with the first of them: differences, how sure they are, and the questions that changed.

    Differences are of the questions that both runs were asked, with 95 % intervals (paired bootstrap). A difference is
    called better or worse if chance alone makes one like it in less than one of twenty such tables (paired
    randomisation test, corrected for the number of metrics and runs).
    """
    from dataclasses import asdict

    from bot.evaluation.assembling import compared
    from bot.evaluation.measuring import named

    if len(set(runs)) < 2:
        raise UsageError("One run has nothing to be compared with. Name two runs or more.")
    measured = measured_runs(desk, desk.settings(), runs)
    comparisons = compared(measured, named(measured, metrics or ()))
    if json:
        desk.show_json([asdict(each) for each in comparisons])
        return
    first, *others = measured
    for other, comparison in zip(others, comparisons, strict=True):
        desk.show(_told(first, other, comparison, show))


def _told(first: "Measured", other: "Measured", comparison: "Comparison", show: int) -> "Iterator[Paragraph]":
    from bot.rendering.fields import field
    from bot.rendering.paragraphs import BLANK, paragraph
    from bot.rendering.safety import line

    both = len(first.questions.keys() & other.questions.keys())
    yield field("run", line(comparison.run), "bold")
    yield field("against", line(comparison.baseline))
    yield field("questions", f"{both:,} in both")
    for group in dict.fromkeys(one.group for one in comparison.differences):
        yield BLANK
        yield paragraph((line(group), "bold"))
        yield from (_row(one) for one in comparison.differences if one.group == group)
    for word, ids in (("better", comparison.better), ("worse", comparison.worse)):
        yield BLANK
        yield paragraph((f"{len(ids):,} went {word}", "bold"))
        yield from (_changed(first, other, id_) for id_ in ids[:show])
        if len(ids) > show:
            yield paragraph((f"and {len(ids) - show:,} more: --show {len(ids)}", "dim"), indent=2)
    yield BLANK


def _row(one: "Difference") -> "Paragraph":
    from bot.evaluation.reporting import amounts
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    finding = amounts.finding(one)
    values = f"{amounts.amount(one.before, one.unit):>9} → {amounts.amount(one.after, one.unit):<9}"
    sure = f"{amounts.difference_interval(one)}, {amounts.probability(one)}, n {one.n:,}"
    return paragraph(
        f"{line(one.name):<{_NAME_COLUMNS}} {values} {amounts.difference(one):>13}  ",
        (f"{finding}", _STYLES.get(finding, "")),
        (f"  ({sure})", "dim"),
        indent=2,
        hang=2,
    )


def _changed(first: "Measured", other: "Measured", id_: str) -> "Paragraph":
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    before, after = (next(case.record.answer for case in run.cases if case.gold.id == id_) for run in (first, other))
    return paragraph(
        (f"{line(id_)}  ", "dim"),
        line(first.questions[id_].text),
        (f"  {_said(before)} → {_said(after)}", "dim"),
        indent=2,
        hang=2,
    )


def _said(answer: "Answer | None") -> str:
    from bot.domain.answer import Outcome
    from bot.rendering.safety import line

    if answer is None:
        return "failed"
    if answer.outcome is not Outcome.ANSWERED:
        return "no answer"
    return f"“{line(answer.short)}”" if answer.short else "statements without a short answer"
