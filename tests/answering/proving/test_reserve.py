"""How far a claim and its source hold back."""

import pytest

from bot.answering.proving.reserve import misheld


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Oracle might buy the app.", "Oracle may buy the app."),
        ("Oracle is negotiating to buy the app.", "Oracle is in talks to buy the app."),
        ("Some 100 apps were banned.", "About 100 apps were banned."),
        ("It takes a year or more.", "It takes at least a year."),
        ("The owner left in May.", "The owner left in May and may sell the mill."),
        ("The deal should probably close in March.", "The deal is expected to close in March."),
        ("Quillon reportedly sold the mill.", "Quillon is said to have sold the mill."),
        ("It will buy the mill.", "It will buy the mill."),
    ],
)
def test_a_hedge_may_go_over_to_another_of_its_kind(claim: str, source: str):
    """And one that governs nothing of the claim need not be kept."""
    assert misheld(claim, source) is None


@pytest.mark.parametrize(
    ("claim", "source", "told"),
    [
        ("Oracle will buy the app.", "Oracle may buy the app.", "the source says “may”"),
        ("Oracle may buy the app.", "Oracle will buy the app.", "only the statement says “may”"),
        ("Quillon sold the mill.", "Quillon reportedly sold the mill.", "the source says “reportedly”"),
        ("Quillon reportedly sold the mill.", "Quillon sold the mill.", "only the statement says “reportedly”"),
        ("Quillon sells the mill.", "Quillon plans to sell the mill.", "the source says “plans to”"),
        ("100 apps were banned.", "About 100 apps were banned.", "the source has “about” before 100"),
        ("More than 100 apps were banned.", "100 apps were banned.", "the source has “exactly” before 100"),
        ("Up to 100 apps were banned.", "More than 100 apps were banned.", "the source has “above” before 100"),
        ("Nvidia bought Arm.", "Nvidia will buy Arm.", "the source has “buy” still to come"),
    ],
)
def test_a_lost_or_added_hedge_is_found(claim: str, source: str, told: str):
    """Also before a figure, and where what is to come is told as done."""
    assert misheld(claim, source) == told


def test_each_clause_keeps_its_own_hedge():
    """ "wants" in another clause does not stand for the "plans to" that was lost."""
    source = "Walmart plans to start a service, and wants more merchants."
    assert misheld("Walmart will start a service, and wants more merchants.", source) == "the source says “plans to”"
