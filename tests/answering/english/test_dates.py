"""Words for a time as calendar days, read with the date of the article that uses them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.dates import resolve, resolve_period, with_date

WEDNESDAY = date(2021, 3, 10)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Monday", date(2021, 3, 8)),
        ("on Monday evening", date(2021, 3, 8)),
        ("Wednesday", date(2021, 3, 10)),
        ("Thursday", date(2021, 3, 4)),
        ("last Friday", date(2021, 3, 5)),
        ("next Wednesday", date(2021, 3, 17)),
        ("by Friday", date(2021, 3, 12)),
        ("yesterday", date(2021, 3, 9)),
        ("tomorrow", date(2021, 3, 11)),
        ("three days ago", date(2021, 3, 7)),
        ("a week ago", date(2021, 3, 3)),
    ],
)
def test_a_day_is_counted_from_the_articles_own(words, day):
    """A weekday is the last one up to the article's day; behind "next" or "by" the first one after it."""
    assert resolve(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("March 2", date(2021, 3, 2)),
        ("Mar. 2", date(2021, 3, 2)),
        ("the 2nd of March", date(2021, 3, 2)),
        ("Sunday, 28 February", date(2021, 2, 28)),
        ("Dec. 31", date(2020, 12, 31)),
        ("by 15 June", date(2021, 6, 15)),
        ("July 20, 1969", date(1969, 7, 20)),
        ("1969-07-20", date(1969, 7, 20)),
        ("29 February", date(2020, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_nearest(words, day):
    """A day of a month is the nearest one to the article's date, whether past or to come; a written year holds."""
    assert resolve(words, WEDNESDAY) == day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in February", date(2021, 2, 1), date(2021, 2, 28)),
        ("late November", date(2020, 11, 1), date(2020, 11, 30)),
        ("August 2019", date(2019, 8, 1), date(2019, 8, 31)),
        ("in 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("last week", date(2021, 3, 1), date(2021, 3, 7)),
        ("this month", date(2021, 3, 1), date(2021, 3, 31)),
        ("next year", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_coarser_words_mean_a_period_and_no_day(words, first, last):
    """Weeks, months and years are periods; no single day is made of them."""
    period = resolve_period(words, WEDNESDAY)
    assert period is not None
    assert (period.first, period.last) == (first, last)
    assert resolve(words, WEDNESDAY) is None


@pytest.mark.parametrize(
    "words", ["within 90 days", "31 June", "noon", "", "the 45th president", "3/8/2020", "it may march on"]
)
def test_what_names_no_day_resolves_to_none(words):
    """Durations, days that do not exist and ambiguous figures are not guessed."""
    assert resolve(words, WEDNESDAY) is None


def test_without_the_articles_date_only_a_whole_date_resolves():
    """An undated article tells nothing about which Sunday was meant."""
    assert resolve("Sunday", None) is None
    assert resolve("May 4", None) is None
    assert resolve("May 4, 2018", None) == date(2018, 5, 4)


def test_a_date_is_added_only_where_the_words_leave_it_open():
    """The short answer keeps the article's words and says the day beside them."""
    assert with_date("Tuesday", WEDNESDAY) == "Tuesday (9 March 2021)"
    assert with_date("Mar. 9", WEDNESDAY) == "Mar. 9 (9 March 2021)"
    assert with_date("9 March 2021", WEDNESDAY) == "9 March 2021"
    assert with_date("last month", WEDNESDAY) == "last month"
    assert with_date("Friday", WEDNESDAY, "the roof must be closed by ") == "Friday (12 March 2021)"
    assert with_date("Friday", WEDNESDAY, "the roof was closed on ") == "Friday (5 March 2021)"


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_a_full_date_means_itself_whatever_the_article(day, published):
    """A date with its year does not depend on the article's."""
    if 1900 <= day.year < 2100:
        assert resolve(f"{day.day} {day:%B} {day.year}", published) == day


@settings(deadline=None)
@given(
    st.text(max_size=80) | st.sampled_from(["next month", "last year", "a week ago", "Sunday", "Dec. 31"]), st.dates()
)
def test_no_words_and_no_date_fail(words, published):
    """Any text beside any date gives a period in order, or none."""
    period = resolve_period(words, published)
    assert period is None or period.first <= period.last
