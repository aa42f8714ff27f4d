"""answers review, over a real ledger."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.feedback import Feedback, Mark
from bot.ledger.community import Community
from bot.ledger.ledger import Ledger
from tests.ledger.making import receipt

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def marked(newsdesk):
    """Three marks of two answers."""
    ledger, community = Ledger(newsdesk.data_dir, 90), Community(newsdesk.data_dir)
    ledger.record(receipt("aaaa", at=NOW, question="First?"))
    ledger.record(receipt("bbbb", at=NOW, question="Second\x1b[2J?"))
    for minutes, (receipt_id, caller, mark, reason) in enumerate([
        ("aaaa", "discord:a1", Mark.GOOD, None),
        ("aaaa", "discord:b2", Mark.BAD, "It is\nTuesday.\x1b[2J\u202e"),
        ("bbbb", "discord:a1", Mark.BAD, None),
    ]):  # fmt: skip
        community.give_feedback(Feedback(receipt_id, caller, mark, reason, NOW + timedelta(minutes=minutes)))
    return newsdesk


def test_review(marked):
    """Marked answers are gone through newest mark first, with reason, question, answer and quotes, harmless."""
    said = marked("answers", "review")
    assert said.code == 0
    shown = said.out.split("\n\n")[:-1]
    assert [each.splitlines()[0] for each in shown] == ["marked       bad", "marked       bad", "marked       good"]
    assert "reason       It is Tuesday.\\x1b[2J\\u202e\n" in shown[1]
    assert "question     Second\\x1b[2J?\n" in shown[0]
    assert "answer       Kestrel Air\nKestrel Air may buy it. [1]\n    “Kestrel Air is reportedly" in shown[2]
    assert shown[2].endswith("id           aaaa")
    assert not set(said.out) & {"\x1b", "\u202e"}


def test_choice(marked):
    """One kind of mark can be chosen, and how many; JSON is exact."""
    assert marked("answers", "review", "--mark", "good").out.count("marked ") == 1
    data = marked("answers", "review", "--mark", "bad", "--json").data
    assert [(each["receipt_id"], each["caller"]) for each in data] == [("bbbb", "discord:a1"), ("aaaa", "discord:b2")]
    assert data[1]["reason"] == "It is\nTuesday.\x1b[2J\u202e"
    assert data[1]["answer"]["short"] == "Kestrel Air"
    assert len(marked("answers", "review", "--limit", "2", "--json").data) == 2


def test_nothing_is_marked(newsdesk):
    """No mark is no failure, and looking creates nothing."""
    said = newsdesk("answers", "review")
    assert (said.code, said.out) == (0, "")
    assert "Nobody has marked an answer yet." in said.err
    assert newsdesk("answers", "review", "--json").data == []
    assert not newsdesk.data_dir.exists()


def test_forgotten(marked):
    """Marks go with their answers."""
    marked("answers", "forget", "aaaa")
    assert [each["receipt_id"] for each in marked("answers", "review", "--json").data] == ["bbbb"]


@pytest.mark.parametrize("json", [[], ["--json"]])
def test_one_that_cannot_be_read(marked, json):
    """An answer of another version is left out, which is told and fails in the end; the others are shown."""
    with closing(sqlite3.connect(marked.data_dir / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 99 WHERE id = 'bbbb'")
        connection.commit()
    said = marked("answers", "review", *json)
    assert said.code == 1
    assert said.out.count("aaaa") >= 2
    assert said.err.startswith("left out: Receipt bbbb was written by another version")


@pytest.mark.parametrize("arguments", [["--mark", "so-so"], ["--limit", "0"], ["--limit", "9" * 30], ["extra"]])
def test_usage(marked, arguments):
    """What makes no sense is refused."""
    said = marked("answers", "review", *arguments)
    assert (said.code, said.out) == (2, "")


def test_a_damaged_ledger(newsdesk):
    """A ledger that cannot be read says what to do."""
    newsdesk.data_dir.mkdir()
    (newsdesk.data_dir / "ledger.db").write_text("no database " * 100)
    said = newsdesk("answers", "review")
    assert (said.code, said.out) == (1, "")
    assert "Move it away" in said.err
