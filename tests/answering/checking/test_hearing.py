"""Single words of a claim that nothing in its quotes takes up."""

import pytest

from bot.answering.checking.hearing import Hearing

QUOTE = "India banned 59 Chinese apps on Monday, among them TikTok."


@pytest.fixture
def hearing(embedder) -> Hearing:
    return Hearing(embedder)


@pytest.mark.parametrize(
    "claim",
    [
        "On Monday India outlawed 59 Chinese programs, TikTok among them.",
        "India banned 59 Chinese apps.",
        "India took 50 Chinese apps off on Friday, with WeChat.",
    ],
)
def test_other_words_for_the_same_are_heard(hearing, claim):
    """Synonyms and light words pass; figures, days and names are not its business."""
    assert hearing.unheard(claim, QUOTE) is None


@pytest.mark.parametrize(
    ("claim", "word"),
    [
        ("India banned 59 Chinese violins on Monday.", "violins"),
        ("India painted 59 Chinese apps on Monday.", "painted"),
    ],
)
def test_a_thing_or_deed_that_is_not_spoken_of_is_named(hearing, claim, word):
    """One word is enough, however much of the rest is there."""
    assert hearing.unheard(claim, QUOTE) == word


def test_nothing_quoted_takes_up_nothing(hearing):
    """Without quotes the first word is unheard."""
    assert hearing.unheard("India banned apps.", "") == "banned"
