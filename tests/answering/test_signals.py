"""The logistic rule and its scale."""

from dataclasses import astuple, fields

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.signals import FAINT, FITTED, Rule, Signals, scaled

SHARES = st.floats(0, 1)


def test_the_scale_runs_from_faint_to_certain():
    """What is fainter than faint counts as none."""
    assert (scaled(0.0), scaled(FAINT), scaled(1.0)) == (0.0, 0.0, 1.0)


@given(SHARES, SHARES)
def test_the_likelier_the_higher_on_the_scale(one, other):
    """And never outside 0..1."""
    low, high = sorted((one, other))
    assert 0 <= scaled(low) <= scaled(high) <= 1


@given(st.tuples(*[SHARES] * len(fields(Signals))))
def test_what_the_rule_says_is_a_probability(values):
    """For all that can be measured, and for weights that would overflow."""
    signals = Signals(*values)
    assert 0 < FITTED.probability(signals) < 1
    steep = Rule(-1e6, Signals(*[1e9] * len(astuple(signals))))
    assert 0 < steep.probability(signals) <= 1
