"""p values: exact where they can be, near that where they are drawn, and corrected for many tests."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.statistics.chance import DRAWS, portions
from bot.evaluation.statistics.randomising import MOST_COUNTED, holm, randomisation_p


def by_definition(gains):
    """The share of all signs under which the sum is at least as far from zero."""
    sums = [
        abs(sum(sign * gain for sign, gain in zip(signs, gains, strict=True)))
        for signs in product((1, -1), repeat=len(gains))
    ]
    return sum(total >= abs(sum(gains)) - 1e-9 for total in sums) / len(sums)


@given(st.lists(st.sampled_from([-1.0, -0.5, -0.1, 0.0, 0.2, 0.3, 1.0]), min_size=1, max_size=9))
def test_few_gains_are_counted_out(gains):
    """Zeros and ties included, as the definition says."""
    assert randomisation_p(gains) == pytest.approx(by_definition(gains), abs=1e-12)


@given(st.lists(st.sampled_from([-0.25, 0.25]), min_size=1, max_size=9))
def test_gains_of_one_size_are_the_sign_test(gains):
    """Which is the same count, told by a formula."""
    assert randomisation_p(gains) == pytest.approx(by_definition(gains), abs=1e-12)


def test_a_large_sign_test_is_exact_too():
    """60 heads of 100 coins: 0.0569 two-sided, as binomial tables have it."""
    assert randomisation_p([1.0] * 60 + [-1.0] * 40) == pytest.approx(0.056888, abs=1e-6)
    assert randomisation_p([1.0] * 3000 + [-1.0] * 3000) == 1


def test_many_gains_are_drawn_and_come_near_the_exact_value():
    """One gain of another size among 60 changes next to nothing, but cannot be counted out."""
    gains = [1.0] * 40 + [-1.0] * 20
    assert len(gains) > MOST_COUNTED
    assert randomisation_p([*gains, 0.001]) == pytest.approx(randomisation_p(gains), abs=0.004)


def test_a_drawn_p_value_is_never_zero():
    """The gains as they are were one of the draws."""
    assert randomisation_p([1.0, 2.0] * 100) == 1 / (DRAWS + 1)


@given(st.lists(st.floats(-1, 1), max_size=40))
def test_neither_direction_is_favoured(gains):
    """The same p value the other way round, above 0 and up to 1."""
    p = randomisation_p(gains)
    assert 0 < p <= 1
    assert randomisation_p([-gain for gain in gains]) == p


def test_nothing_changed_means_a_p_value_of_1():
    """No question, or no question that changed."""
    assert randomisation_p([]) == randomisation_p([0.0, 0.0]) == 1


@given(st.lists(st.floats(0, 1), max_size=12))
def test_holm_is_between_no_correction_and_bonferroni_and_keeps_the_order(p_values):
    """The smallest gets all of it; equal ones stay equal."""
    corrected = holm(p_values)
    assert all(p <= after <= min(1, len(p_values) * p) for p, after in zip(p_values, corrected, strict=True))
    assert sorted(range(len(p_values)), key=lambda at: (p_values[at], corrected[at])) == sorted(
        range(len(p_values)), key=lambda at: (corrected[at], p_values[at])
    )
    if p_values:
        assert min(corrected) == min(1, len(p_values) * min(p_values))


def test_holm_as_worked_by_hand():
    """Five values: times 5, 4, 3, 2, 1 by rank, none below the one before."""
    assert holm([0.04, 0.01, 0.30, 0.02, 0.02]) == pytest.approx([0.08, 0.05, 0.30, 0.08, 0.08])


@pytest.mark.parametrize("questions", [1, 500, 3_000_000])
def test_all_draws_are_made_in_portions_that_fit(questions):
    """Whatever the number of questions."""
    assert sum(portions(questions)) == DRAWS
    assert max(portions(questions)) * questions <= max(1_000_000, questions)


def test_many_metrics_at_once_raise_no_more_false_alarms():
    """Ten tests without any difference, and one of them below 0.05: at most 18 of 200 times (the 99 % binomial bound at
    5 %); without the correction more than twice as often."""
    chance = np.random.default_rng(5)
    tables = [
        [randomisation_p(gains) for gains in chance.choice([-1.0, 0.0, 1.0], p=[0.1, 0.8, 0.1], size=(10, 500))]
        for _ in range(200)
    ]
    assert sum(min(holm(p_values)) < 0.05 for p_values in tables) <= 18
    assert sum(min(p_values) < 0.05 for p_values in tables) > 36


def test_equal_runs_have_evenly_spread_p_values():
    """Of 400 tests without any difference, about 5, 20 and 50 % fall below 0.05, 0.2 and 0.5 (99 % binomial bounds)."""
    chance = np.random.default_rng(3)
    p_values = np.array([randomisation_p(chance.normal(size=40)) for _ in range(400)])
    for level in (0.05, 0.2, 0.5):
        spread = 2.58 * np.sqrt(400 * level * (1 - level))
        assert abs((p_values < level).sum() - 400 * level) <= spread
