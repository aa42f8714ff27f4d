"""Numbers in the form people read."""

import pytest

from bot.rendering.fields import counted, duration, listed, size


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0.0 s"), (59.94, "59.9 s"), (125, "2 min 5 s"), (7300, "2 h 1 min")]
)
def test_duration(seconds, shown):
    """A time span is coarser the longer it is."""
    assert duration(seconds) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 bytes"), (999, "999 bytes"), (23_400_000, "23.4 MB"), (5e15, "5000.0 TB")]
)
def test_size(count, shown):
    """Bytes in decimal units."""
    assert size(count) == shown


def test_counted_and_listed():
    """Nouns follow their number; long lists are cut with their number told."""
    assert (counted(1, "article"), counted(2000, "article")) == ("1 article", "2,000 articles")
    assert listed("abc", most=2) == "a, b and 1 more"
