"""The period that a question names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.search.period import Period, named_period

ASKED_ON = date(2020, 9, 20)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("what happened in August 2020?", date(2020, 8, 1), date(2020, 8, 31)),
        ("what did Trump sign on 6 August?", date(2020, 8, 6), date(2020, 8, 6)),
        ("what did Trump sign on Aug. 6, 2019?", date(2019, 8, 6), date(2019, 8, 6)),
        ("who resigned on 2020-08-26?", date(2020, 8, 26), date(2020, 8, 26)),
        ("who was banned in December?", date(2019, 12, 1), date(2019, 12, 31)),
        ("what was the news in 2018?", date(2018, 1, 1), date(2018, 12, 31)),
        ("what is new this week?", date(2020, 9, 14), date(2020, 9, 20)),
        ("who spoke yesterday?", date(2020, 9, 19), date(2020, 9, 19)),
    ],
)
def test_a_named_period_is_read(question, first, last):
    """Months, days, years and "this week" become calendar days; without a year the latest such date counts."""
    assert named_period(question, ASKED_ON) == Period(first, last)


@pytest.mark.parametrize(
    "question", ["who may buy TikTok?", "who founded ByteDance?", "did 2020 users join?", "the 31 June party"]
)
def test_no_period_is_invented(question):
    """A modal verb, a plain number and a date that does not exist name no period."""
    assert named_period(question, ASKED_ON) is None


@given(st.text(alphabet="0123456789 -/.,adefghijlmnoprstuvyADJMS", max_size=40), st.dates())
def test_any_text_gives_a_period_in_order_or_none(text, asked_on):
    """No wording breaks it, and a period never ends before it begins."""
    period = named_period(text, asked_on)
    assert period is None or period.first <= period.last


def test_distance_between_periods_is_counted_in_days():
    """Overlapping periods are 0 days apart; others as many as lie between their nearest ends."""
    august = Period(date(2020, 8, 1), date(2020, 8, 31))
    assert august.days_from(date(2020, 8, 31), date(2020, 9, 30)) == 0
    assert august.days_from(date(2020, 9, 2), date(2020, 9, 2)) == 2
    assert august.days_from(date(2020, 7, 1), date(2020, 7, 30)) == 2


@pytest.mark.parametrize("question", ["who spoke yesterday?", "what is new last month?", "who was banned in December?"])
@pytest.mark.parametrize("asked_on", [date.min, date.max])
def test_the_calendar_has_ends(question, asked_on):
    """On its first and last day a period ends where the calendar does."""
    period = named_period(question, asked_on)
    assert period is None or date.min <= period.first <= period.last <= date.max
