"""Confidence against what was right: where a threshold belongs, and what it does on questions it was not chosen on.

A question counts as shown if its confidence reaches the threshold. For a support threshold the same holds of
statements: `right` and `answerable` if the articles say so. Leaves out making confidences better.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.errors import UsageError
from bot.evaluation.statistics.intervals import Interval, share_interval

BINS = 10
"""Of the calibration error: the usual number; a dozen questions or more fall in each on our smallest sets."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One question: how sure the system was, from 0 to 1, and whether what it would have shown is right."""

    confidence: float
    right: bool
    answerable: bool

    def __post_init__(self) -> None:
        """Nothing can be sorted by what is no number."""
        if not 0 <= self.confidence <= 1:
            raise UsageError(f"A confidence lies between 0 and 1, not at {self.confidence}. Measure the run again.")


@dataclass(frozen=True, slots=True)
class CoveragePoint:
    """What a threshold does: the share of all questions that is shown, and the share of these that is wrong."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: the mean of it, and the share that is right."""

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
class Calibration:
    """A threshold as it was chosen on one half, and what it does on the other, which alone is to be believed."""

    chosen: OperatingPoint
    reported: OperatingPoint


def risk_coverage(rows: Iterable[Judged]) -> tuple[CoveragePoint, ...]:
    """One point per confidence that occurs, coverage ascending (El-Yaniv & Wiener 2010, JMLR 11).

    Equal confidences are shown together, so the order of the rows does not matter. An unanswerable question that is
    shown is wrong.
    """
    groups = _by_confidence(rows)
    total = sum(map(len, groups))
    points, shown, wrong = [], 0, 0
    for group in reversed(groups):
        shown += len(group)
        wrong += sum(not _is_right(row) for row in group)
        points.append(CoveragePoint(group[0].confidence, shown / total, wrong / shown))
    return tuple(points)


def reliability(rows: Iterable[Judged], bins: int = BINS) -> Reliability | None:
    """The expected calibration error (Naeini, Cooper & Hauskrecht 2015, AAAI); None: of nothing.

    The mean over bins of how far mean confidence and share right lie apart, weighted by the bins' sizes. Bins hold
    equally many questions (Nguyen & O'Connor 2015, EMNLP), but equal confidences stay together, so there may be fewer
    bins. With few questions a bin the error is above 0 by chance even where confidence is perfect.
    """
    if bins < 1:
        raise UsageError(f"The calibration error needs at least one bin, not {bins}.")
    cut = [_bin(rows_of_bin) for rows_of_bin in _equal_mass(_by_confidence(rows), bins)]
    total = sum(bin_.count for bin_ in cut)
    if not total:
        return None
    return Reliability(sum(bin_.count * abs(bin_.confidence - bin_.right) for bin_ in cut) / total, tuple(cut))


def choose_threshold(rows: Iterable[Judged], most_false: float) -> float:
    """The lowest threshold at which at most this share of the unanswerable questions is shown.

    It lies halfway between the confidence that must not be shown and the next higher one of any question, or 1.

    Raises:
        UsageError: the share is none, nothing is unanswerable, or only showing nothing would do.

    """
    if not 0 <= most_false <= 1:
        raise UsageError(f"A share of false answers lies between 0 and 1, not at {most_false}.")
    known = tuple(rows)
    unanswerable = sorted((row.confidence for row in known if not row.answerable), reverse=True)
    if not unanswerable:
        raise UsageError("No question is unanswerable, so false answers cannot be counted. Add some that are.")
    allowed = int(most_false * len(unanswerable) + 1e-9)
    if allowed == len(unanswerable):
        return 0.0
    barred = unanswerable[allowed]
    if barred >= 1:
        raise UsageError(
            f"More than {most_false:.1%} of the unanswerable questions have a confidence of 1, and no threshold keeps "
            "those out. Allow more false answers, or look at these questions."
        )
    above = min((row.confidence for row in known if row.confidence > barred), default=1.0)
    return max((barred + above) / 2, math.nextafter(barred, 1.0))


def operating_point(rows: Iterable[Judged], threshold: float) -> OperatingPoint:
    """What users would see of these questions at a threshold."""
    known = tuple(rows)
    shown = [row for row in known if row.confidence >= threshold]
    answerable = sum(row.answerable for row in known)
    shown_answerable = sum(row.answerable for row in shown)
    right = sum(map(_is_right, shown))
    return OperatingPoint(
        threshold=threshold,
        false_answers=share_interval(len(shown) - shown_answerable, len(known) - answerable),
        missed=share_interval(answerable - shown_answerable, answerable),
        found=share_interval(right, answerable),
        precision=share_interval(right, len(shown)),
        coverage=share_interval(len(shown), len(known)),
    )


def calibrate(chosen_on: Sequence[Judged], reported_on: Sequence[Judged], most_false: float) -> Calibration:
    """Choose a threshold on one half and tell what it does on both."""
    threshold = choose_threshold(chosen_on, most_false)
    return Calibration(operating_point(chosen_on, threshold), operating_point(reported_on, threshold))


def is_of_first_half(question_id: str) -> bool:
    """Where a set has no halves of its own: by the id alone, so that a question stays in its half when others come."""
    return hashlib.sha256(question_id.encode("utf-8", "surrogatepass")).digest()[0] % 2 == 0


def _is_right(row: Judged) -> bool:
    return row.right and row.answerable


def _by_confidence(rows: Iterable[Judged]) -> list[list[Judged]]:
    """Ascending; equal confidences together."""
    ordered = sorted(rows, key=lambda row: row.confidence)
    return [list(group) for _, group in groupby(ordered, key=lambda row: row.confidence)]


def _equal_mass(groups: Sequence[Sequence[Judged]], bins: int) -> list[list[Judged]]:
    """The groups in `bins` of like size or fewer: each goes where its first question belongs."""
    total, seen = sum(map(len, groups)), 0
    cut: dict[int, list[Judged]] = {}
    for group in groups:
        cut.setdefault(seen * bins // total, []).extend(group)
        seen += len(group)
    return list(cut.values())


def _bin(rows: Sequence[Judged]) -> Bin:
    confidence = math.fsum(row.confidence for row in rows) / len(rows)
    return Bin(confidence, sum(map(_is_right, rows)) / len(rows), len(rows))
