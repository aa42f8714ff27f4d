"""answers list, show, export and forget, and what `articles remove` does to them, over a real ledger."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from bot.ledger.ledger import Ledger
from tests.ledger.making import article, receipt

NOW = datetime.now(UTC).replace(microsecond=0)
TEXT = "Kestrel Air is reportedly buying Blue\u2028Heron.\x1b[2J\u202e"
ARTICLES = {
    "one.md": "---\nid: one\n---\nRain fell in Lisbon on Sunday.\n",
    "two.md": "---\nid: two\n---\nSnow fell in Oslo.\n",
}


def keep(terminal) -> Ledger:
    """Three receipts, a day and a half apart, the newest of two hostile articles."""
    ledger = Ledger(terminal.data_dir, 90)
    ledger.record(receipt("aaaa", at=NOW - timedelta(days=3), question="First?", sources=(article("one"),)))
    ledger.record(receipt("abab", at=NOW - timedelta(days=1.5), question="Second?", sources=(article("other"),)))
    ledger.record(receipt("bbbb", at=NOW, question="Third\x1b[2J?", sources=(article("two", TEXT), article("one"))))
    return ledger


def test_list(newsdesk):
    """Answers are listed newest first, tab-separated without a terminal, harmless."""
    keep(newsdesk)
    rows = [row.split("\t") for row in newsdesk("answers", "list").out.splitlines()]
    assert [row[-1] for row in rows] == ["bbbb", "abab", "aaaa"]
    assert rows[0][:5] == [f"{NOW:%Y-%m-%d %H:%M}", "answered", "gpt-small", "0.0001", "Third\\x1b[2J?"]
    data = newsdesk("answers", "list", "--limit", "1", "--offset", "1", "--json").data
    assert [(row["id"], row["question"], row["usd"]) for row in data] == [("abab", "Second?", 0.000123)]


def test_list_of_nothing(newsdesk):
    """No receipt is no failure, and looking creates nothing."""
    said = newsdesk("answers", "list")
    assert (said.code, said.out) == (0, "")
    assert "No receipt" in said.err
    assert newsdesk("answers", "list", "--json").data == []
    assert newsdesk("answers", "export", "--all").out == ""
    assert newsdesk("answers", "forget", "--all").out == "forgot 0\n"
    assert not newsdesk.data_dir.exists()


def test_days_are_over(newsdesk, monkeypatch):
    """The list deletes first what is older than ledger.keep_days."""
    keep(newsdesk)
    monkeypatch.setenv("NEWSDESK_LEDGER__KEEP_DAYS", "2")
    assert [row["id"] for row in newsdesk("answers", "list", "--json").data] == ["bbbb", "abab"]
    monkeypatch.delenv("NEWSDESK_LEDGER__KEEP_DAYS")
    assert newsdesk("answers", "show", "aaaa").code == 1


def test_show(newsdesk):
    """An answer is shown by the beginning of its id with the evidence as read and each statement's fate; JSON is exact."""
    keep(newsdesk)
    said = newsdesk("answers", "show", "bb")
    assert said.code == 0
    assert "question     Third\\x1b[2J?\n" in said.out
    assert "    Kestrel Air is reportedly buying Blue\n    Heron.\\x1b[2J\\u202e\n" in said.out
    assert "dropped 0.00  It costs 2bn euros. [1][2]\n" in said.out
    assert not set(said.out) & {"\x1b", "\u202e", "\u2028"}
    data = newsdesk("answers", "show", "bbbb", "--json").data
    assert data["evidence"][0]["article"]["text"] == TEXT
    assert data["reply"].startswith("Kestrel Air may buy it. [1]\n")


@pytest.mark.parametrize("answer_id", ["cccc", "", "a", "\x1b[31m", "\udcff"])
def test_ids_that_name_no_receipt(newsdesk, answer_id):
    """An id that nothing has, or a beginning that several have, is an error for every command, and nothing happens."""
    keep(newsdesk)
    for command in ("show", "export", "forget"):
        said = newsdesk("answers", command, answer_id)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith(("error: There is no receipt ", "error: Several receipts begin with 'a': "))
        assert "\x1b" not in said.err
    assert len(newsdesk("answers", "list").out.splitlines()) == 3


def test_export(newsdesk):
    """Receipts are exported complete, one line of ASCII JSON each, equal to what `show --json` gives."""
    keep(newsdesk)
    lines = newsdesk("answers", "export", "--all").out.split("\n")[:-1]
    assert all(each.isascii() for each in lines)
    assert [json.loads(each)["id"] for each in lines] == ["bbbb", "abab", "aaaa"]
    assert json.loads(lines[0]) == newsdesk("answers", "show", "bbbb", "--json").data
    (line,) = newsdesk("answers", "export", "aaaa", "aaaa").out.splitlines()
    assert json.loads(line)["id"] == "aaaa"


def test_export_to_a_file(newsdesk):
    """A file is written whole or not at all, and never over one that is there."""
    keep(newsdesk)
    file = newsdesk.home / "answers.jsonl"
    assert newsdesk("answers", "export", "--all", "-o", file).out == f"exported 3 to {file}\n"
    written = file.read_text()
    assert len(written.splitlines()) == 3
    said = newsdesk("answers", "export", "aaaa", "--output", file)
    assert said.code == 2
    assert "is there already" in said.err
    assert file.read_text() == written
    other = newsdesk.home / "other.jsonl"
    assert newsdesk("answers", "export", "abab", "-o", other, "--json").data == {"file": str(other), "answers": 1}
    assert newsdesk("answers", "export", "abab", "-o", newsdesk.home / "none" / "x").code == 1
    assert newsdesk("answers", "export", "abab", "-o", "").code == 2


def test_one_that_cannot_be_read(newsdesk):
    """A receipt of another version is left out of an export, which says so and fails in the end; it can be forgotten."""
    keep(newsdesk)
    with closing(sqlite3.connect(newsdesk.data_dir / "ledger.db")) as connection:
        connection.execute("UPDATE receipts SET form = 9 WHERE id = 'abab'")
        connection.commit()
    said = newsdesk("answers", "export", "--all")
    assert said.code == 1
    assert [json.loads(each)["id"] for each in said.out.splitlines()] == ["bbbb", "aaaa"]
    assert said.err.startswith("left out: Receipt abab was written by another version")
    assert newsdesk("answers", "show", "abab").code == 1
    assert newsdesk("answers", "forget", "abab").out == "forgot 1\n"
    assert newsdesk("answers", "export", "--all").code == 0


def test_forget(newsdesk):
    """Answers are forgotten by id, by date and all; with one unknown id none is."""
    keep(newsdesk)
    assert newsdesk("answers", "forget", "aaaa", "nobody").code == 1
    assert newsdesk("answers", "forget", "--before", f"{NOW - timedelta(days=2):%Y-%m-%d}").out == "forgot 1\n"
    assert [row["id"] for row in newsdesk("answers", "list", "--json").data] == ["bbbb", "abab"]
    assert newsdesk("answers", "forget", "ab", "--json").data == {"forgotten": 1}
    assert newsdesk("answers", "forget", "--all").out == "forgot 1\n"
    assert newsdesk("answers", "list").out == ""


def test_a_day_begins_in_the_settings_zone(newsdesk, monkeypatch):
    """--before means midnight in the time zone of the settings."""
    ledger = Ledger(newsdesk.data_dir, 36500)
    ledger.record(receipt("late", at=datetime(2026, 8, 1, 21, 59, tzinfo=UTC)))
    ledger.record(receipt("next", at=datetime(2026, 8, 1, 22, 0, tzinfo=UTC)))
    monkeypatch.setenv("NEWSDESK_TIMEZONE", "Europe/Berlin")
    assert newsdesk("answers", "forget", "--before", "2026-08-02").out == "forgot 1\n"
    assert [line.id for line in ledger.receipts()] == ["next"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["forget"], "No answer is named"),
        (["export"], "No answer is named"),
        (["forget", "aaaa", "--all"], "ids and --all contradict"),
        (["forget", "--all", "--before", "2026-01-01"], "--all and --before contradict"),
        (["export", "aaaa", "--all"], "ids and --all contradict"),
        (["forget", "--before", "yesterday"], "is no date"),
        (["forget", "--before", "0001-01-01"], "is no date"),
        (["forget", "--before", ""], "is no date"),
        (["list", "--limit", "9" * 30], "--limit"),
    ],
)
def test_usage(newsdesk, monkeypatch, arguments, told):
    """What makes no sense is refused in words, and nothing is forgotten."""
    keep(newsdesk)
    monkeypatch.setenv("NEWSDESK_TIMEZONE", "Asia/Tokyo")
    said = newsdesk("answers", *arguments)
    assert said.code == 2
    assert told in said.err
    assert len(newsdesk("answers", "list").out.splitlines()) == 3


def test_a_damaged_ledger(newsdesk):
    """A ledger that cannot be read says what to do."""
    newsdesk.data_dir.mkdir()
    (newsdesk.data_dir / "ledger.db").write_text("no database " * 100)
    for command in (["list"], ["show", "aaaa"], ["export", "--all"], ["forget", "--all"]):
        said = newsdesk("answers", *command)
        assert (said.code, said.out) == (1, "")
        assert "Move it away" in said.err


def test_removed_articles(stocked):
    """Removing an article forgets the receipts that hold it, says how many, and leaves no byte of them."""
    ledger = keep(stocked)
    planted = "f3a9".join("0123456789")
    ledger.record(receipt("cccc", at=NOW, question=f"What of {planted}?", sources=(article("one"),)))
    assert stocked("articles", "remove", "one", "nobody").code == 1
    assert len(ledger.receipts()) == 4
    assert stocked("articles", "remove", "one").out == "removed 1\nforgot 3 answers made of them\n"
    assert [line.id for line in ledger.receipts()] == ["abab"]
    assert not [
        file for file in stocked.data_dir.rglob("*") if file.is_file() and planted.encode() in file.read_bytes()
    ]
    data = stocked("articles", "remove", "two", "--json").data
    assert data == {"removed": 1, "article_ids": ["two"], "answers_forgotten": 0, "runs_forgotten": 0}


def test_removed_articles_and_a_damaged_ledger(stocked):
    """Where receipts cannot be forgotten, the article stays too, so that the command can be run again."""
    (stocked.data_dir / "ledger.db").write_text("no database " * 100)
    said = stocked("articles", "remove", "one")
    assert (said.code, said.out) == (1, "")
    assert "No article was removed" in said.err
    assert stocked("articles", "show", "one").code == 0
    (stocked.data_dir / "ledger.db").unlink()
    assert stocked("articles", "remove", "one").out == "removed 1\n"
    assert not (stocked.data_dir / "ledger.db").exists()


@pytest.mark.parametrize("command", ["", "list", "show", "review", "export", "forget"])
def test_help(newsdesk, command):
    """Every command explains itself."""
    said = newsdesk("answers", *command.split(), "--help")
    assert said.code == 0
    assert "Usage: newsdesk" in said.out
