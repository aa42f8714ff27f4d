"""The part of a sentence that explains."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.reasons import reason


def told(text: str) -> str | None:
    place = reason(text, 0, len(text))
    return None if place is None else text[place.start : place.end]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("The dam was opened because the lake had risen by two metres.", "the lake had risen by two metres"),
        ("Because of a strike at the depot, no trams ran on Monday.", "a strike at the depot"),
        ("She resigned over concerns about the budget, her office said.", "over concerns about the budget"),
        ("Brask withdrew its bid, citing the price of steel.", "the price of steel"),
        ("The law was changed to protect tenants from sudden evictions.", "to protect tenants from sudden evictions"),
        ("Flights were cut in order to save fuel, but cargo still moves.", "save fuel"),
        ("The match was moved so that schools could attend.", "schools could attend"),
        ("The fire was caused by a faulty heater in the kitchen.", "a faulty heater in the kitchen"),
        ("“We left because the roof leaked,” said Rosa Lind.", "the roof leaked"),
        ("The vote was put off due to heavy snow, the clerk told reporters.", "heavy snow"),
    ],
)
def test_reasons_grounds_and_purposes_are_found(text, stretch):
    """The clause behind "because" and its like, up to its end and without who said so."""
    assert told(text) == stretch


def test_a_cause_goes_before_a_purpose():
    """The surest words win, wherever they stand."""
    text = "To save time the crew flew, because the road was under water."
    assert told(text) == "the road was under water"


@pytest.mark.parametrize("text", ["The dam was opened on Monday.", "", "They went to Oslo.", "It closed because."])
def test_no_reason_is_made_up(text):
    """A sentence without such words, or with nothing behind them, gives none."""
    assert told(text) is None


@settings(deadline=None)
@given(
    st.text(max_size=200) | st.lists(st.sampled_from("because of to save , said “ ” . after a b".split())).map(" ".join)
)
def test_a_reason_is_a_stretch_of_the_sentence(text):
    """Whatever the text, the stretch lies within it."""
    place = reason(text, 0, len(text))
    assert place is None or 0 <= place.start < place.end <= len(text)
