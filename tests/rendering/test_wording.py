"""Filters in words."""

from datetime import date

import pytest

from bot.domain.question import Filters
from bot.rendering.wording import filters


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (Filters(), ""),
        (Filters(collections=("main",)), "in collection main"),
        (Filters(collections=("main", "my feeds")), "in collections main, my feeds"),
        (
            Filters(since=date(2020, 8, 1), outlets=("Post", "Globe"), collections=("a", "b"), timezone="Asia/Kolkata"),
            "since 2020-08-01; from Post, Globe; in collections a, b (days in Asia/Kolkata)",
        ),
        (Filters(collections=("a\x1b[31m\nb",)), r"in collection a\x1b[31m b"),
    ],
)
def test_filters(chosen, told):
    """Each filter is named, several names after one another, harmless; the time zone only where days are compared."""
    assert filters(chosen) == told
