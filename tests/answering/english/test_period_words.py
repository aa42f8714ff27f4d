"""Where a question names a period, with the word that leads it in."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.period_words import period_words, without_periods


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Who won in May 2020?", ["in May 2020"]),
        ("What did they export in july?", ["in july"]),
        ("Who was arrested last week?", ["last week"]),
        ("What has changed since March?", ["since March"]),
        ("Who spoke on Sunday and on 3 August?", ["on Sunday", "on 3 August"]),
        ("How many between May and July?", ["between May and July"]),
        ("What did it earn in 2019?", ["in 2019"]),
        ("What was said in the past three weeks?", ["in the past three weeks"]),
        ("Who left by the end of 2021?", ["by the end of 2021"]),
        ("What may she do?", []),
        ("Did they march to Oslo?", []),
        ("How many of the 2020 were sold?", []),
    ],
)
def test_periods_are_found_as_they_are_written(question, named):
    """Months, years, days and words like "last week"; not the verb "may"."""
    assert [question[place.start : place.end] for place in period_words(question)] == named


@settings(deadline=None)
@given(st.text(max_size=200))
def test_blanking_moves_nothing(text):
    """Every other character keeps its place, and no period is left."""
    blank = without_periods(text)
    assert len(blank) == len(text)
    assert all(one in (other, " ") for one, other in zip(blank, text, strict=True))
