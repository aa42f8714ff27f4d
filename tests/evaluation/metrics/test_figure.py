import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.metrics.figure import Figure, Group


def figure(**values: float | None) -> Figure:
    return Figure("right", Group.ANSWERS, values)


def test_mean_is_over_what_was_measured():
    """A question without a value counts neither above nor below the line."""
    assert (figure(q1=1.0, q2=0.0, q3=None).mean, figure(q1=1.0, q2=0.0, q3=None).n) == (0.5, 2)
    assert (figure(q1=None).mean, figure(q1=None).n) == (None, 0)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_no_silent_nan(value):
    """A value that is no number is refused with its question."""
    with pytest.raises(ValueError, match="right of question 'q1'"):
        figure(q1=value)


@given(st.lists(st.floats(0, 1), min_size=1), st.data())
def test_parts_make_the_whole(values, data):
    """Halves of a figure, weighed by their questions, have its mean."""
    whole = figure(**{f"q{number}": value for number, value in enumerate(values)})
    half = data.draw(st.sets(st.sampled_from(sorted(whole.values))))
    parts = [whole.among(half), whole.among(whole.values.keys() - half)]
    assert sum(part.n for part in parts) == whole.n
    assert sum((part.mean or 0.0) * part.n for part in parts) / whole.n == pytest.approx(whole.mean)
