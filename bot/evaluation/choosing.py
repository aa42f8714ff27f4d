"""A threshold is chosen on one half of a run, and what it does is told on the other, beside what the present one does.

Leaves out which questions and statements count (`thresholds`) and every formula (`statistics.calibrating`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.metrics.cases import Articles, pair
from bot.evaluation.metrics.selective import Shown, area, precision_at_coverage
from bot.evaluation.record import RunInfo
from bot.evaluation.statistics.calibrating import (
    OperatingPoint,
    Reliability,
    SupportPoint,
    choose_support,
    choose_threshold,
    operating_point,
    reliability,
    support_point,
)
from bot.evaluation.statistics.intervals import Interval
from bot.evaluation.store import StoredRun
from bot.evaluation.thresholds import (
    ABSTENTION,
    SUPPORT,
    Halves,
    halves,
    judged,
    judged_statements,
    setting_of,
    statements,
)
from bot.settings.answering import AnsweringSettings

COVERAGES = (20, 40, 60, 80, 100)
"""In percent of what could be shown: where the curve of risk is told."""

_ANSWERS = {
    "false_answers": "of those without an answer: answered",
    "missed": "of those with one: not answered",
    "found": "of those with one: answered right",
    "precision": "of the answered: right",
    "coverage": "of all: answered",
}
_STATEMENTS = {
    "wrong": "of the shown: wrong",
    "kept": "of all: shown",
    "kept_right": "of the right ones: shown",
}
"""The shares of a point, by field, in words."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One share: on the half that the threshold was chosen on, on the other, and there with the present threshold.

    None: there was nothing to be a share of.
    """

    name: str
    meaning: str
    chosen_on: Interval | None
    reported_on: Interval | None
    present: Interval | None


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """When the surest `percent` are shown: the share of them that is wrong, and the confidence of the least sure."""

    percent: int
    wrong: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A threshold that was chosen. The first effect is what was limited to `most`."""

    info: RunInfo
    setting: str
    threshold: float
    present: float
    """The threshold of the person's settings."""
    most: float
    parted: tuple[str, str]
    """The half that it was chosen on, and the other, in words."""
    counts: tuple[int, int]
    """Questions, or statements, that it was chosen on and is reported on."""
    of: str
    """What is counted: question or statement."""
    left_out: int
    """Those that no threshold applies to, or of which nobody knows whether they are right."""
    effects: tuple[Effect, ...]
    curve: tuple[CurvePoint, ...]
    area: float | None
    """Under the whole curve of risk against coverage, 0 at best. This and the curve: of the half reported on."""
    reliability: Reliability | None


def choose(stored: StoredRun, articles: Articles, most: float, present: AnsweringSettings) -> Choice:
    """The lowest threshold that keeps false answers, or wrong statements, at `most` (a share) on the half chosen on.

    Raises:
        UsageError: it cannot be chosen from this run; the message says why.

    """
    parted = halves(stored.questions, pair(stored.questions.questions, stored.records, articles))
    if setting_of(stored.info) == SUPPORT:
        return _support(stored.info, parted, most, present.support)
    return _abstention(stored.info, parted, most, present.threshold)


def _abstention(info: RunInfo, parted: Halves, most: float, present: float) -> Choice:
    one, other = judged(parted.chosen_on), judged(parted.reported_on)
    threshold = choose_threshold(one, most)
    points = operating_point(one, threshold), operating_point(other, threshold), operating_point(other, present)
    shown = [row.shown for row in other if row.shown]
    return Choice(
        info=info,
        setting=ABSTENTION,
        threshold=threshold,
        present=present,
        most=most,
        parted=parted.parted,
        counts=(len(one), len(other)),
        of="question",
        left_out=len(parted.chosen_on) + len(parted.reported_on) - len(one) - len(other),
        effects=_effects(_ANSWERS, points),
        curve=_curve(shown),
        area=area(shown),
        reliability=reliability(shown),
    )


def _support(info: RunInfo, parted: Halves, most: float, present: float) -> Choice:
    one, other = judged_statements(parted.chosen_on), judged_statements(parted.reported_on)
    threshold = choose_support(one, most)
    points = support_point(one, threshold), support_point(other, threshold), support_point(other, present)
    return Choice(
        info=info,
        setting=SUPPORT,
        threshold=threshold,
        present=present,
        most=most,
        parted=parted.parted,
        counts=(len(one), len(other)),
        of="statement",
        left_out=len(statements((*parted.chosen_on, *parted.reported_on))) - len(one) - len(other),
        effects=_effects(_STATEMENTS, points),
        curve=_curve(other),
        area=area(other),
        reliability=reliability(other),
    )


def _effects(words: dict[str, str], points: Sequence[OperatingPoint | SupportPoint]) -> tuple[Effect, ...]:
    return tuple(Effect(name, meaning, *(getattr(point, name) for point in points)) for name, meaning in words.items())


def _curve(shown: Sequence[Shown]) -> tuple[CurvePoint, ...]:
    surest = sorted((each.confidence for each in shown), reverse=True)
    points = []
    for percent in COVERAGES:
        precision = precision_at_coverage(shown, percent)
        if precision is not None:
            points.append(CurvePoint(percent, 1 - precision, surest[math.ceil(percent * len(surest) / 100) - 1]))
    return tuple(points)
