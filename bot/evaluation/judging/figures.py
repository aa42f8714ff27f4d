"""What the verdicts on a run come to, in a group of its own and with the judge's name in front.

No other figure comes in, and these come into no other: not into comparisons, gates, thresholds or sweeps.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evaluation.judging.store import Judgement
from bot.evaluation.judging.verdicts import Criterion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.material import ReportedFigure
from bot.evaluation.statistics.intervals import bootstrap_interval, mean_interval

GROUP = "judge"
UNREADABLE = "replies without a verdict"
WARNING = (
    "A judge is a language model's opinion, not a measurement: it errs, it favours its own words, and another model or "
    "wording gives other figures."
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one judge thinks of a run by one criterion."""

    name: str
    """The judge's name, then the criterion."""
    criterion: Criterion
    values: Mapping[str, float]
    """By question id: 0 or 1, for correctness 1 to 5."""
    failed: int
    """Replies that held no verdict."""

    @property
    def unit(self) -> Unit:
        return Unit.NUMBER if self.criterion is Criterion.CORRECTNESS else Unit.SHARE


def opinions(judgements: Sequence[Judgement]) -> tuple[Opinion, ...]:
    """Of each judge, by criterion; judges of one model are told apart by their ids."""
    models = Counter(judgement.judge.model for judgement in judgements)
    return tuple(
        _opinion(judgement, criterion, alone=models[judgement.judge.model] == 1)
        for judgement in judgements
        for criterion in Criterion
        if any(verdict.criterion is criterion for verdict in judgement.verdicts)
    )


def reported(judgements: Sequence[Judgement]) -> tuple[ReportedFigure, ...]:
    """The same for a report: means with 95 % intervals, and the share of replies that held no verdict."""
    figures = [_reported(opinion) for opinion in opinions(judgements)]
    return tuple(figure for pair in figures for figure in pair)


def _opinion(judgement: Judgement, criterion: Criterion, *, alone: bool) -> Opinion:
    judge = judgement.judge
    given = [verdict for verdict in judgement.verdicts if verdict.criterion is criterion]
    return Opinion(
        name=f"{judge.model if alone else f'{judge.model} ({judge.id})'}: {criterion.value}",
        criterion=criterion,
        values={verdict.question_id: verdict.value for verdict in given if verdict.value is not None},
        failed=sum(verdict.value is None for verdict in given),
    )


def _reported(opinion: Opinion) -> tuple[ReportedFigure, ...]:
    """Grades are bootstrapped even if all are 1: they are no share."""
    values = opinion.values.values()
    known = mean_interval(values) if opinion.unit is Unit.SHARE else bootstrap_interval(values)
    failures = mean_interval([1.0] * opinion.failed + [0.0] * len(values))
    assert failures is not None, "there is no opinion without a reply"
    return (
        ReportedFigure(
            name=opinion.name,
            group=GROUP,
            mean=known.value if known else None,
            low=known.low if known else None,
            high=known.high if known else None,
            n=len(values),
            unit=opinion.unit,
            meaning="a language model's opinion, no measurement",
        ),
        ReportedFigure(
            name=f"{opinion.name}, {UNREADABLE}",
            group=GROUP,
            mean=failures.value,
            low=failures.low,
            high=failures.high,
            n=failures.count,
            higher_is_better=False,
        ),
    )
