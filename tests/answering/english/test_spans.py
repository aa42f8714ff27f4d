"""Stretches of a sentence that have the form of an answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.expectation import Kind
from bot.answering.english.spans import Place, places, whole_names_and_numbers


def found(kind: Kind, text: str) -> list[str]:
    return [text[place.start : place.end] for place in places(kind, text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Secretary of State Mike Pompeo said so.", ["Mike Pompeo"]),
        ("We’ve reached out to WeChat’s parent company, Tencent, for a comment.", ["WeChat", "Tencent"]),
        ("Later on Sunday, Microsoft confirmed it’s pursuing a purchase.", ["Microsoft"]),
        ("It is reported that ByteDance founder Zhang Yiming is reluctant.", ["ByteDance", "Zhang Yiming"]),
        ("The orders, signed on Aug. 6, hit J. P. Morgan & Co.", ["J. P. Morgan & Co"]),
    ],
)
def test_names_stand_without_roles_and_possessives(text, expected):
    """A name is the name alone; weekdays, months, contractions and words that only open a sentence are none."""
    assert found(Kind.NAME, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It leaks,” said Mara Lind of the Harbour Forum.", ["Mara Lind", "Harbour Forum"]),
        ("He left the University of the Arts.", ["University of the Arts"]),
        ("A loan from the National Bank of Norway.", ["National Bank of Norway"]),
        ("It runs on an iPhone and on eBay.", ["iPhone", "eBay"]),
        ("Nobody met Ana Roe.", ["Ana Roe"]),
    ],
)
def test_a_person_stands_apart_from_where_the_person_belongs(text, expected):
    """Who speaks for a body is named without it; a body that is "of" something is one name; so is an odd spelling."""
    assert found(Kind.NAME, text) == expected


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("She works on Clay Street.", "Clay", "Clay Street"),
        ("It cost $1.5 million to mend.", "$1.5", "$1.5 million"),
        ("The union of dockers met.", "union of", "union of"),
        ("They told Ana Roe and left.", "told Ana", "told Ana Roe"),
    ],
)
def test_a_stretch_is_widened_to_whole_names_and_numbers(text, cut, whole):
    """A stretch that ends within a name or a number takes in the rest of it, and nothing else."""
    begin = text.index(cut)
    place = whole_names_and_numbers(text, Place(begin, begin + len(cut)), 0, len(text))
    assert text[place.start : place.end] == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by 15th September, as mandated", ["15th September"]),
        ("no later than September 15, 2020, it said", ["September 15, 2020"]),
        ("on Sunday, August 2.", ["August 2"]),
        ("in 2028 or about 2030", ["2028", "2030"]),
        ("It took six weeks; the 30 years old ship sank.", ["six weeks"]),
        ("It may march on.", []),
    ],
)
def test_dates_in_their_usual_forms(text, expected):
    """Days with and without year, ordinals, weekdays, years; a modal verb is no month."""
    assert found(Kind.TIME, text) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.NUMBER, "India banned 59 apps on June 29, 2020.", ["59"]),
        (Kind.NUMBER, "It has about 100 million users.", ["100 million"]),
        (Kind.NUMBER, "twenty-four apps and 1,234.5 more", ["twenty-four", "1,234.5"]),
        (Kind.MONEY, "a fund of $200 million for 50 creators", ["$200 million"]),
        (Kind.MONEY, "7.5 billion dollars in cash", ["7.5 billion dollars"]),
        (Kind.SHARE, "Oracle would hold 12.5 percent, Walmart 7.5%", ["12.5 percent", "7.5%"]),
    ],
)
def test_numbers_keep_their_scale_and_unit(kind, text, expected):
    """A number is read with its scale, currency or per cent; dates are not numbers."""
    assert found(kind, text) == expected


@given(st.sampled_from(list(Kind)), st.text(max_size=300), st.text(max_size=20))
def test_places_lie_inside_the_stretch(kind, text, before):
    """Whatever the text, a place is not empty and lies within the bounds that were asked for."""
    whole = before + text
    for place in places(kind, whole, len(before), len(whole)):
        assert len(before) <= place.start < place.end <= len(whole)
