"""What a claim and its source deny."""

import pytest

from bot.answering.proving.negation import MOST_NEGATIONS, are_opposites, denial, negations


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Microsoft did not disclose a price.", "No price was disclosed."),
        ("The firm had shared no data.", "The firm had not shared any data."),
        ("The council refused to extend the deadline.", "The council declined, however, to extend the deadline."),
        ("The bans start only on Friday.", "The bans do not start until Friday."),
        ("TikTok said it had not given data to anyone.", "TikTok denies that it has given data to anyone."),
        ("The owner sold the mill.", "The owner sold the mill, which had not made a profit."),
        ("The panel rejected the plan.", "The panel did not accept the plan."),
        ("Nobody was hurt in the fire.", "No one was hurt in the fire."),
    ],
)
def test_a_denial_may_be_told_in_other_words(claim: str, source: str):
    """Neither lost nor added."""
    assert denial(claim, source) is None


@pytest.mark.parametrize(
    ("claim", "source", "word"),
    [
        ("Microsoft disclosed a price.", "Microsoft did not disclose a price.", "disclosed"),
        ("A price was disclosed.", "No price was disclosed.", "price"),
        ("TikTok shared the data.", "TikTok denies that it shared the data.", "shared"),
        ("Oracle will not buy the app.", "Oracle will buy the app.", "buy"),
        ("The mill was never sold.", "The mill was sold.", "sold"),
        ("Shares of Tencent rose sharply.", "Shares of Tencent fell sharply.", "rose"),
        ("The council accepted the plan.", "The council rejected the plan.", "accepted"),
        ("The order is illegal.", "The order is legal.", "illegal"),
        ("The phone can still be sold here.", "The phone can no longer be sold here.", "sold"),
        ("They left after the vote.", "They left before the vote.", "after"),
    ],
)
def test_a_lost_or_added_denial_is_found(claim: str, source: str, word: str):
    """By "not" and its like, or by the opposite word; told by the word on which it falls."""
    assert denial(claim, source) == word


def test_what_is_not_said_is_left_open():
    """Who has not said whether he is looking neither looks nor does not."""
    (keys,) = negations("The firm has not said whether it is looking for a chief.")
    assert [word.text for word in keys] == ["said"]


def test_opposites_are_told_by_their_words():
    """Groups of news verbs, prefixes, and words for more and less."""
    assert are_opposites("win", "lost")
    assert are_opposites("unlikely", "likely")
    assert are_opposites("higher", "lower")
    assert not are_opposites("won", "victory")


def test_what_denies_over_and_over_is_not_believed():
    """Neither a claim nor the sentences that it rests on; both fall by the word that they deny last."""
    endless = "It did not " + "not ".join(f"win{i} " for i in range(MOST_NEGATIONS + 1))
    assert denial(endless, "It won.") is not None
    assert denial("It held a meeting.", endless) is not None
