"""Words by which a report holds back, and what they govern."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.hedges import governing, hedges, is_hedged, lost_hedges, with_hedges


def governed(text, span):
    start = text.index(span)
    return governing(text, start, start + len(span))


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Kestrel Air is in talks with Blue Heron.", "Blue Heron", ("in talks",)),
        ("Quantrell is reportedly the buyer.", "Quantrell", ("reportedly",)),
        ("Reportedly, Quantrell is the buyer.", "Quantrell", ("Reportedly",)),
        ("The dam could break by Friday.", "Friday", ("could",)),
        ("Norhaus plans to open 40 shops.", "40", ("plans to",)),
        ("Norhaus is expected to open 40 shops.", "40", ("is expected to",)),
        (
            "The mill, according to people familiar with the plan, was sold to Ivo Marek.",
            "Ivo Marek",
            ("according to people familiar",),
        ),
        ("The tram will open in May.", "May", ()),
        ("Norhaus opened 40 shops.", "40", ()),
    ],
)
def test_hedge_governs_its_clause(text, span, expected):
    """What stands in one clause with the hedge, or under an unnamed source, is held back."""
    assert governed(text, span) == expected


def test_hedge_of_another_clause_does_not_govern():
    """ "Quantrell may sell, but Ada Quill has left": that she has left is certain."""
    text = "Quantrell may sell the pit, but Ada Quill has left."
    assert governed(text, "Quantrell") == ("may",)
    assert governed(text, "Ada Quill") == ()


def test_short_answer_says_what_holds_it_back():
    """The short line carries the hedge in brackets, and nothing when there is none."""
    text = "Kestrel Air is reportedly buying Blue Heron."
    start = text.index("Blue")
    assert with_hedges("Blue Heron", text, start, start + 10) == "Blue Heron (reportedly)"
    assert with_hedges("Blue Heron", "Kestrel bought Blue Heron.", 15, 25) == "Blue Heron"


def test_shortened_statement_is_told_what_it_lost():
    """A statement may hold back more than its source, not less."""
    source = "Kestrel Air may buy Blue Heron, which allegedly owes it money."
    assert lost_hedges("Kestrel Air may buy Blue Heron.", source) == ("allegedly",)
    assert lost_hedges(source, "Kestrel Air buys Blue Heron.") == ()


def test_month_is_no_hedge():
    """ "May" with a capital is the month."""
    assert not is_hedged("It opened in May.")
    assert is_hedged("It may open.")


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_text_is_read(text, first, second):
    """No text and no span breaks it; hedges ascend and lie in the text."""
    governing(text, min(first, second), max(first, second))
    places = hedges(text)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert list(places) == sorted(places, key=lambda place: place.start)
