import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import UsageError
from bot.evaluation.metrics.selective import RiskPoint, Shown, area, precision_at_coverage, risk_coverage

ANSWERS = st.lists(st.builds(Shown, st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=12)


def test_curve_by_hand():
    """The risk at each coverage, the surest first, in whatever order they are given."""
    shown = [Shown(0.2, False), Shown(0.9, True), Shown(0.5, False), Shown(0.7, True)]
    assert risk_coverage(shown) == [RiskPoint(0.25, 0), RiskPoint(0.5, 0), RiskPoint(0.75, 1 / 3), RiskPoint(1, 0.5)]
    assert area(shown) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


@given(ANSWERS)
def test_curve_ends_at_the_share_of_wrong_answers(shown):
    """With all shown the risk is the share of wrong ones, and the precision the rest."""
    wrong = sum(not each.right for each in shown) / len(shown)
    assert risk_coverage(shown)[-1] == RiskPoint(1.0, pytest.approx(wrong))
    assert precision_at_coverage(shown, 100) == pytest.approx(1 - wrong)


@given(ANSWERS.flatmap(lambda shown: st.tuples(st.just(shown), st.permutations(shown))))
def test_order_given_changes_nothing(orders):
    """Answers of one confidence count the same in any order."""
    one, other = orders
    assert risk_coverage(one) == risk_coverage(other)


@given(st.lists(st.booleans(), min_size=1, max_size=5))
def test_ties_are_the_mean_of_all_orders(rights):
    """Among answers of one confidence, each point is what all their orders give on average."""
    points = [point.risk for point in risk_coverage([Shown(0.5, right) for right in rights])]
    for taken, risk in enumerate(points, 1):
        risks = [sum(not right for right in order[:taken]) / taken for order in permutations(rights)]
        assert risk == pytest.approx(sum(risks) / len(risks))


@given(ANSWERS)
def test_knowing_better_lowers_the_area(shown):
    """No other confidence has a smaller area than one that puts every right answer first."""
    knowing = [Shown(float(each.right), each.right) for each in shown]
    assert 0 <= area(knowing) <= area(shown) + 1e-12 <= 1 + 1e-12


@pytest.mark.parametrize(("percent", "expected"), [(60, 1.0), (80, 0.75), (100, 0.6), (61, 0.75)])
def test_precision_at_coverage(percent, expected):
    """60 percent of five answers are three; a part of one is a whole one."""
    shown = [Shown(0.9 - place / 10, place < 3) for place in range(5)]
    assert precision_at_coverage(shown, percent) == expected


def test_nothing_shown_has_no_precision():
    """Where nothing is shown there is neither area nor precision; a coverage of 0 or above 100 is refused."""
    assert risk_coverage([]) == []
    assert (area([]), precision_at_coverage([], 60)) == (None, None)
    for percent in (0, 101):
        with pytest.raises(ValueError, match="percent"):
            precision_at_coverage([], percent)


@pytest.mark.parametrize("confidence", [-0.1, 1.1, math.nan, math.inf])
def test_a_confidence_outside_0_and_1_is_refused(confidence):
    """NaN would be sorted anywhere."""
    with pytest.raises(UsageError, match=f"not at {confidence}"):
        Shown(confidence, right=True)
