"""Short answers compared by what they mean."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.expectation import Kind
from bot.answering.english.values import Relation, form, relation, same

MONDAY = date(2021, 3, 8)
OPPOSITE = {Relation.FINER: Relation.COARSER, Relation.COARSER: Relation.FINER}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("April 4", "4 April 2021", Kind.TIME),
        ("in two years", "within 2 years", Kind.TIME),
        ("Porto, Portugal", "Porto", Kind.PLACE),
        ("Mobile, Ala.", "Mobile, Alabama", Kind.PLACE),
        ("the city of Porto", "Porto", Kind.PLACE),
        ("Saab and Volvo", "Volvo, Saab", Kind.NAME),
        ("Prime Minister Kaja Kallas", "Kallas", Kind.OPEN),
        ("£2.5m", "2,500,000 pounds", Kind.OPEN),
        ("the ferry was built in Turku", "a ferry built in Turku", Kind.OPEN),
        ("Yes.", "yes", Kind.YES_NO),
    ],
)
def test_one_answer_in_two_wordings(one, other, kind):
    """Dates, numbers, places, lists and plain words are compared as what they mean."""
    assert same(one, other, kind)
    assert same(other, one, kind)


@pytest.mark.parametrize(
    ("finer", "coarser", "kind"),
    [
        ("2 April", "April", Kind.TIME),
        ("March 2021", "2021", Kind.TIME),
        ("Porto, Portugal", "Portugal", Kind.PLACE),
        ("the harbour of Porto", "Porto", Kind.PLACE),
        ("northern Spain", "Spain", Kind.PLACE),
        ("Ana Costa", "a spokeswoman", Kind.NAME),
        ("Saab and Volvo", "Volvo", Kind.NAME),
        ("1,040", "about a thousand", Kind.NUMBER),
    ],
)
def test_the_more_exact_wording_is_the_finer_one(finer, coarser, kind):
    """A day lies in its month, a city in its country, a name behind a description; that is no disagreement."""
    assert relation(finer, coarser, kind) is Relation.FINER
    assert relation(coarser, finer, kind) is Relation.COARSER


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("2 April", "12 April", Kind.TIME),
        ("Porto", "Faro", Kind.PLACE),
        ("London, Ontario", "London, England", Kind.PLACE),
        ("Lyon, France", "Nice, France", Kind.PLACE),
        ("Yes", "No", Kind.YES_NO),
        ("14", "41", Kind.NUMBER),
        ("the bridge was closed", "the bridge was not closed", Kind.OPEN),
        ("a fine of 300 euros", "a fine of 500 euros", Kind.OPEN),
        ("2 April", "2 May", Kind.OPEN),
    ],
)
def test_other_answers_differ(one, other, kind):
    """Another day, place, figure, or the opposite."""
    assert relation(one, other, kind) is Relation.DIFFERENT


def test_a_weekday_means_the_day_that_its_article_gives_it():
    """Sunday is the day before Monday the 8th; another week's Sunday is another day."""
    assert same("on Sunday", "March 7", Kind.TIME, MONDAY, date(2021, 3, 20))
    assert not same("Sunday", "Sunday", Kind.TIME, MONDAY, date(2021, 3, 20))
    assert same("Sunday", "Sunday", Kind.TIME, None, None)


def test_form_tells_short_facts_from_sentences():
    """An open question may be answered by names, dates or numbers, which can disagree, or by a sentence."""
    assert form("Ana Costa", "Volvo", Kind.OPEN) is Kind.NAME
    assert form("2 April", "Sunday", Kind.OPEN) is Kind.TIME
    assert form("it was raining", "the road was icy", Kind.OPEN) is Kind.OPEN


WORDINGS = st.lists(
    st.sampled_from(
        """2 April 2021 August Sunday about 60 million $ € % Porto, Portugal the city of Ana Costa and Volvo or U.S.
        President not spokesman half north in — “ ( May 1,500 two""".split()
    ),
    max_size=8,
).map(" ".join)


@given(
    one=WORDINGS | st.text(max_size=40),
    other=WORDINGS | st.text(max_size=40),
    kind=st.sampled_from(Kind),
    days=st.tuples(st.none() | st.dates(), st.none() | st.dates()),
)
def test_swapping_the_wordings_swaps_the_relation(one, other, kind, days):
    """Whatever the texts and dates, nothing raises and finer is the other side of coarser."""
    there, back = relation(one, other, kind, *days), relation(other, one, kind, *days[::-1])
    assert back is OPPOSITE.get(there, there)


def test_a_hostile_wording_is_compared_in_no_time():
    """Ten thousand commas, brackets or letters without a space are cut to what a short answer can be."""
    for text in ("A, " * 10_000, "(" * 10_000, "x" * 10_000, "1," * 10_000, "north " * 10_000):
        assert relation(text, text + "B", Kind.PLACE) is Relation.SAME
