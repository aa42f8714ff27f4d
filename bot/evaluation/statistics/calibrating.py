"""Confidence against what was right: where a threshold belongs, and what it does on questions it was not chosen on.

What is shown counts as shown if its confidence reaches the threshold. Questions are shown an answer or none; of a
language model, each statement is shown or not. Leaves out making confidences better, and the curve of risk against
coverage (metrics/selective.py).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.errors import UsageError
from bot.evaluation.metrics.selective import Shown
from bot.evaluation.statistics.intervals import Interval, share_interval

BINS = 10
"""Of the calibration error: the usual number; a dozen questions or more fall in each on our smallest sets."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question, and what it is shown at a threshold of 0, which is wrong where there is no answer."""

    answerable: bool
    shown: Shown | None
    """None: nothing, at any threshold."""

    def __post_init__(self) -> None:
        """Else it would count as found."""
        if self.shown and self.shown.right and not self.answerable:
            raise ValueError("An answer to a question that has none is not right.")


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: the mean of it, and the share that is right."""

    confidence: float
    right: float
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far confidence and being right lie apart; the bins ascend by confidence. `error`: 0..1, 0 is best."""

    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """What users would see at a threshold; None: there is no question that it could be a share of."""

    threshold: float
    false_answers: Interval | None
    """Of the unanswerable: shown."""
    missed: Interval | None
    """Of the answerable: not shown."""
    found: Interval | None
    """Of the answerable: shown and right."""
    precision: Interval | None
    """Of the shown: right."""
    coverage: Interval | None
    """Of all: shown."""


@dataclass(frozen=True, slots=True)
class SupportPoint:
    """What is left of a language model's statements at a threshold; None: there are none to be a share of."""

    threshold: float
    wrong: Interval | None
    """Of the shown: not right."""
    kept: Interval | None
    """Of all: shown."""
    kept_right: Interval | None
    """Of the right: shown."""


def reliability(shown: Iterable[Shown], bins: int = BINS) -> Reliability | None:
    """The expected calibration error (Naeini, Cooper & Hauskrecht 2015, AAAI); None: of nothing.

    The mean over bins of how far mean confidence and share right lie apart, weighted by the bins' sizes. Bins hold
    equally many answers (Nguyen & O'Connor 2015, EMNLP), but equal confidences stay together, so there may be fewer
    bins. With few answers a bin the error is above 0 by chance even where confidence is perfect.
    """
    if bins < 1:
        raise UsageError(f"The calibration error needs at least one bin, not {bins}.")
    cut = [_bin(shown_of_bin) for shown_of_bin in _equal_mass(_by_confidence(shown), bins)]
    total = sum(bin_.count for bin_ in cut)
    if not total:
        return None
    return Reliability(sum(bin_.count * abs(bin_.confidence - bin_.right) for bin_ in cut) / total, tuple(cut))


def choose_threshold(rows: Iterable[Judged], most_false: float) -> float:
    """The lowest threshold at which at most this share of the unanswerable questions is answered.

    It lies about halfway between the confidence that must not be shown and the next higher one of any question, or 1,
    and has few decimals, so that what a person copies does the same.

    Raises:
        UsageError: the share is none, nothing is unanswerable, or only showing nothing would do.

    """
    if not 0 <= most_false <= 1:
        raise UsageError(f"A share of false answers lies between 0 and 1, not at {most_false}.")
    known = tuple(rows)
    unanswerable = [row for row in known if not row.answerable]
    if not unanswerable:
        raise UsageError("No question is unanswerable, so false answers cannot be counted. Add some that are.")
    allowed = int(most_false * len(unanswerable) + 1e-9)
    tempted = sorted((row.shown.confidence for row in unanswerable if row.shown), reverse=True)
    if allowed >= len(tempted):
        return 0.0
    barred = tempted[allowed]
    if barred >= 1:
        raise UsageError(
            f"More than {most_false:.1%} of the unanswerable questions have a confidence of 1, and no threshold keeps "
            "those out. Allow more false answers, or look at these questions."
        )
    shown = (row.shown.confidence for row in known if row.shown)
    return _between(barred, min((confidence for confidence in shown if confidence > barred), default=1.0))


def operating_point(rows: Iterable[Judged], threshold: float) -> OperatingPoint:
    """What users would see of these questions at a threshold."""
    known = tuple(rows)
    shown = [row for row in known if row.shown and row.shown.confidence >= threshold]
    answerable = sum(row.answerable for row in known)
    shown_answerable = sum(row.answerable for row in shown)
    right = sum(row.shown is not None and row.shown.right for row in shown)
    return OperatingPoint(
        threshold=threshold,
        false_answers=share_interval(len(shown) - shown_answerable, len(known) - answerable),
        missed=share_interval(answerable - shown_answerable, answerable),
        found=share_interval(right, answerable),
        precision=share_interval(right, len(shown)),
        coverage=share_interval(len(shown), len(known)),
    )


def choose_support(statements: Iterable[Shown], most_wrong: float) -> float:
    """The lowest threshold at which at most this share of the statements shown is wrong; few decimals as above.

    Raises:
        UsageError: the share is none, there are no statements, or the surest are wrong more often.

    """
    if not 0 <= most_wrong <= 1:
        raise UsageError(f"A share of wrong statements lies between 0 and 1, not at {most_wrong}.")
    groups = _by_confidence(statements)[::-1]
    if not groups:
        raise UsageError("There are no statements whose truth is known, so no threshold can be chosen.")
    lowest: int | None = None
    shown, wrong = 0, 0
    for at, group in enumerate(groups):
        shown += len(group)
        wrong += sum(not each.right for each in group)
        if wrong <= most_wrong * shown + 1e-9:
            lowest = at
    if lowest is None:
        raise UsageError(
            f"Even the most supported statements are wrong more often than {most_wrong:.1%}, and no threshold helps. "
            "Allow more wrong ones, or look at these statements."
        )
    below = groups[lowest + 1][0].confidence if lowest + 1 < len(groups) else None
    return 0.0 if below is None else _between(below, groups[lowest][0].confidence)


def support_point(statements: Iterable[Shown], threshold: float) -> SupportPoint:
    """What users would see of these statements at a threshold."""
    known = tuple(statements)
    shown = [each for each in known if each.confidence >= threshold]
    right = sum(each.right for each in shown)
    return SupportPoint(
        threshold=threshold,
        wrong=share_interval(len(shown) - right, len(shown)),
        kept=share_interval(len(shown), len(known)),
        kept_right=share_interval(right, sum(each.right for each in known)),
    )


def _between(low: float, high: float) -> float:
    """The number of fewest decimals, but two, about halfway; above `low` and at most `high`."""
    middle = low + (high - low) / 2
    rounded = (round(middle, digits) for digits in range(2, 18))
    return next((number for number in rounded if low < number <= high), high)


def _by_confidence(shown: Iterable[Shown]) -> list[list[Shown]]:
    """Ascending; equal confidences together."""
    ordered = sorted(shown, key=lambda each: each.confidence)
    return [list(group) for _, group in groupby(ordered, key=lambda each: each.confidence)]


def _equal_mass(groups: Sequence[Sequence[Shown]], bins: int) -> list[list[Shown]]:
    """The groups in `bins` of like size or fewer: each goes where its first answer belongs."""
    total, seen = sum(map(len, groups)), 0
    cut: dict[int, list[Shown]] = {}
    for group in groups:
        cut.setdefault(seen * bins // total, []).extend(group)
        seen += len(group)
    return list(cut.values())


def _bin(shown: Sequence[Shown]) -> Bin:
    confidence = math.fsum(each.confidence for each in shown) / len(shown)
    return Bin(confidence, sum(each.right for each in shown) / len(shown), len(shown))
