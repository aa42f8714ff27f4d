"""Statements that join two sources, taken apart."""

import pytest

from bot.answering.proving.parts import parts_of


@pytest.mark.parametrize(
    ("claim", "parts"),
    [
        (
            "India banned 59 apps in June, while Google removed the game.",
            [("India banned 59 apps in June", "Google removed the game.")],
        ),
        (
            "Oracle joined the bid in Ohio; Walmart left the contest.",
            [("Oracle joined the bid in Ohio", "Walmart left the contest.")],
        ),
        (
            "Oracle joined the bid in Ohio, and closed higher on Monday.",
            [("Oracle joined the bid in Ohio", "Oracle closed higher on Monday.")],
        ),
        ("Apple, Google and Samsung removed the game.", []),
        ("India banned the apps, and Google.", []),
    ],
)
def test_it_is_cut_where_clauses_join(claim: str, parts: list[tuple[str, str]]):
    """A part without a subject has the first one's; a list is no two clauses."""
    assert list(parts_of(claim)) == parts
