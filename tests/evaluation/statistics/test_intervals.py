"""Intervals: what the published formulas give, and that they hold the truth as often as they say."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.evaluation.statistics.intervals import bootstrap_interval, mean_interval, share_interval


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_interval_of_published_tables(right, total, low, high):
    """The score intervals that Newcombe (1998, Statistics in Medicine 17) prints for his four examples."""
    interval = share_interval(right, total)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_lies_within_its_interval_and_that_between_0_and_1(counts):
    """Whatever is counted; and the share of the rest has the mirrored interval."""
    right, total = counts
    interval, rest = share_interval(right, total), share_interval(total - right, total)
    assert 0 <= interval.low <= interval.value <= interval.high <= 1
    assert math.isclose(interval.low, 1 - rest.high, abs_tol=1e-12)


@pytest.mark.parametrize(("right", "total"), [(3, 2), (-1, 5)])
def test_what_is_no_share_is_refused(right, total):
    """With both counts."""
    with pytest.raises(UsageError, match=f"{right} of {total}"):
        share_interval(right, total)


def test_nothing_has_no_interval():
    """Neither as a share nor as a mean."""
    assert share_interval(0, 0) is bootstrap_interval([]) is mean_interval([None, None]) is None


@pytest.mark.parametrize("distinct", [4, 400], ids=["few values", "many values"])
def test_a_bootstrap_is_as_wide_as_the_normal_theory_says(distinct):
    """1.96 standard errors to each side where there are many questions, however the samples are drawn."""
    values = np.random.default_rng(1).integers(distinct, size=400) / distinct
    interval = bootstrap_interval(values)
    assert interval.value == pytest.approx(values.mean())
    assert interval.high - interval.low == pytest.approx(2 * 1.96 * values.std() / 20, rel=0.05)
    assert interval.low < interval.value < interval.high


def test_a_bootstrap_holds_the_truth_in_about_95_of_100_samples():
    """Of 200 samples of 60 skewed figures at least 178 (the 99 % binomial bound at 93 %, as percentiles are a little short)."""
    chance = np.random.default_rng(2)
    intervals = [bootstrap_interval(chance.beta(1, 3, size=60)) for _ in range(200)]
    assert 178 <= sum(interval.low <= 0.25 <= interval.high for interval in intervals) < 200


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30), st.randoms())
def test_the_order_of_the_values_makes_no_difference(values, random):
    """The same values, the same interval; and it lies within them."""
    interval = bootstrap_interval(values)
    random.shuffle(values)
    assert bootstrap_interval(values) == interval
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9


def test_figures_of_0_and_1_are_a_share_and_others_are_not():
    """So that twenty right of twenty are not certain; what a metric says nothing of is not counted."""
    assert mean_interval([1.0, 0.0, None, 1.0]) == share_interval(2, 3)
    assert mean_interval([1.0] * 20).low < 0.9
    assert mean_interval([0.5, 0.25, None]) == bootstrap_interval([0.5, 0.25])


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_has_no_mean(value):
    """It is refused, not passed on."""
    with pytest.raises(UsageError, match="no finite number"):
        mean_interval([1.0, value])
