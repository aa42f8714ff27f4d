"""From an answer back through what it followed."""

import sqlite3
from contextlib import closing

import pytest

from bot.domain.conversation import Conversation
from bot.domain.question import Turn
from tests.ledger.making import article, post, receipt


def turn(number: int) -> Turn:
    return Turn(f"Who {number}? (rewritten)", "Kestrel Air")


@pytest.fixture
def thread(ledger, community):
    """r0 to r4, each a follow-up of the one before and shown by two messages."""
    for number in range(5):
        ledger.record(receipt(f"r{number}", question=f"Who {number}?", sources=(article(f"a{number}"),)))
        for message in (10 * number, 10 * number + 1):
            community.add_post(post(message, f"r{number}", f"r{number - 1}" if number else None))
    return community


def test_turns(thread):
    """The conversation is what was asked, as it was searched, and what it came to, oldest first, the answer's own last."""
    assert thread.conversation("r2", 10) == Conversation((turn(0), turn(1), turn(2)))
    assert thread.conversation("r0", 1) == Conversation((turn(0),))


def test_too_many_turns(thread):
    """Of a long conversation the newest turns are taken, and it is said that there were more."""
    assert thread.conversation("r4", 2) == Conversation((turn(3), turn(4)), cut=True)
    assert thread.conversation("r4", 5) == Conversation(tuple(map(turn, range(5))))
    assert thread.conversation("r4", 0) == Conversation((), cut=True)


def test_a_parent_that_is_gone(thread, ledger):
    """Where an earlier answer is gone, the conversation begins after it, and says that it was cut."""
    ledger.forget_articles(["a1"])
    assert thread.conversation("r4", 10) == Conversation((turn(2), turn(3), turn(4)), cut=True)
    assert thread.conversation("r1", 10) == Conversation((), cut=True)
    assert thread.conversation("nobody", 10) == Conversation((), cut=True)


def test_a_parent_that_cannot_be_read(thread, folder):
    """An earlier answer of another version ends it likewise."""
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 99 WHERE id = 'r1'")
        connection.commit()
    assert thread.conversation("r3", 10) == Conversation((turn(2), turn(3)), cut=True)


def test_an_answer_that_follows_itself(ledger, community):
    """A circle, which nothing makes, is walked no further than so many turns."""
    ledger.record(receipt("r0", question="Who 0?"))
    community.add_post(post(1, "r0", "r0"))
    assert community.conversation("r0", 3) == Conversation((turn(0),) * 3, cut=True)
