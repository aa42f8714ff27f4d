"""Measured runs become what a report draws: figures with intervals, curves, questions, and how the runs differ."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from bot.domain.receipt import Fate
from bot.evaluation.measuring import HEADLINE, OF_TYPES, Measured, interval, less_is_better, named, values
from bot.evaluation.metrics.abstention import shown_answers
from bot.evaluation.metrics.answers import right
from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.figure import Figure, Total, Unit
from bot.evaluation.metrics.selective import risk_coverage
from bot.evaluation.reporting.material import (
    Comparison,
    Curves,
    Difference,
    HitAt,
    QualityAtCost,
    Report,
    ReportedFigure,
    ReportedQuestion,
    RunReport,
    TypeFigures,
)
from bot.evaluation.reporting.verdicts import Verdict, verdict
from bot.evaluation.statistics import comparing
from bot.evaluation.statistics.calibrating import reliability

HITS = ("passage_hit@", "article_hit@")
"""What hit@k is drawn of: passages where the set quotes its evidence, else articles."""
QUALITIES = ("right", "passage_ndcg@10", "article_ndcg@10")
"""What is drawn against time and cost: the first of these that was measured."""

_WELL = {Verdict.RIGHT, Verdict.KEPT_SILENT}
_BADLY = {Verdict.MISSED, Verdict.WRONG, Verdict.FALSE_ANSWER, Verdict.FAILED}


def report(
    runs: Sequence[Measured],
    title: str | None = None,
    opinions: Mapping[str, Sequence[ReportedFigure]] = MappingProxyType({}),
) -> Report:
    """All that is drawn of these runs; the first is the one that the others are compared with.

    `opinions`: what judges say of a run, by its name; they come behind its figures and into no comparison.

    Raises:
        UsageError: the runs have no measured question in common.

    """
    return Report(
        title=title or f"How good the answers are: {', '.join(dict.fromkeys(run.info.questions for run in runs))}",
        runs=tuple(run_report(run, opinions.get(run.info.name, ())) for run in runs),
        comparisons=compared(runs, named(runs, ())) if len(runs) > 1 else (),
    )


def run_report(run: Measured, opinions: Sequence[ReportedFigure] = ()) -> RunReport:
    """One run with its figures, curves and questions."""
    totals = [_total(total) for total in run.totals if total.value is not None]
    return RunReport(
        info=run.info,
        figures=(*_figures(run.figures), *totals, *opinions),
        by_type=_by_type(run),
        curves=_curves(run),
        questions=tuple(map(reported_question, run.cases)),
    )


def compared(runs: Sequence[Measured], metrics: Sequence[str]) -> tuple[Comparison, ...]:
    """How each other run differs from the first, in these metrics; p corrected for all of them.

    Raises:
        UsageError: the runs have no measured question in common, or there are fewer than two.

    """
    first, *others = runs
    figures = {figure.name: figure for figure in first.figures}
    less = less_is_better(first.figures)
    tested = comparing.compare_with_first([values(run, metrics) for run in runs], less_is_better=less)
    return tuple(
        _comparison(first, other, [_difference(found, figures[found.metric]) for found in differences])
        for other, differences in zip(others, tested, strict=True)
    )


def reported_question(case: Case) -> ReportedQuestion:
    """A question with what became of it."""
    judged = right(case)
    dropped = tuple(f"{each.text} ({each.why})" for each in case.record.judged if each.fate is Fate.DROPPED)
    return ReportedQuestion(case.gold, case.record, None if judged is None else bool(judged), dropped)


def _figures(figures: Sequence[Figure]) -> list[ReportedFigure]:
    return [_reported(figure) for figure in figures if figure.n]


def _reported(figure: Figure) -> ReportedFigure:
    known = interval(figure)
    assert known is not None, "figures of no question were left out"
    return ReportedFigure(
        name=figure.name,
        group=figure.group.value,
        mean=known.value,
        low=known.low,
        high=known.high,
        n=known.count,
        higher_is_better=figure.higher_is_better,
        unit=figure.unit,
        meaning=HEADLINE.get(figure.name, ""),
    )


def _total(total: Total) -> ReportedFigure:
    return ReportedFigure(
        name=total.name,
        group=total.group.value,
        mean=total.value,
        n=total.n,
        higher_is_better=total.higher_is_better,
        unit=total.unit,
    )


def _by_type(run: Measured) -> tuple[TypeFigures, ...]:
    """A few figures of each type of question; nothing where all are of one type."""
    types: dict[str, set[str]] = {}
    for case in run.cases:
        types.setdefault(case.gold.type, set()).add(case.gold.id)
    if len(types) < 2:
        return ()
    few = [figure for figure in run.figures if figure.name in OF_TYPES]
    return tuple(
        TypeFigures(type_, tuple(replace(each, meaning="") for each in _figures([each.among(ids) for each in few])))
        for type_, ids in types.items()
    )


def _curves(run: Measured) -> Curves:
    shown = shown_answers(run.cases)
    known = reliability(shown)
    alone = run.info.parallel == 1
    return Curves(
        hit_at=_hit_at(run.figures),
        reliability=known.bins if known else (),
        risk_coverage=tuple(risk_coverage(shown)),
        latencies=tuple(case.record.seconds for case in run.cases if not case.failed) if alone else (),
        quality_at_cost=_quality_at_cost(run.figures),
    )


def _hit_at(figures: Sequence[Figure]) -> tuple[HitAt, ...]:
    for name in HITS:
        found = {int(figure.name.removeprefix(name)): figure for figure in figures if figure.name.startswith(name)}
        known = {k: interval(figure) for k, figure in sorted(found.items())}
        drawn = [HitAt(k, each.value, each.low, each.high) for k, each in known.items() if each]
        if drawn:
            return tuple(drawn)
    return ()


def _quality_at_cost(figures: Sequence[Figure]) -> tuple[QualityAtCost, ...]:
    """Against the seconds of a question, and against its USD where it cost any."""
    by_name = {figure.name: figure for figure in figures}
    quality = next((by_name[name] for name in QUALITIES if by_name[name].n), None)
    measured = interval(quality) if quality else None
    if quality is None or measured is None:
        return ()
    costs = [(by_name[name].mean, unit) for name, unit in (("seconds", Unit.SECONDS), ("usd", Unit.USD))]
    return tuple(
        QualityAtCost(quality.name, measured.value, cost, unit, measured.low, measured.high)
        for cost, unit in costs
        if cost
    )


def _difference(found: comparing.Difference, figure: Figure) -> Difference:
    return Difference(
        name=figure.name,
        group=figure.group.value,
        difference=found.change,
        low=found.low,
        high=found.high,
        p_value=found.corrected,
        significant=found.is_significant,
        higher_is_better=figure.higher_is_better,
        unit=figure.unit,
        before=found.before,
        after=found.after,
        n=found.count,
        better=found.better,
        worse=found.worse,
    )


def _comparison(first: Measured, other: Measured, differences: Sequence[Difference]) -> Comparison:
    better, worse = _changed(first, other)
    if not better and not worse and differences:  # a set that tells no right answers: then by the first metric
        better, worse = differences[0].better, differences[0].worse
    return Comparison(first.info.name, other.info.name, tuple(differences), better, worse)


def _changed(first: Measured, other: Measured) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The questions that went badly and now go well, and the reverse."""
    before, after = ({case.gold.id: verdict(reported_question(case)) for case in run.cases} for run in (first, other))
    both = [id_ for id_ in before if id_ in after]
    better = tuple(id_ for id_ in both if before[id_] in _BADLY and after[id_] in _WELL)
    worse = tuple(id_ for id_ in both if before[id_] in _WELL and after[id_] in _BADLY)
    return better, worse
