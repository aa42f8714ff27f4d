"""Texts are cut between what a reader sees as characters, and measured as Discord does at the most."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.discord.characters import shortened, utf16_length


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("the quick brown", 12, "the quick…"),
        ("a " + "x" * 100, 50, "a " + "x" * 47 + "…"),
        ("ab👩\u200d🚒cd", 5, "ab…"),
        ("ab👩\u200d🚒cd", 6, "ab👩\u200d🚒…"),
        ("abe\u0301fg", 4, "ab…"),
        ("🇳🇴🇳🇴🇳🇴", 4, "🇳🇴…"),
        ("👩\u200d🚒", 2, "…"),
        ("語" * 20, 10, "語" * 9 + "…"),
    ],
)
def test_shortened(text, most, shown):
    """A cut falls at white space if there is some near, never within an emoji, a flag or a letter with its marks."""
    assert shortened(text, most) == shown


@given(st.text(), st.integers(1, 50))
def test_shortened_is_short(text, most):
    """No text stays longer than allowed."""
    assert len(shortened(text, most)) <= most


def test_utf16_length():
    """What lies beyond the first plane counts twice, as clients count it; half a pair, once."""
    assert [utf16_length(text) for text in ("abc", "語", "👩\u200d🚒", "\ud800", "")] == [3, 1, 5, 1, 0]
