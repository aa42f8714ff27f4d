"""`newsdesk evaluate from-feedback`, over a real ledger and library."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.feedback import Feedback, Mark
from bot.evaluation.formats import read
from bot.ledger.community import Community
from bot.ledger.ledger import Ledger
from tests.ledger.making import TEXT, article, receipt

ARTICLES = {"a1.md": f"---\nid: a1\ntitle: T\npublished: 2026-07-30\n---\n{TEXT}\n"}
NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def marked(stocked):
    """Four marks of three answers to two questions."""
    ledger, community = Ledger(stocked.data_dir, 90), Community(stocked.data_dir)
    for name, question in (("aaaa", "Who sells?"), ("bbbb", "who  sells?"), ("cccc", "Who buys\x1b[2J?")):
        ledger.record(receipt(name, at=NOW, question=question))
    for minutes, (name, mark, reason) in enumerate([
        ("aaaa", Mark.BAD, "No."),
        ("bbbb", Mark.BAD, "Wrong\x1b[2J airline."),
        ("bbbb", Mark.GOOD, None),
        ("cccc", Mark.GOOD, None),
    ]):  # fmt: skip
        given_at = NOW + timedelta(minutes=minutes)
        community.give_feedback(Feedback(name, f"discord:secret{minutes}", mark, reason, given_at))
    return stocked


def test_marks_become_a_question_file(marked):
    """Newest first, each question and mark once, readable at once, and nobody's name in it."""
    file = marked.home / "drafts.jsonl"
    said = marked("evaluate", "from-feedback", "-o", file)
    assert (said.code, said.out) == (0, ""), said.err
    assert "3 drafts in " in said.err
    questions = read(file).questions
    assert [(each.id, each.answers) for each in questions] == [
        ("cccc-good", (("Kestrel Air",),)),
        ("bbbb-good", (("Kestrel Air",),)),
        ("bbbb-bad", ()),
    ]
    assert 'The reason given: "Wrong[2J airline."' in questions[2].review
    assert all(each.review for each in questions)
    assert "secret" not in file.read_text()


def test_a_choice_of_marks(marked):
    """One kind, or the newest few; on standard output where no file is named."""
    said = marked("evaluate", "from-feedback", "--mark", "bad")
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["bbbb-bad"]
    assert marked("evaluate", "from-feedback", "--limit", "1", "-o", "-").out.count("\n") == 1


def test_a_file_that_is_there_stays(marked):
    """It is refused, and written over only when that is said."""
    file = marked.home / "drafts.jsonl"
    file.write_text("mine")
    refused = marked("evaluate", "from-feedback", "-o", file)
    assert (refused.code, file.read_text()) == (2, "mine")
    assert "--force" in refused.err
    assert marked("evaluate", "from-feedback", "-o", file, "--force").code == 0
    assert len(read(file).questions) == 3
    assert marked("evaluate", "from-feedback", "-o", marked.home).code == 2
    assert marked("evaluate", "from-feedback", "-o", marked.home / "none" / "drafts.jsonl").code == 2
    assert sorted(each.name for each in marked.home.iterdir() if "drafts" in each.name) == ["drafts.jsonl"]


def test_what_cannot_be_read_is_left_out(marked):
    """A receipt of another version, an article that is gone and one that has changed: told, and exit code 1."""
    ledger, community = Ledger(marked.data_dir, 90), Community(marked.data_dir)
    sources = {"gone": article("a9"), "old": article("a1", TEXT.replace("1.5bn", "2bn"))}
    for name, source in sources.items():
        ledger.record(receipt(name, at=NOW, question=f"Is it {name}?", sources=(source,)))
        community.give_feedback(Feedback(name, "cli", Mark.GOOD, None, NOW))
    with closing(sqlite3.connect(marked.data_dir / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 99 WHERE id = 'cccc'")
        connection.commit()
    said = marked("evaluate", "from-feedback")
    assert said.code == 1
    assert [json.loads(line)["id"] for line in said.out.splitlines()] == ["bbbb-good", "bbbb-bad"]
    assert said.err.count("left out: ") == 3
    assert "Receipt old quotes an article that has changed since" in said.err
    assert "a9" in said.err


def test_nothing_is_marked(newsdesk):
    """No mark is no failure, and looking creates nothing."""
    said = newsdesk("evaluate", "from-feedback")
    assert (said.code, said.out) == (0, "")
    assert "Nobody has marked an answer yet." in said.err
    assert not newsdesk.data_dir.exists()
