"""What is kept of one caller can be listed and forgotten, and nobody gets a fresh budget by it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.caller import Caller
from bot.domain.feedback import Feedback, Mark
from bot.errors import BudgetSpent, LedgerError
from bot.ledger.ledger import Ledger
from bot.ledger.spending import FORGOTTEN, Limits, Spent
from tests.ledger.making import AT, post, receipt

ANN, BEN = "discord:" + "a1" * 10, "discord:" + "b2" * 10
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def ids(ledger: Ledger) -> list[str]:
    return [line.id for line in ledger.receipts()]


def files_hold(folder, piece: str) -> bool:
    files = [file for file in folder.iterdir() if not file.name.endswith("-shm")]
    return any(piece.encode() in file.read_bytes() for file in files)


def test_receipts_of_a_caller(ledger):
    """A caller's receipts are listed whole, newest first, and counted; a name that nobody bears has none."""
    kept = [receipt(f"r{number}", at=AT + number * DAY, caller=(ANN, BEN)[number % 2]) for number in range(5)]
    for each in kept:
        ledger.record(each)
    assert ledger.receipts_of(ANN) == [kept[4], kept[2], kept[0]]
    assert (ledger.count_of(ANN), ledger.count_of(BEN), ledger.count_of(ANN[:-1])) == (3, 2, 0)
    assert ledger.receipts_of("%") == []
    ledger.record(receipt("odd", caller="\ud800"))
    assert ledger.count_of("\ud800") == 1


def test_forget(ledger, community, folder):
    """Of a forgotten caller no receipt, mark, post or name is left in any file; what others have stays."""
    secret = "planted words of a reason"
    ledger.record(receipt("mine", question="A planted question?", caller=ANN))
    ledger.record(receipt("theirs", caller=BEN))
    for each in (post(1, "mine", caller=ANN), post(2, "theirs", caller=ANN), post(3, "theirs", caller=BEN)):
        community.add_post(each)
    community.give_feedback(Feedback("theirs", ANN, Mark.BAD, secret, AT))
    community.give_feedback(Feedback("theirs", BEN, Mark.GOOD, None, AT))
    assert files_hold(folder, ANN)
    assert files_hold(folder, secret)
    assert ledger.forget_caller(ANN) == 1
    assert ids(ledger) == ["theirs"]
    assert community.posts_of_receipt("theirs") == [post(3, "theirs", caller=BEN)]
    assert [each.caller for each in community.feedback()] == [BEN]
    assert not any(files_hold(folder, piece) for piece in (ANN, secret, "planted question"))


def test_a_mark_alone_is_wiped_too(ledger, community, folder):
    """Who only marked is forgotten as thoroughly."""
    ledger.record(receipt("theirs", caller=BEN))
    community.give_feedback(Feedback("theirs", ANN, Mark.BAD, "planted words", AT))
    assert ledger.forget_caller(ANN) == 0
    assert not files_hold(folder, "planted words")
    assert not files_hold(folder, ANN)


def test_what_others_asked_in_reply(ledger, community):
    """Answers to questions that followed the caller's, however far back, hold the caller's words and go too."""
    for number, caller in enumerate([BEN, ANN, BEN, BEN]):
        ledger.record(receipt(f"r{number}", caller=caller))
        community.add_post(post(number, f"r{number}", f"r{number - 1}" if number else None, caller=caller))
    ledger.record(receipt("other", caller=BEN))
    assert ledger.forget_caller(ANN) == 3
    assert sorted(ids(ledger)) == ["other", "r0"]


def test_spending_is_counted_without_a_name(ledger, folder):
    """What a forgotten caller spent stays in the sums of its days and of the group; the name leaves earlier days at once."""
    for days in (2, 1):
        ledger.reserve(Caller(ANN, "guild"), NOW - days * DAY, 10, 0.1, Limits())
    ledger.reserve(Caller(BEN, "guild"), NOW - DAY, 5, 0.05, Limits())
    yesterday = (NOW - DAY).date()
    ledger.forget_caller(ANN)
    assert ledger.spent(yesterday) == ledger.spent(yesterday, group="guild") == Spent(15, 0.15)
    assert ledger.spent(yesterday, ANN) == Spent(0, 0.0)
    assert ledger.spent(yesterday, FORGOTTEN) == Spent(10, 0.1)
    assert ledger.spent(yesterday, BEN) == Spent(5, 0.05)
    assert not files_hold(folder, ANN)


def test_the_budget_of_today_holds(ledger, folder):
    """Who is forgotten today has no more budget left than before; with the next day's first request the name goes."""
    limits = Limits(tokens_per_caller_day=100)
    ledger.reserve(Caller(ANN), NOW, 80, None, limits)
    assert ledger.forget_caller(ANN) == 0
    with pytest.raises(BudgetSpent, match="tokens_per_caller_day"):
        ledger.reserve(Caller(ANN), NOW, 21, None, limits)
    ledger.reserve(Caller(BEN), NOW + DAY, 1, None, limits)
    assert ledger.spent(NOW.date(), ANN) == Spent(0, 0.0)
    assert ledger.spent(NOW.date()) == Spent(80, 0.0)
    ledger.forget_articles(["nobody"])
    assert not files_hold(folder, ANN)


def test_what_is_spent_after_forgetting(ledger):
    """Who asks again on the day they were forgotten has that spending under their name."""
    ledger.reserve(Caller(ANN), NOW, 80, None, Limits())
    ledger.forget_caller(ANN)
    ledger.reserve(Caller(ANN), NOW, 7, None, Limits())
    ledger.reserve(Caller(BEN), NOW + DAY, 1, None, Limits())
    assert ledger.spent(NOW.date(), ANN) == Spent(7, 0.0)


def test_settled_after_forgetting(ledger):
    """A request that is settled after its caller was forgotten does not bring the name back."""
    reservation = ledger.reserve(Caller(ANN), NOW - DAY, 80, 0.5, Limits())
    ledger.forget_caller(ANN)
    ledger.settle(reservation, 20, 10, 0.25)
    assert ledger.spent((NOW - DAY).date()) == Spent(30, 0.25)
    assert ledger.spent((NOW - DAY).date(), ANN) == Spent(0, 0.0)


def test_nothing_there(ledger, folder):
    """Of a ledger that is not there nobody is listed or forgotten, and it stays away."""
    assert ledger.receipts_of(ANN) == []
    assert ledger.count_of(ANN) == ledger.forget_caller(ANN) == 0
    assert not folder.exists()


def test_one_that_cannot_be_read(ledger, folder):
    """A receipt that cannot be read is named rather than left out of what a caller is told; it can be forgotten."""
    ledger.record(receipt("mine", caller=ANN))
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 99")
        connection.commit()
    with pytest.raises(LedgerError, match="mine was written by another version"):
        ledger.receipts_of(ANN)
    assert ledger.forget_caller(ANN) == 1
