"""A ledger of schema 1 comes forward with whose its receipts are and what was searched; its spending stays counted."""

import json
import sqlite3
import zlib
from contextlib import closing

import pytest

from bot.domain.caller import Caller
from bot.domain.question import Turn
from bot.ledger import schema
from bot.ledger.database import open_writing
from bot.ledger.encoding import encoded
from bot.ledger.spending import Limits, Spent
from tests.ledger.making import AT, article, receipt


@pytest.fixture
def old(folder):
    """Receipts and spending under schema 1: one of a program, one without a word of who asked, three damaged ones."""
    made = receipt("program", question="And when?", sources=(article("removed"),), caller="llama_index \ud800")
    bodies = {
        "program": encoded(made),
        "silent": zlib.compress(b"{}"),
        "cut": encoded(made)[:40],
        "nonsense": b"\xff",
        "deep": zlib.compress(b"[" * 100_000),
    }
    with closing(open_writing(folder / "ledger.db")) as connection:
        schema.migrate(connection, schema.MIGRATIONS[:1])
        for receipt_id, body in bodies.items():
            connection.execute(
                "INSERT INTO receipts (id, recorded_at, question, outcome, engine, form, body) "
                "VALUES (?, ?, 'And when?', 'answered', 'generative', 1, ?)",
                (receipt_id, made.recorded_at.isoformat(timespec="microseconds"), body),
            )
        number = connection.execute("SELECT number FROM receipts WHERE id = 'program'").fetchone()[0]
        connection.execute("INSERT INTO holdings VALUES ('removed', ?)", (number,))
        connection.execute("INSERT INTO spending VALUES ('x', '2026-08-01', 'llama_index', 70, 500000000)")
    return folder


def test_callers(ledger, old):
    """Receipts have the callers that they were recorded with; whose a damaged one is, nobody knows, so it is the machine's."""
    assert ledger.count_of("llama_index \ufffd") == 1
    assert ledger.count_of("cli") == 4
    assert ledger.forget_caller("llama_index \ud800") == 1
    assert sorted(line.id for line in ledger.receipts()) == ["cut", "deep", "nonsense", "silent"]


def test_searched_questions(ledger, old):
    """A follow-up that tells an old question as it was searched goes with the articles of its answer."""
    ledger.record(receipt("new", history=(Turn("And when? (rewritten)", "In May"),)))
    assert ledger.forget_articles(["removed"]) == 2


def test_spending(ledger, old):
    """What was spent is counted for its caller, for no group, and against the limits."""
    assert ledger.spent(AT.date(), "llama_index") == Spent(70, 0.5)
    ledger.reserve(
        Caller("llama_index", "group"), AT, 30, 0.0, Limits(tokens_per_caller_day=100, tokens_per_group_day=30)
    )
    assert ledger.spent(AT.date(), group="group") == Spent(30, 0.0)


def test_bodies_stay_as_they_are(ledger, old):
    """Coming forward changes no body: what is in it may not be read by this version alone."""
    ledger.receipts()
    with closing(sqlite3.connect(old / "ledger.db")) as connection:
        bodies = dict(connection.execute("SELECT id, body FROM receipts"))
    assert bodies["nonsense"] == b"\xff"
    assert json.loads(zlib.decompress(bodies["program"]))["id"] == "program"
