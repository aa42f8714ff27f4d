"""Figures of a claim and of its sources."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.proving.figures import figures, missing_figures
from bot.answering.proving.wording import plain

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It paid 1,500 million dollars.", "It paid $1.5bn."),
        ("It paid $1.5 billion.", "It paid 1.5 billion dollars."),
        ("It owns 45% of the firm.", "It owns 45 percent of the firm."),
        ("Three people left.", "3 people left."),
        ("Two dozen apps are banned.", "24 apps are banned."),
        ("It owns half of the firm.", "It owns 50 percent of the firm."),
        ("The 6G service comes third.", "The 6G service comes 3rd."),
        ("They won 5-4.", "They won by 5–4."),
    ],
)
def test_a_figure_may_be_written_in_another_way(claim: str, source: str):
    """Scales, currencies, words and signs of one value are one figure."""
    assert missing_figures(plain(claim), plain(source)) == ()


@pytest.mark.parametrize(
    ("claim", "source", "missing"),
    [
        ("It paid $1.6bn.", "It paid $1.5bn.", "$1.6bn"),
        ("It paid 1.5 billion euros.", "It paid $1.5 billion.", "1.5 billion euros"),
        ("45% left.", "45 people left.", "45%"),
        ("The 5G service.", "The 6G service.", "5g"),
        ("They won 4-5.", "They won 5-4.", "4-5"),
        ("The second order.", "The third order.", "second"),
        ("Seventeen apps.", "Seven apps.", "Seventeen"),
        ("It has 1.5.3 inside.", "It has 1.5.2 inside.", "1.5.3"),
    ],
)
def test_another_figure_is_missing(claim: str, source: str, missing: str):
    """Another value, currency, rank or score is not in the source, and is told as it was written."""
    assert missing_figures(plain(claim), plain(source)) == (missing,)


def test_dates_are_no_figures():
    """Days and years are compared as dates."""
    assert [each.text for each in figures("On 2 August 2020, 59 apps were banned, 47 more on July 27.")] == ["59", "47"]


@given(ANY_TEXT)
def test_every_text_has_its_own_figures(text: str):
    """Whatever is written: a text lacks none of its own figures, and nothing raises."""
    assert missing_figures(plain(text), plain(text)) == ()


@given(st.integers(10, 9_999_999))
def test_no_digit_of_a_claim_goes_unseen(number: int):
    """A number that the source does not hold is missing, in any surroundings."""
    for form in ("It has {} parts.", "A {}-day week.", "Model X{}.", "At {}:15.", "({} parts)", "v{}.2.1"):
        assert missing_figures(form.format(number), form.format("no")) != ()
