"""Numbers as newspapers write them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.amounts import amount, covers, same_amount


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€1.5bn", "1,500 million euros"),
        ("two", "2"),
        ("half a million", "500,000"),
        ("seven hundred and fifty thousand", "750,000"),
        ("forty-one", "41"),
        ("two dozen", "24"),
        ("half", "50 per cent"),
        ("12.5%", "12.5 percent"),
        ("$40 million", "40m U.S. dollars"),
        ("about 60", "sixty"),
        ("for three weeks", "3 weeks"),
        ("between 50 and 60", "50 to 60"),
        ("59 apps", "59"),
        ("from 3 to 4 million", "between 3 million and 4 million"),
    ],
)
def test_one_number_written_differently_is_one_number(one, other):
    """Scale words, digits, number words, signs and names of units, and a hedge do not change the number."""
    assert same_amount(amount(one), amount(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€3 million", "$3 million"),
        ("A$5", "US$5"),
        ("two years", "two months"),
        ("5 percent", "5 percentage points"),
        ("40 percent", "40"),
        ("100", "103"),
        ("1.5 million", "1.5 billion"),
    ],
)
def test_other_units_and_other_figures_are_other_numbers(one, other):
    """The same digits of another currency, measure or scale are not the same amount, nor is one room for the other."""
    a, b = amount(one), amount(other)
    assert not same_amount(a, b)
    assert not covers(a, b)
    assert not covers(b, a)


@pytest.mark.parametrize(
    ("coarse", "fine"),
    [
        ("about 100", "103"),
        ("more than 100", "117"),
        ("nearly 900", "880"),
        ("1.5 billion", "1.48 billion"),
        ("50 to 60", "57"),
        ("a third", "33 percent"),
    ],
)
def test_a_rough_number_leaves_room_for_an_exact_one(coarse, fine):
    """Hedges, rounding and ranges cover the exact figure, and not the other way round."""
    assert covers(amount(coarse), amount(fine))
    assert not covers(amount(fine), amount(coarse))


@pytest.mark.parametrize(("coarse", "fine"), [("about 100", "130"), ("more than 100", "90"), ("nearly 900", "910")])
def test_a_hedge_has_its_side_and_its_limit(coarse, fine):
    """More than a hundred is not ninety, and about a hundred is not 130."""
    assert not covers(amount(coarse), amount(fine))


@pytest.mark.parametrize("text", ["5-4", "hundreds", "", "$", "Oslo", "2.0.1", "10:30", "the 3rd", "12 of 15", "٣"])
def test_what_is_no_single_number_is_not_read(text):
    """Scores, clock times, versions, ordinals and vague words are no amounts."""
    assert amount(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_thousands_marks_change_nothing(number):
    """A number with commas is the number without."""
    assert amount(f"{number:,}").low == amount(str(number)).high == Fraction(number)


@given(st.text(alphabet=st.sampled_from("0123456789.,$€%- abmntoh andfiveхalf½٣"), max_size=300) | st.text())
def test_no_text_breaks_the_reading(text):
    """Whatever the text, it is an amount with low <= high or none."""
    found = amount(text)
    assert found is None or found.low <= found.high
