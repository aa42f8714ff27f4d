"""One thing of a claim exchanged for what a sentence of the articles has in its place."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.checking.repairs import MOST_FACTS, repairs, turned

MONDAY = date(2020, 8, 3)


def made(claim: str, told: str) -> list[tuple[str, str]]:
    return [(each.text, each.why) for each in repairs(claim, told, MONDAY)]


@pytest.mark.parametrize(
    ("claim", "told", "text", "why"),
    [
        (
            "India banned 50 apps.",
            "India banned 59 apps.",
            "India banned 59 apps.",
            "the articles say 59, not 50",
        ),
        (
            "Arm costs $30 billion.",
            "Arm costs 40 billion dollars.",
            "Arm costs 40 billion dollars.",
            "the articles say 40 billion dollars, not $30 billion",
        ),
        (
            "Talks ended on 5 August.",
            "Talks ended on Sunday.",
            "Talks ended on Sunday.",
            "the articles say Sunday (2 August 2020), not 5 August",
        ),
        (
            "Oracle's offer failed.",
            "Microsoft's offer failed.",
            "Microsoft's offer failed.",
            "the articles say Microsoft, not Oracle",
        ),
    ],
)
def test_one_fact_is_put_right(claim, told, text, why):
    """A figure, a day or a name becomes the sentence's own, and the reason names both."""
    assert (text, why) in made(claim, told)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("India banned more than 50 apps.", "India banned 59 apps."),
        ("India banned about 60 apps.", "India banned 59 apps."),
        ("India banned 50 apps.", "India spent 59 percent."),
        ("India banned 50 apps.", "India has 59 ministers."),
        ("Talks ended in August.", "Talks ended on Sunday."),
        ("Talks ended on 2 August.", "Talks ended on Sunday."),
        ("Oracle met rivals in Oslo.", "Oracle met rivals with Nvidia."),
        ("Nvidia bought Arm in Oslo.", "Arm went to Nvidia."),
    ],
)
def test_what_may_be_true_beside_it_is_no_other(claim, told):
    """A rougher figure or day, another unit or thing, a name behind another word, and what the claim has: none is exchanged."""
    assert made(claim, told) == []


@pytest.mark.parametrize(
    ("claim", "told", "text"),
    [
        ("Oslo did not win.", "Oslo won.", "Oslo did win."),
        ("Oslo didn't win.", "Oslo won.", "Oslo did win."),
        ("Oslo cannot win.", "Oslo can win.", "Oslo can win."),
        ("Oslo never won.", "Oslo won.", "Oslo won."),
        ("Google was named in the order.", "Google was not named.", "Google was not named in the order."),
        ("Prices rose in Oslo.", "Prices fell in Oslo.", "Prices fell in Oslo."),
    ],
)
def test_a_denial_is_turned_round(claim, told, text):
    """A "not" is taken out or put in, and a word becomes its opposite."""
    assert text in [each.text for each in turned(claim, told)]


def test_who_agrees_is_not_turned():
    """Without a denial there is nothing to turn round."""
    assert [each.text for each in turned("Prices rose in Oslo.", "Prices rose in Oslo.")] == []


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 60), st.integers(1, 60))
def test_few_facts_are_exchanged(mine, theirs):
    """However many figures, days and names two texts have, only so many of each are tried."""
    claim = " ".join(f"Firm{n} paid {n + 2} dollars on {1 + n % 28} May {1900 + n}." for n in range(mine))
    told = " ".join(f"Bank{n} paid {n + 102} dollars on {1 + n % 28} June {1800 + n}." for n in range(theirs))
    assert len(made(claim, told)) <= 3 * MOST_FACTS**2
