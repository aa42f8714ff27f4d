"""The bot's messages lead to the answers that they show, as long as these are kept."""

from datetime import timedelta

import pytest

from bot.errors import ReceiptNotFound
from tests.ledger.making import AT, article, post, receipt

LARGE = 2**64 + 1
"""An id that SQLite's numbers do not hold."""


def test_a_post_comes_back(ledger, community):
    """A message leads to its answer, and an answer to its messages, in the order they were posted."""
    ledger.record(receipt("one"))
    ledger.record(receipt("two"))
    direct = post(LARGE, "two", "one", guild_id=None, channel_id=LARGE)
    for each in (post(12, "one"), post(11, "one"), direct):
        community.add_post(each)
    assert community.post(12) == post(12, "one")
    assert community.post(LARGE) == direct
    assert community.posts_of_receipt("one") == [post(11, "one"), post(12, "one")]
    assert community.post(13) is None
    assert community.posts_of_receipt("o") == []


def test_posted_again(ledger, community):
    """A message that comes to show another answer leads to that one."""
    ledger.record(receipt("one"))
    ledger.record(receipt("two"))
    community.add_post(post(11, "one"))
    community.add_post(post(11, "two", "one"))
    assert community.post(11) == post(11, "two", "one")
    assert community.posts_of_receipt("one") == []


def test_newest_in_a_channel(ledger, community):
    """The last answer of a channel is found; of two of one moment the one with the larger id."""
    ledger.record(receipt("one"))
    for message, channel, minutes in ((9, 7, 5), (10, 7, 5), (11, 7, 4), (12, 8, 9)):
        at = AT + timedelta(minutes=minutes)
        community.add_post(post(message, "one", channel_id=channel, posted_at=at))
    newest = community.newest_post(7)
    assert newest is not None
    assert newest.message_id == 10
    assert community.newest_post(9) is None


@pytest.mark.parametrize(
    "end",
    [
        lambda ledger: ledger.forget(["one"]),
        lambda ledger: ledger.forget_articles(["a1"]),
        lambda ledger: ledger.expire(AT + timedelta(days=91)),
        lambda ledger: ledger.record(receipt("late", at=AT + timedelta(days=91))),
    ],
    ids=["forgotten", "article removed", "days over", "days over when another is kept"],
)
def test_posts_go_with_their_receipts(ledger, community, end):
    """A post goes when its receipt does, whatever the reason, and other posts stay."""
    ledger.record(receipt("one"))
    ledger.record(receipt("two", at=AT + timedelta(days=30), sources=(article("a2"),)))
    community.add_post(post(11, "one"))
    community.add_post(post(12, "two", "one"))
    end(ledger)
    assert community.post(11) is None
    assert community.post(12) == post(12, "two", None)


def test_no_post_without_a_receipt(ledger, community):
    """A message whose receipt is gone, or was never kept, is not kept."""
    with pytest.raises(ReceiptNotFound, match="'one' is not kept any more"):
        community.add_post(post(11, "one"))
    ledger.record(receipt("one"))
    with pytest.raises(ReceiptNotFound):
        community.add_post(post(11, "on"))
    assert community.post(11) is None
