"""Receipts are kept, found, listed, and deleted with every article that they hold words of."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.answer import Citation, Headline
from bot.domain.question import Turn
from bot.errors import LedgerError, ReceiptNotFound
from bot.ledger.ledger import Ledger
from bot.ledger.receipts import ANSWER_MINUTES
from bot.ledger.records import new_id
from tests.ledger.making import AT, article, evidence, receipt

DAY = timedelta(days=1)


def ids(ledger: Ledger) -> list[str]:
    return [line.id for line in ledger.receipts()]


def test_a_receipt_comes_back(ledger):
    """What was recorded is read again exactly, by its id or by a beginning that only it has."""
    kept = receipt("k3vq7f2mzx4tbn6a")
    ledger.record(kept)
    assert ledger.receipt("k3vq7f2mzx4tbn6a") == kept
    assert ledger.receipt("k3v") == kept


def test_list(ledger):
    """The list is newest first, with limit and offset, and says what each answer was."""
    for number in range(4):
        ledger.record(receipt(f"r{number}", at=AT + number * DAY, question=f"What {number}?"))
    assert ids(ledger) == ["r3", "r2", "r1", "r0"]
    (line,) = ledger.receipts(limit=1, offset=1)
    assert (line.id, line.recorded_at, line.question) == ("r2", AT + 2 * DAY, "What 2?")
    assert (line.outcome, line.engine, line.model, line.usd) == ("answered", "generative", "gpt-small", 0.000123)


def test_ids():
    """Ids are 16 letters and digits that can be typed, and do not repeat."""
    made = {new_id() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(each) == 16 and set(each) <= set("abcdefghijklmnopqrstuvwxyz234567") for each in made)


def test_a_beginning_that_several_have(ledger):
    """A beginning that several ids have is refused with some of them; a whole id that begins another is that receipt."""
    for receipt_id in ("abcd", "abcdef", "abx", "aby"):
        ledger.record(receipt(receipt_id))
    assert ledger.receipt("abcd").id == "abcd"
    with pytest.raises(ReceiptNotFound, match=r"Several receipts begin with 'abc': abcdef, abcd\. Write more"):
        ledger.receipt("abc")
    with pytest.raises(ReceiptNotFound, match="aby, abx, abcdef and more"):
        ledger.receipt("a")


@pytest.mark.parametrize("given", ["", "%", "_", "*", "\x00", "\udcff", "k3v' OR 1=1 --", "zzzz", "a" * 10_000])
def test_ids_that_nothing_has(ledger, given):
    """What no receipt's id begins with is not found, whatever it is made of."""
    ledger.record(receipt("k3vq7f2mzx4tbn6a"))
    with pytest.raises(ReceiptNotFound, match="answers list"):
        ledger.receipt(given)
    with pytest.raises(ReceiptNotFound):
        ledger.forget([given])
    assert ids(ledger) == ["k3vq7f2mzx4tbn6a"]


def test_near_ids(ledger):
    """A mistyped id leads to the one that was meant."""
    ledger.record(receipt("k3vq7f2mzx4tbn6a"))
    with pytest.raises(ReceiptNotFound, match=r"Did you mean k3vq7f2mzx4tbn6a\?"):
        ledger.receipt("k3vq7f2mzy4tbn6a")


def test_recorded_again(ledger):
    """A second receipt of one id takes the first one's place."""
    ledger.record(receipt("one", question="First?", sources=(article("a1"),)))
    ledger.record(receipt("one", question="Second?", sources=(article("a2"),)))
    assert ledger.receipt("one").question.text == "Second?"
    assert ledger.forget_articles(["a1"]) == 0
    assert ids(ledger) == ["one"]


def test_what_cannot_stand_in_a_row(ledger):
    """NUL, lone surrogates and ids that are none of ours break neither the list nor the receipt."""
    odd = receipt("o\x00\ud800", question="Who\x00\ud800?")
    odd = replace(odd, caller="\ud800", answer=replace(odd.answer, usage=replace(odd.answer.usage, model="m\ud800")))
    ledger.record(odd)
    assert [line.question for line in ledger.receipts()] == ["Who��?"]
    assert ledger.receipt("o") == odd
    assert ledger.forget(["o\x00\ud800"]) == 1


def test_earlier_answers_are_left_out(ledger):
    """Of a conversation a receipt holds the earlier questions, not the answers, which have receipts of their own."""
    ledger.record(receipt("two", history=(Turn("Who is buying?", "Kestrel Air"),)))
    assert ledger.receipt("two").question.history == (Turn("Who is buying?", ""),)


def test_days_are_over(ledger):
    """A receipt older than the days that it is kept goes when a new one is recorded, and not before."""
    ledger.record(receipt("old", at=AT))
    ledger.record(receipt("kept", at=AT + timedelta(seconds=1)))
    ledger.record(receipt("late", at=AT + 90 * DAY))
    assert ids(ledger) == ["late", "kept", "old"]
    ledger.record(receipt("new", at=AT + 90 * DAY + timedelta(microseconds=1)))
    assert ids(ledger) == ["new", "late", "kept"]


def test_expire(ledger, folder):
    """The days that are over can be ended without a new receipt; a ledger that has none to delete is not written."""
    ledger.record(receipt("old", at=AT))
    before = (folder / "ledger.db").read_bytes()
    assert ledger.expire(AT + 90 * DAY) == 0
    assert (folder / "ledger.db").read_bytes() == before
    assert ledger.expire(AT + 91 * DAY) == 1
    assert ids(ledger) == []


def test_forget(ledger):
    """Receipts are forgotten by ids and beginnings, by date and all at once; with one unknown id none is."""
    for number in range(6):
        ledger.record(receipt(f"r{number}", at=AT + number * DAY))
    with pytest.raises(ReceiptNotFound):
        ledger.forget(["r1", "nobody"])
    assert ledger.forget(["r1", "r2", "r1"]) == 2
    assert ledger.forget_before(AT + 3 * DAY) == 1
    assert ids(ledger) == ["r5", "r4", "r3"]
    assert ledger.forget_all() == 3
    assert ids(ledger) == []


def _as_evidence(one, source):
    return replace(one, evidence=(*one.evidence, evidence(source, 2)))


def _as_citation(one, source):
    return replace(one, answer=replace(one.answer, citations=(*one.answer.citations, Citation.of(2, source))))


def _as_headline(one, source):
    near = Headline(source.id, source.title, None, None, None, date_inferred=False)
    return replace(one, answer=replace(one.answer, nearest=(near,)))


def _as_unused(one, source):
    return replace(one, answer=replace(one.answer, unused=(evidence(source).hit,)))


@pytest.mark.parametrize("held", [_as_evidence, _as_citation, _as_headline, _as_unused])
def test_receipts_of_a_removed_article(ledger, held):
    """Whole receipts go with an article, in whatever part of them it stands; the others stay."""
    ledger.record(held(receipt("holds"), article("removed")))
    ledger.record(receipt("other"))
    assert ledger.forget_articles(["removed", "nobody"]) == 1
    assert ids(ledger) == ["other"]


def test_receipts_of_a_conversation(ledger):
    """An answer goes with the articles of the earlier answers that its question may be rewritten from, however far back."""
    ledger.record(receipt("first", question="Who is buying?", sources=(article("removed"),)))
    ledger.record(receipt("second", question="And when?", history=(Turn("Who is buying?", "Kestrel Air"),)))
    ledger.record(receipt("third", question="Why?", history=(Turn("And when?", "In May"),)))
    ledger.record(receipt("other", question="And when?"))
    assert ledger.forget_articles(["removed"]) == 3
    assert ids(ledger) == ["other"]


def test_receipts_of_a_rewritten_conversation(ledger):
    """So too where the earlier question is told as it was searched, not as it was asked."""
    ledger.record(receipt("first", question="Who is buying?"))
    ledger.record(receipt("second", question="And when?", sources=(article("removed"),)))
    ledger.record(receipt("third", question="Why?", history=(Turn("And when? (rewritten)", "In May"),)))
    assert ledger.forget_articles(["removed"]) == 2
    assert ids(ledger) == ["first"]


def test_an_answer_in_the_making(ledger):
    """An article that was removed while an answer was written comes back with no receipt; later it may."""
    ledger.record(receipt("first"))
    ledger.forget_articles(["removed"])
    now = datetime.now(UTC)
    late = receipt("late", at=now, sources=(article("removed"),))
    with pytest.raises(LedgerError, match="'removed' was removed less than"):
        ledger.record(late)
    assert ids(ledger) == ["first"]
    ledger.record(replace(late, recorded_at=now + timedelta(minutes=ANSWER_MINUTES, seconds=5)))
    assert "late" in ids(ledger)


def test_one_that_cannot_be_read(ledger, folder):
    """A receipt of another version is an error of its own: it is listed, can be forgotten, and hides no other."""
    ledger.record(receipt("strange", at=AT))
    ledger.record(receipt("plain", at=AT + DAY))
    with closing(sqlite3.connect(folder / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 99, outcome = 'postponed' WHERE id = 'strange'")
        connection.commit()
    with pytest.raises(LedgerError, match="form 99"):
        ledger.receipt("strange")
    assert [(line.id, line.outcome) for line in ledger.receipts()] == [("plain", "answered"), ("strange", "postponed")]
    assert ledger.receipt("plain").id == "plain"
    assert ledger.forget(["strange"]) == 1


def test_reading_creates_nothing(ledger, folder):
    """A ledger that is not there reads as an empty one, and stays away."""
    assert ledger.receipts() == []
    assert ledger.spent(AT.date()).tokens == 0
    assert ledger.expire(AT) == 0
    assert ledger.forget_all() == ledger.forget_before(AT) == ledger.forget_articles(["a1"]) == ledger.forget([]) == 0
    with pytest.raises(ReceiptNotFound, match="answers list"):
        ledger.receipt("k3v")
    assert not folder.exists()
