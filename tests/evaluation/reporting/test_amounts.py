"""Figures in words, besides what the examples in the docstrings show."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.amounts import amount, difference, difference_interval, finding, finite
from bot.evaluation.reporting.material import Difference


def told(value=0.1, *, significant=True, higher_is_better=True, unit=Unit.SHARE) -> Difference:
    return Difference("f", "g", value, value - 0.01, value + 0.01, None, significant, higher_is_better, unit)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1.0, Unit.SHARE, "100.0 %"),
        (-0.05, Unit.SHARE, "−5.0 %"),
        (2.5, Unit.SECONDS, "2.50 s"),
        (0.00123, Unit.USD, "0.0012 USD"),
        (1234.5, Unit.NUMBER, "1,234"),
        (3.14159, Unit.NUMBER, "3.14"),
        (812.4, Unit.MIB, "812 MiB"),
        (math.nan, Unit.NUMBER, "–"),
        (math.inf, Unit.SECONDS, "–"),
    ],
)
def test_amount(value, unit, shown):
    """A value is shown in its unit, what is no number as a dash."""
    assert amount(value, unit) == shown


@given(st.floats(), st.sampled_from(Unit))
def test_every_float_has_words(value, unit):
    """No float breaks a table, and none that is no number is shown as one."""
    assert (amount(value, unit) == "–") == (finite(value) is None)


@pytest.mark.parametrize(
    ("one", "word"),
    [
        (told(0.1), "better"),
        (told(-0.1), "worse"),
        (told(-0.1, higher_is_better=False), "better"),
        (told(0.1, higher_is_better=False), "worse"),
        (told(0.1, higher_is_better=None), "changed"),
        (told(0.1, significant=False), "no clear difference"),
        (told(0.1, significant=None), "not tested"),
        (told(math.nan), "not tested"),
    ],
)
def test_finding(one, word):
    """Better and worse are said only of significant differences, in the sense of the metric."""
    assert finding(one) == word


def test_difference():
    """Shares differ by points; an interval names its unit once."""
    assert difference(told(0.031)) == "+3.1 points"
    assert difference_interval(told(0.0)) == "−1.0 to +1.0"
    assert difference(told(-0.04, unit=Unit.SECONDS)) == "−40 ms"
    assert difference_interval(told(-0.04, unit=Unit.SECONDS)) == "−50 to −30 ms"
