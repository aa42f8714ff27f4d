"""The calibration error, and thresholds that keep what they promise."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.evaluation.metrics.selective import Shown, risk_coverage
from bot.evaluation.statistics.calibrating import (
    Judged,
    choose_support,
    choose_threshold,
    operating_point,
    reliability,
    support_point,
)

RIGHT, WRONG, NO_ANSWER = (True, True), (False, True), (False, False)


def judged_row(confidence, right, answerable):
    return Judged(answerable, None if confidence is None else Shown(confidence, right and answerable))


def rows(*of):
    """Of (confidence or None, RIGHT and so on)."""
    return [judged_row(confidence, *judged) for confidence, judged in of]


def shown(*of):
    """Of (confidence, right)."""
    return [Shown(confidence, right) for confidence, right in of]


CONFIDENCES = st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.25, 0.5, 1.0]))
ROWS = st.lists(st.builds(judged_row, st.none() | CONFIDENCES, st.booleans(), st.booleans()), min_size=1, max_size=40)
SHOWN = st.lists(st.builds(Shown, CONFIDENCES, st.booleans()), min_size=1, max_size=40)


MIXED = rows((0.9, RIGHT), (0.8, RIGHT), (0.7, NO_ANSWER), (0.6, RIGHT), (0.6, WRONG), (0.4, NO_ANSWER), (0.2, WRONG))


def drawn(chance, count):
    """Confidences that are as often right as they say, of questions of which a third have no answer, with low ones."""
    answerable = chance.random(count) < 2 / 3
    confidence = np.where(answerable, chance.beta(4, 2, count), chance.beta(2, 5, count))
    return [
        judged_row(float(sure), bool(right), bool(can))
        for sure, right, can in zip(confidence, chance.random(count) < confidence, answerable, strict=True)
    ]


@given(ROWS)
def test_the_curve_is_what_operating_points_say(judged):
    """Where all of one confidence are shown, the risk of the metrics' curve is what is not precise at that threshold."""
    able = [row.shown for row in judged if row.shown]
    points = risk_coverage(able)
    for threshold in {each.confidence for each in able}:
        point = operating_point(judged, threshold)
        assert point.precision.value == pytest.approx(1 - points[point.precision.count - 1].risk)


def test_the_calibration_error_as_worked_by_hand():
    """Two bins of two: 0.15 sure and half right, 0.85 sure and all right."""
    known = reliability(shown((0.1, True), (0.9, True), (0.2, False), (0.8, True)), bins=2)
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
        reliability([Shown(float(s), bool(r)) for s, r in zip(said, right, strict=True)]) for said in (sure, sure + 0.2)
    )
    assert honest.error < 0.02
    assert boastful.error == pytest.approx(0.2, abs=0.02)
    assert {bin_.count for bin_ in honest.bins} == {500}


@given(SHOWN, st.integers(1, 15), st.randoms())
def test_bins_hold_each_answer_once_and_never_part_equal_confidences(judged, bins, random):
    """So the order of the answers changes nothing, and no bin begins where the one before ended."""
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
    """But for one answer."""
    known = reliability([Shown(confidence, right=True) for confidence in confidences], bins)
    counts = [bin_.count for bin_ in known.bins]
    assert max(counts) - min(counts) <= 1
    assert len(counts) == min(bins, len(confidences))


def test_nothing_has_no_calibration_error():
    """Nor can it be cut into no bins."""
    assert reliability([]) is None
    with pytest.raises(UsageError, match="at least one bin, not 0"):
        reliability(shown((0.5, True)), 0)


@pytest.mark.parametrize(("most_false", "threshold"), [(0.0, 0.75), (0.49, 0.75), (0.5, 0.5), (1.0, 0.0)])
def test_the_threshold_lies_between_what_may_be_shown_and_what_may_not(most_false, threshold):
    """Of two unanswerable questions, at 0.7 and 0.4: none, none, one or both may be shown."""
    assert choose_threshold(MIXED, most_false) == pytest.approx(threshold)


@given(ROWS, st.floats(0, 1))
def test_a_threshold_keeps_the_wanted_rate_and_no_lower_one_does(judged, most_false):
    """On the questions it was chosen on; anything that shows one more question shows too much."""
    unanswerable = [row for row in judged if not row.answerable]
    assume(unanswerable and all(row.shown is None or row.shown.confidence < 1 for row in unanswerable))
    threshold = choose_threshold(judged, most_false)
    assert 0 <= threshold <= 1
    assert operating_point(judged, threshold).false_answers.value <= most_false + 1e-9
    hidden = [row.shown.confidence for row in judged if row.shown and row.shown.confidence < threshold]
    if hidden:
        assert operating_point(judged, max(hidden)).false_answers.value > most_false


@pytest.mark.parametrize(
    ("barred", "above", "threshold"),
    [(0.41234, 0.51678, 0.46), (0.4123, 0.4124, 0.41235), (0.5, math.nextafter(0.5, 1), math.nextafter(0.5, 1))],
)
def test_a_threshold_can_be_copied(barred, above, threshold):
    """It has as few decimals as tell the two confidences apart that it stands between."""
    assert choose_threshold(rows((barred, NO_ANSWER), (above, RIGHT)), 0.0) == threshold


def test_what_is_never_shown_is_no_false_answer_and_is_missed():
    """A failure counts among the questions, and lets the threshold be lower; at 0 it is not shown either."""
    judged = rows((None, NO_ANSWER), (0.6, NO_ANSWER), (None, RIGHT), (0.4, RIGHT))
    assert choose_threshold(judged, 0.5) == 0.0
    point = operating_point(judged, 0.0)
    assert (point.false_answers.value, point.missed.value, point.found.value) == (0.5, 0.5, 0.5)
    assert (point.coverage.value, point.precision.value) == (0.5, 0.5)
    with pytest.raises(ValueError, match="has none is not right"):
        Judged(answerable=False, shown=Shown(0.5, right=True))


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


def test_a_threshold_chosen_on_one_half_holds_on_the_other():
    """On questions like those the rate comes out as wanted, on the average of forty sets, though not in each."""
    chance = np.random.default_rng(10)
    reported = []
    for _ in range(40):
        one, other = drawn(chance, 300), drawn(chance, 300)
        threshold = choose_threshold(one, 0.1)
        assert operating_point(one, threshold).false_answers.value <= 0.1
        reported.append(operating_point(other, threshold).false_answers.value)
    assert np.mean(reported) == pytest.approx(0.1, abs=0.015)
    assert max(reported) > 0.1


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


STATEMENTS = shown((0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.5, True), (0.4, False), (0.3, False))


@pytest.mark.parametrize(("most_wrong", "threshold"), [(0.0, 0.75), (0.2, 0.45), (0.34, 0.35), (1.0, 0.0)])
def test_support_is_as_low_as_the_wrong_statements_allow(most_wrong, threshold):
    """Though in between, where a wrong one comes before right ones, more of those shown are wrong."""
    assert choose_support(STATEMENTS, most_wrong) == pytest.approx(threshold)


@given(SHOWN, st.floats(0, 1))
def test_a_support_threshold_keeps_the_wanted_share_and_no_lower_one_does(statements, most_wrong):
    """On the statements it was chosen on; refused where no threshold does."""
    points = [support_point(statements, each.confidence) for each in statements]
    good = [point.threshold for point in points if point.wrong.value <= most_wrong]
    if not good:
        assume(min(point.wrong.value for point in points) > most_wrong + 1e-6)
        with pytest.raises(UsageError, match="Even the most supported"):
            choose_support(statements, most_wrong)
        return
    threshold = choose_support(statements, most_wrong)
    assert support_point(statements, threshold) == replace(support_point(statements, min(good)), threshold=threshold)


def test_a_support_point_as_worked_by_hand():
    """At 0.45 one of five shown is wrong, five of seven are shown, and all four right ones; above all nothing is."""
    point = support_point(STATEMENTS, 0.45)
    assert [(round(each.value * each.count), each.count) for each in (point.wrong, point.kept, point.kept_right)] == [
        (1, 5),
        (5, 7),
        (4, 4),
    ]
    assert support_point(STATEMENTS, 0.95).wrong is None


@pytest.mark.parametrize(
    ("statements", "most_wrong", "said"),
    [([], 0.1, "There are no statements"), (STATEMENTS, -0.1, "not at -0.1"), (STATEMENTS, math.nan, "not at nan")],
)
def test_support_that_cannot_be_chosen_is_refused(statements, most_wrong, said):
    """With what is missing."""
    with pytest.raises(UsageError, match=said):
        choose_support(statements, most_wrong)
