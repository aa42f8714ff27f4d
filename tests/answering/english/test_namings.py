"""Names of one and the same, in the forms of newspapers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.namings import core, is_description, same_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ruto", "William Ruto"),
        ("Angela Merkel", "Chancellor Merkel"),
        ("Harry S. Truman", "Harry Truman"),
        ("Bill Gates", "William H. Gates"),
        ("Airbus chief executive Guillaume Faury", "Faury"),
        ("U.S. Secretary of the Interior Deb Haaland", "Deb Haaland"),
        ("Kim", "Kim Jong Un"),
        ("Nestlé S.A.", "Nestle"),
        ("Hyundai Motor Co.", "Hyundai"),
        ("SpaceX", "Space X"),
        ("WHO", "the World Health Organization"),
        ("I.M.F.", "International Monetary Fund"),
        ("the U.S.", "United States"),
        ("Britain", "United Kingdom"),
        ("São Paulo", "Sao Paulo"),
        ("Bundesbank’s", "the Bundesbank"),
    ],
)
def test_forms_of_one_name_are_one(one, other):
    """Titles, initials, short given names, surnames, legal forms, acronyms, accents: either way round."""
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Clinton", "Hillary Clinton"),
        ("George W. Bush", "George H. W. Bush"),
        ("North Korea", "South Korea"),
        ("Virginia", "West Virginia"),
        ("Bank", "Deutsche Bank"),
        ("England", "Bank of England"),
        ("New York", "New York Times"),
        ("New York City", "New Mexico City"),
        ("United States", "United Kingdom"),
        ("Ford Motor", "General Motors"),
        ("Airbus", "Boeing"),
        ("", "Oslo"),
        ("!", "?"),
    ],
)
def test_alike_names_of_others_stay_apart(one, other):
    """Families, directions, last words of institutions and mere likeness make nobody the same."""
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_places_have_no_surname():
    """York is not New York, and Cross is not Charing Cross; as a person, Cross may be Annie Cross."""
    assert not same_name("Cross", "Charing Cross", place=True)
    assert same_name("Cross", "Annie Cross")


@pytest.mark.parametrize(
    ("text", "description"),
    [("a spokesman", True), ("two officials", True), ("Judge", True), ("Maria Ruiz", False), ("the BBC", False)],
)
def test_a_description_names_nobody(text, description):
    """Small letters and roles describe; a capital name names."""
    assert is_description(text) is description


@given(st.text(), st.text())
def test_any_two_texts_compare_alike_either_way(one, other):
    """The comparison is symmetric and never raises; a text that has a word in it is the same as itself."""
    assert same_name(one, other) == same_name(other, one)
    assert same_name(one, one) or not any(character.isalnum() for character in one)
    core(one)
