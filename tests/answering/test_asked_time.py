"""The time that a question names: which words name it, and which sentences tell of it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.asked_time import asked_time
from bot.domain.article import DatePrecision
from tests.answering.making import dated

ASKED_ON = date(2021, 3, 20)


def met(question, text, day, **fields):
    """Whether the article's first sentence tells of the question's time."""
    found = dated(text, day, **fields)
    return asked_time(question, ASKED_ON).is_met(found, found.sentences[0])


@pytest.mark.parametrize(
    ("question", "bare", "first", "last"),
    [
        ("How many ferries did Oslo stop in February?", "How many ferries did Oslo stop?", "2021-02-01", "2021-02-28"),
        ("What does the March 9 order forbid?", "What does the order forbid?", "2021-03-09", "2021-03-09"),
        ("On March 9, was Lind keen on a sale?", "was Lind keen on a sale?", "2021-03-09", "2021-03-09"),
        ("what did lind say yesterday about ferries", "what did lind say about ferries", "2021-03-19", "2021-03-19"),
        ("What did Lind say on Monday?", "What did Lind say?", "2021-03-15", "2021-03-15"),
        ("Who bought the yard in May 2019, and why?", "Who bought the yard and why?", "2019-05-01", "2019-05-31"),
    ],
)
def test_the_words_of_time_are_taken_out_and_understood(question, bare, first, last):
    """Seen from the day of asking."""
    time = asked_time(question, ASKED_ON)
    assert (time.bare, str(time.period.first), str(time.period.last)) == (bare, first, last)


@pytest.mark.parametrize(
    "question",
    [
        "How many ferries did Oslo stop?",
        "Who has run the port since May?",
        "Must the yard be sold by March 9?",
        "How many sailed between May and June?",
        "Who won in 2016, and who in 2017?",
        "How large was the fleet at the end of 2018?",
        "Who spoke in the spring of 2020?",
        "What rose on the Monday after the vote?",
        "Who may run the port?",
        "Who sank on 31 June?",
        "In June?",
    ],
)
def test_no_time_bounds_and_halves_of_one_are_left_alone(question):
    """Taken out, they would change what is asked."""
    assert asked_time(question, ASKED_ON) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Oslo stopped 59 ferries on Tuesday.", "2021-03-11"),
        ("Oslo stopped 59 ferries on March 9.", "2021-05-30"),
        ("Oslo stopped 59 ferries.", "2021-03-09"),
        ("Oslo, a port since 1048, stopped 59 ferries.", "2021-03-10"),
    ],
)
def test_a_day_is_met_by_a_weekday_a_date_or_the_articles_own_day(text, day):
    """As agencies write; a year says nothing of days."""
    assert met("How many ferries did Oslo stop on March 9?", text, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Oslo stopped 59 ferries on Monday.", "2021-03-09"),
        ("Oslo stopped 59 ferries on February 9.", "2021-03-09"),
        ("Oslo stopped 59 ferries.", "2021-03-08"),
        ("Oslo stopped 59 ferries.", "2021-03-12"),
        ("Oslo stopped 59 ferries on Tuesday.", None),
    ],
)
def test_another_day_is_not_the_day_that_was_asked_for(text, day):
    """Neither one that the sentence names, nor an article of before or of days after; nor one without a date."""
    assert not met("How many ferries did Oslo stop on March 9?", text, day)


def test_an_article_known_to_the_month_tells_of_that_month():
    """Of a day in it, that cannot be said."""
    fields = {"precision": DatePrecision.MONTH}
    assert met("What sank in February?", "The Aurora sank.", "2021-02-01", **fields)
    assert not met("What sank on February 1?", "The Aurora sank.", "2021-02-01", **fields)


@given(st.text(max_size=80), st.dates())
def test_whatever_is_asked_something_is_left_to_ask(question, asked_on):
    """No text and no day breaks it, and what is left has words of the question only."""
    time = asked_time(question, asked_on)
    assert time is None or (time.bare and time.period.first <= time.period.last)
