"""Marks: one of each caller for each answer, and none of an answer that is gone."""

from datetime import timedelta

import pytest

from bot.domain.feedback import MOST_CHARACTERS, Feedback, Mark
from bot.errors import ReceiptNotFound
from tests.ledger.making import AT, receipt


def mark(receipt_id: str, caller: str = "ann", minutes: int = 0, given: Mark = Mark.GOOD, reason=None) -> Feedback:
    return Feedback(receipt_id, caller, given, reason, AT + timedelta(minutes=minutes))


def test_the_later_takes_the_place(ledger, community):
    """A caller has one mark for an answer, the last; others have their own."""
    ledger.record(receipt("one"))
    later = mark("one", minutes=2, given=Mark.BAD, reason="It is\nTuesday.")
    for each in (mark("one"), mark("one", "ben", 1), later):
        community.give_feedback(each)
    assert community.feedback() == [later, mark("one", "ben", 1)]


def test_listed(ledger, community):
    """Marks are listed newest first, of one kind or all, of one caller or all, with limit and offset."""
    ledger.record(receipt("one"))
    ledger.record(receipt("two"))
    given = [
        mark("one", "ann", 3),
        mark("two", "ann", 2, Mark.BAD),
        mark("one", "ben", 1, Mark.BAD),
        mark("two", "ben", 0),
    ]
    for each in given:
        community.give_feedback(each)
    assert community.feedback() == given
    assert community.feedback(Mark.BAD) == given[1:3]
    assert community.feedback(caller="ann") == given[:2]
    assert community.feedback(Mark.GOOD, caller="ben") == given[3:]
    assert community.feedback(limit=2, offset=1) == given[1:3]
    assert community.feedback(limit=0) == []


def test_gone_with_the_receipt(ledger, community):
    """A mark goes with its receipt, and an answer whose receipt is gone cannot be marked."""
    ledger.record(receipt("one"))
    community.give_feedback(mark("one"))
    ledger.forget(["one"])
    assert community.feedback() == []
    for gone in ("one", "o", ""):
        with pytest.raises(ReceiptNotFound, match="cannot be marked"):
            community.give_feedback(mark(gone))


@pytest.mark.parametrize(
    ("reason", "kept"),
    [
        ("x" * (MOST_CHARACTERS + 1), "x" * MOST_CHARACTERS),
        ("  \n", None),
        ("", None),
        ("no\x00\ud800", "no\ufffd\ufffd"),
    ],
)
def test_reasons(ledger, community, reason, kept):
    """A reason is cut to its bounds, made storable, and none if it says nothing."""
    ledger.record(receipt("one"))
    community.give_feedback(mark("one", reason=reason))
    assert [each.reason for each in community.feedback()] == [kept]
