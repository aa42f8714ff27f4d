"""Who did what to whom."""

import pytest

from bot.answering.proving.roles import deeds, swapped


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Nvidia bought Arm.", "Arm was bought by Nvidia."),
        ("Arm, bought by Nvidia, rose.", "Nvidia bought Arm."),
        ("Microsoft will buy TikTok.", "Microsoft will buy TikTok's U.S. business."),
        ("Trump ordered ByteDance to sell.", "The Trump administration ordered ByteDance to sell."),
        ("ByteDance sold the app.", "TikTok's owner, ByteDance, sold the app."),
        ("Walmart joined the bid.", "Walmart, which had joined Microsoft's bid, smiled."),
    ],
)
def test_the_same_parts_in_another_order_are_no_fault(claim: str, source: str):
    """Passive and active, appositions, parts of phrases."""
    assert swapped(claim, source) is None


@pytest.mark.parametrize(
    ("claim", "source", "who"),
    [
        ("Arm bought Nvidia.", "Nvidia bought Arm.", "Arm"),
        ("Arm bought Nvidia.", "Arm was bought by Nvidia.", "Arm"),
        ("Oracle bought Arm.", "Nvidia bought Arm, beating Oracle.", "Oracle"),
        ("SoftBank sold Nvidia to Arm.", "SoftBank sold Arm to Nvidia.", "Nvidia"),
        ("Trump was sued by TikTok.", "Trump sued TikTok.", "Trump"),
    ],
)
def test_a_swapped_part_is_found(claim: str, source: str, who: str):
    """The name that stands where another one belongs is told."""
    fault = swapped(claim, source)
    assert fault is not None
    assert who in fault


def test_the_passive_is_undone():
    """Whom it was done to, and who did it."""
    (deed,) = deeds("Arm was bought by Nvidia.")
    assert {role: [name.text for name in held] for role, held in deed.whole.items()} == {
        "whom": ["Arm"],
        "who": ["Nvidia"],
    }
