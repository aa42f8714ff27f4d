"""Comparing runs: false alarms are as rare as promised, real changes are found, and what changed is named."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.evaluation.statistics.comparing import compare, compare_with_first
from bot.evaluation.statistics.intervals import bootstrap_interval

MOST_FALSE = 18
"""Of 200 pairs without a difference: more is less likely than 1 % where each is significant with 5 %."""


def by_question(figures):
    return {f"q{number:04}": None if math.isnan(figure) else float(figure) for number, figure in enumerate(figures)}


def swapped(chance, one, other):
    """At each question chance decides which of two runs got which figure."""
    turn = chance.random(one.shape) < 0.5
    return np.where(turn, one, other), np.where(turn, other, one)


def shares(chance, questions):
    """Right or wrong; two runs of one system that differ at a fifth of the questions."""
    one = (chance.random(questions) < 0.7).astype(float)
    return swapped(chance, one, np.where(chance.random(questions) < 0.2, 1 - one, one))


def grades(chance, questions):
    """F1 or nDCG: a third nothing, a third everything, the rest between."""
    one, other = np.clip(chance.uniform(-1, 2, size=(2, questions)), 0, 1)
    return swapped(chance, one, other)


def shuffled(chance, questions):
    """The same figures dealt to other questions, of which a tenth was not measured."""
    one = np.where(chance.random(questions) < 0.1, np.nan, chance.integers(5, size=questions) / 4)
    return one, chance.permutation(one)


@pytest.mark.parametrize(("draw", "questions"), [(shares, 200), (grades, 40), (shuffled, 40)])
def test_runs_that_differ_by_chance_alone_are_rarely_significant(draw, questions):
    """Random permutations of each other's results: at most 18 of 200 pairs at 5 %."""
    chance = np.random.default_rng(4)
    pairs = [draw(chance, questions) for _ in range(200)]
    found = [compare({"m": by_question(one)}, {"m": by_question(other)})[0].is_significant for one, other in pairs]
    assert sum(found) <= MOST_FALSE


def test_a_planted_improvement_of_5_points_is_found():
    """500 questions, 65 % right before; each gets better with 6 % and worse with 1 % (a discordance of 7 %, left to chance):
    significant, for the better, in at least 90 of 100."""
    chance = np.random.default_rng(6)
    found = 0
    for _ in range(100):
        before = np.arange(500) < 325
        after = np.where(before, chance.random(500) >= 0.01 * 500 / 325, chance.random(500) < 0.06 * 500 / 175)
        difference = compare({"m": by_question(before.astype(float))}, {"m": by_question(after.astype(float))})[0]
        found += difference.is_significant and difference.change > 0
    assert found >= 90


@pytest.mark.parametrize(("better", "worse"), [(30, 5), (37, 12), (45, 20), (55, 30)])
def test_5_points_are_found_up_to_a_discordance_of_17_percent(better, worse):
    """25 of 500 questions more are right, whatever else changed: 35, 49, 65 or 85 questions differ, and p is below 0.05."""
    before = np.array([0.0] * better + [1.0] * worse + [1.0] * (500 - better - worse))
    after = np.array([1.0] * better + [0.0] * worse + [1.0] * (500 - better - worse))
    difference = compare({"m": by_question(before)}, {"m": by_question(after)})[0]
    assert difference.change == pytest.approx(0.05)
    assert difference.is_significant
    assert 0 < difference.low < 0.05 < difference.high


def test_a_planted_improvement_is_found_among_other_metrics():
    """The same 5 points beside nine metrics that stand still: the correction costs power and leaves enough."""
    chance = np.random.default_rng(7)
    still = {f"m{number}": by_question(np.ones(500)) for number in range(9)}
    found = 0
    for _ in range(100):
        gains = chance.choice([1.0, -1.0, 0.0], p=[0.06, 0.01, 0.93], size=500)
        before = still | {"planted": by_question(1 - gains)}
        found += compare(before, still | {"planted": by_question(np.ones(500))})[-1].is_significant
    assert found >= 90


def test_a_difference_tells_means_interval_and_what_changed():
    """Over the questions that both measured; the most changed first, then by id."""
    before = {"f1": {"a": 0.5, "b": 1.0, "c": 0.0, "d": None, "e": 0.2, "g": 0.3}}
    after = {"f1": {"a": 0.6, "b": 0.5, "c": 1.0, "d": 1.0, "e": 0.3, "f": 1.0, "g": 0.3}}
    (difference,) = compare(before, after)
    assert (difference.metric, difference.count, difference.unpaired) == ("f1", 5, 2)
    assert (difference.before, difference.after) == pytest.approx((0.4, 0.54))
    assert difference.change == pytest.approx(0.14)
    assert (difference.better, difference.worse) == (("c", "a", "e"), ("b",))
    assert (difference.p, difference.is_significant) == (10 / 16, False)
    interval = bootstrap_interval([0.1, -0.5, 1.0, 0.1, 0.0])
    assert (difference.low, difference.high) == pytest.approx((interval.low, interval.high))


def test_where_less_is_better_more_is_worse():
    """The change keeps its sign, the questions change sides."""
    before, after = {"false answers": {"a": 0.0, "b": 0.0}}, {"false answers": {"a": 1.0, "b": 0.0}}
    (difference,) = compare(before, after, less_is_better={"false answers"})
    assert (difference.change, difference.better, difference.worse) == (0.5, (), ("a",))


def test_a_run_does_not_differ_from_itself():
    """No change, an interval without width, a p value of 1."""
    run = {"m": by_question(np.random.default_rng(8).random(50))}
    (difference,) = compare(run, run)
    assert (difference.change, difference.low, difference.high, difference.p) == (0, 0, 0, 1)
    assert difference.better == difference.worse == ()


def test_rounding_is_no_change():
    """0.1 + 0.2 is 0.3."""
    (difference,) = compare({"m": {"a": 0.1 + 0.2}}, {"m": {"a": 0.3}})
    assert difference.better == difference.worse == ()
    assert difference.p == 1


@given(st.dictionaries(st.text(max_size=3), st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=12))
def test_the_order_of_questions_makes_no_difference_and_the_runs_may_be_turned_round(pairs):
    """The change and its questions turn with the runs, the p value stays."""
    one, other = ({key: pair[run] for key, pair in pairs.items()} for run in (0, 1))
    (forth,), (back,) = compare({"m": one}, {"m": other}), compare({"m": other}, {"m": one})
    (shuffled_,) = compare({"m": dict(reversed(one.items()))}, {"m": other})
    assert shuffled_ == forth
    assert (back.change, back.better, back.worse, back.p) == (-forth.change, forth.worse, forth.better, forth.p)
    assert forth.low - 1e-9 <= forth.change <= forth.high + 1e-9


def test_several_runs_are_compared_with_the_first_and_corrected_together():
    """Two metrics of two runs are four tests; the smallest p value is multiplied by four."""
    first = {"m": dict.fromkeys("abcdefgh", 0.0), "n": dict.fromkeys("abcdefgh", 0.0)}
    better = {"m": dict.fromkeys("abcdefgh", 1.0), "n": dict.fromkeys("abcdefgh", 0.0)}
    tables = compare_with_first([first, first, better])
    assert [[difference.metric for difference in table] for table in tables] == [["m", "n"], ["m", "n"]]
    assert tables[1][0].p == pytest.approx(2 / 2**8)
    assert tables[1][0].corrected == pytest.approx(4 * 2 / 2**8)
    assert compare(first, better)[0].corrected == pytest.approx(2 * 2 / 2**8)


def test_metrics_without_a_common_question_are_left_out():
    """They have nothing to compare and cost no correction."""
    before = {"m": {"a": 0.5}, "n": {"a": None}, "only here": {"a": 1.0}}
    assert [difference.metric for difference in compare(before, {"m": {"a": 0.5}, "n": {"a": 1.0}})] == ["m"]


def test_runs_without_a_common_question_are_refused():
    """They were made with different question files."""
    with pytest.raises(UsageError, match="one question file"):
        compare({"m": {"a": 1.0}}, {"m": {"b": 1.0}})


def test_one_run_alone_is_refused():
    """There is nothing to compare it with."""
    with pytest.raises(UsageError, match="two runs"):
        compare_with_first([{"m": {"a": 1.0}}])


@pytest.mark.parametrize("figure", [math.nan, math.inf])
def test_a_figure_that_is_no_number_is_refused_with_its_question(figure):
    """A damaged run must not turn every mean into NaN."""
    with pytest.raises(UsageError, match=rf"hit@5 of question 'q7' is {figure}"):
        compare({"hit@5": {"q7": 1.0}}, {"hit@5": {"q7": figure}})
