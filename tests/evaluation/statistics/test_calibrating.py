"""Risk against coverage, the calibration error, and thresholds that keep what they promise."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.evaluation.statistics.calibrating import (
    CoveragePoint,
    Judged,
    calibrate,
    choose_threshold,
    is_of_first_half,
    operating_point,
    reliability,
    risk_coverage,
)

RIGHT, WRONG, NO_ANSWER = (True, True), (False, True), (False, False)
CONFIDENCES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.25, 0.5, 1.0]))
ROWS = st.lists(st.builds(Judged, CONFIDENCES, st.booleans(), st.booleans()), min_size=1, max_size=40)


def rows(*of):
    return [Judged(confidence, *judged) for confidence, judged in of]


MIXED = rows((0.9, RIGHT), (0.8, RIGHT), (0.7, NO_ANSWER), (0.6, RIGHT), (0.6, WRONG), (0.4, NO_ANSWER), (0.2, WRONG))


def drawn(chance, count):
    """Confidences that are as often right as they say, of questions of which a third have no answer, with low ones."""
    answerable = chance.random(count) < 2 / 3
    confidence = np.where(answerable, chance.beta(4, 2, count), chance.beta(2, 5, count))
    return [
        Judged(float(sure), bool(right), bool(can))
        for sure, right, can in zip(confidence, chance.random(count) < confidence, answerable, strict=True)
    ]


def test_each_confidence_is_a_point_of_the_curve_and_equal_ones_are_one():
    """Worked by hand: shown and wrong at every threshold."""
    assert risk_coverage(MIXED) == (
        CoveragePoint(0.9, 1 / 7, 0.0),
        CoveragePoint(0.8, 2 / 7, 0.0),
        CoveragePoint(0.7, 3 / 7, 1 / 3),
        CoveragePoint(0.6, 5 / 7, 2 / 5),
        CoveragePoint(0.4, 6 / 7, 3 / 6),
        CoveragePoint(0.2, 1.0, 4 / 7),
    )


@given(ROWS, st.randoms())
def test_the_curve_is_what_operating_points_say_in_any_order(judged, random):
    """Coverage grows to 1, and risk is what is not precise."""
    curve = risk_coverage(judged)
    random.shuffle(judged)
    assert risk_coverage(judged) == curve
    assert [point.coverage for point in curve] == sorted({point.coverage for point in curve})
    assert curve[-1].coverage == 1
    for point in curve:
        shown = operating_point(judged, point.threshold)
        assert (shown.coverage.value, shown.precision.value) == pytest.approx((point.coverage, 1 - point.risk))


def test_the_calibration_error_as_worked_by_hand():
    """Two bins of two: 0.15 sure and half right, 0.85 sure and all right."""
    known = reliability(rows((0.1, RIGHT), (0.9, RIGHT), (0.2, WRONG), (0.8, RIGHT)), bins=2)
    assert known.error == pytest.approx((0.35 + 0.15) / 2)
    assert [(bin_.confidence, bin_.right, bin_.count) for bin_ in known.bins] == [
        (pytest.approx(0.15), 0.5, 2),
        (pytest.approx(0.85), 1.0, 2),
    ]


def test_confidence_that_is_right_as_often_as_it_says_has_a_small_error():
    """5,000 questions: below 0.02; the same ones too sure by a fifth: about that."""
    chance = np.random.default_rng(9)
    sure = chance.uniform(0, 0.8, 5000)
    right = chance.random(5000) < sure
    honest, boastful = (
        reliability([Judged(float(s), bool(r), answerable=True) for s, r in zip(said, right, strict=True)])
        for said in (sure, sure + 0.2)
    )
    assert honest.error < 0.02
    assert boastful.error == pytest.approx(0.2, abs=0.02)
    assert {bin_.count for bin_ in honest.bins} == {500}


@given(ROWS, st.integers(1, 15), st.randoms())
def test_bins_hold_each_question_once_and_never_part_equal_confidences(judged, bins, random):
    """So the order of the questions changes nothing, and no bin begins where the one before ended."""
    known = reliability(judged, bins)
    random.shuffle(judged)
    assert reliability(judged, bins) == known
    assert sum(bin_.count for bin_ in known.bins) == len(judged)
    assert len(known.bins) <= bins
    confidences = [bin_.confidence for bin_ in known.bins]
    assert confidences == sorted(confidences)
    assert 0 <= known.error <= 1


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60, unique=True), st.integers(1, 15))
def test_bins_are_equally_large_where_no_confidences_are_equal(confidences, bins):
    """But for one question."""
    known = reliability([Judged(confidence, right=True, answerable=True) for confidence in confidences], bins)
    counts = [bin_.count for bin_ in known.bins]
    assert max(counts) - min(counts) <= 1
    assert len(counts) == min(bins, len(confidences))


def test_nothing_has_no_curve_and_no_error():
    """Nor can it be cut into no bins."""
    assert risk_coverage([]) == ()
    assert reliability([]) is None
    with pytest.raises(UsageError, match="at least one bin, not 0"):
        reliability(MIXED, 0)


@pytest.mark.parametrize(("most_false", "threshold"), [(0.0, 0.75), (0.49, 0.75), (0.5, 0.5), (1.0, 0.0)])
def test_the_threshold_lies_between_what_may_be_shown_and_what_may_not(most_false, threshold):
    """Of two unanswerable questions, at 0.7 and 0.4: none, none, one or both may be shown."""
    assert choose_threshold(MIXED, most_false) == pytest.approx(threshold)


@given(ROWS, st.floats(0, 1))
def test_a_threshold_keeps_the_wanted_rate_and_no_lower_one_does(judged, most_false):
    """On the questions it was chosen on; anything that shows one more question shows too much."""
    unanswerable = [row.confidence for row in judged if not row.answerable]
    assume(unanswerable and max(unanswerable) < 1)
    threshold = choose_threshold(judged, most_false)
    assert 0 <= threshold <= 1
    assert operating_point(judged, threshold).false_answers.value <= most_false + 1e-9
    hidden = [row.confidence for row in judged if row.confidence < threshold]
    if hidden:
        assert operating_point(judged, max(hidden)).false_answers.value > most_false


def test_an_operating_point_as_worked_by_hand():
    """At 0.6 one of two unanswerable and four of five answerable are shown, three of these right."""
    point = operating_point(MIXED, 0.6)
    figures = (point.false_answers, point.missed, point.found, point.precision, point.coverage)
    assert [(round(figure.value * figure.count), figure.count) for figure in figures] == [
        (1, 2),
        (1, 5),
        (3, 5),
        (3, 5),
        (5, 7),
    ]


def test_where_nothing_is_shown_nothing_is_precise():
    """None, not 0 and not NaN."""
    point = operating_point(rows((0.3, RIGHT)), 0.5)
    assert (point.precision, point.false_answers) == (None, None)
    assert (point.coverage.value, point.missed.value) == (0, 1)


def test_a_threshold_chosen_on_one_half_is_reported_on_the_other():
    """On questions like those the rate comes out as wanted, on the average of forty sets, though not in each."""
    chance = np.random.default_rng(10)
    reported = []
    for _ in range(40):
        one, other = drawn(chance, 300), drawn(chance, 300)
        calibration = calibrate(one, other, 0.1)
        assert calibration.chosen == operating_point(one, choose_threshold(one, 0.1))
        assert calibration.reported == operating_point(other, calibration.chosen.threshold)
        assert calibration.chosen.false_answers.value <= 0.1
        reported.append(calibration.reported.false_answers.value)
    assert np.mean(reported) == pytest.approx(0.1, abs=0.015)
    assert max(reported) > 0.1


def test_a_threshold_is_chosen_without_looking_at_the_other_half():
    """Whatever is there, the threshold is the same."""
    assert calibrate(MIXED, rows((0.9, NO_ANSWER)), 0.0).chosen == calibrate(MIXED, MIXED, 0.0).chosen


@pytest.mark.parametrize(
    ("judged", "most_false", "said"),
    [
        (rows((0.5, RIGHT)), 0.1, "No question is unanswerable"),
        (rows((1.0, NO_ANSWER)), 0.1, "More than 10.0% .* confidence of 1"),
        (MIXED, 1.1, "not at 1.1"),
        (MIXED, math.nan, "not at nan"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused(judged, most_false, said):
    """With what is missing."""
    with pytest.raises(UsageError, match=said):
        choose_threshold(judged, most_false)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, math.nan, math.inf])
def test_a_confidence_outside_0_and_1_is_refused(confidence):
    """NaN would be sorted anywhere."""
    with pytest.raises(UsageError, match=f"not at {confidence}"):
        Judged(confidence, right=True, answerable=True)


def test_halves_are_about_even_and_the_same_each_time():
    """By the id alone, whatever characters it has."""
    first = [number for number in range(2000) if is_of_first_half(f"q{number}")]
    assert 900 < len(first) < 1100
    assert [is_of_first_half(key) for key in ("a", "b", "ü", "\ud800")] == [True, True, True, False]
