"""A forgotten receipt is found in no file of the ledger."""

import random
import re
import threading
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.caller import LOCAL
from bot.domain.receipt import Receipt
from bot.errors import LedgerError
from bot.ledger import erasing, receipts, schema
from bot.ledger.database import open_reading, open_writing, transaction
from bot.ledger.encoding import encoded
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from tests.ledger.making import AT, article, receipt

WINDOW = 24
"""Bytes that stand nowhere by chance."""
OF_THE_TEXT = range(700, 1400, 50)
"""Places in a compressed receipt of `some` where its article's random text stands; before and after, receipts are alike."""


def some(number: int, random_: random.Random) -> Receipt:
    """A receipt of an article of its own, of a text that compresses badly and is of any length."""
    text = random_.randbytes(random_.randint(1500, 6000)).hex()
    question = f"planted question {number:04d}?" * random_.randint(1, 12)
    return receipt(f"id{number:04d}", question=question, sources=(article(f"article-{number}", text),))


def traces(folder: Path, made: Iterable[Receipt]) -> list[tuple[str, str]]:
    """Receipts of which a file of the folder holds the question or a piece of the compressed text."""
    raw = {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
    found = []
    for one in made:
        body = encoded(one)
        pieces = [one.question.text[:23].encode(), one.id.encode()]
        pieces += [body[start : start + WINDOW] for start in OF_THE_TEXT]
        found += [(one.id, name) for name, bytes_ in raw.items() if any(piece in bytes_ for piece in pieces)]
    return found


def test_the_search_for_traces_finds_what_is_there(ledger, folder):
    """What these tests look for stands in the files before it is forgotten."""
    one = some(1, random.Random(1))
    ledger.record(one)
    assert traces(folder, [one])


@pytest.mark.parametrize(
    "forget",
    [
        lambda ledger: ledger.forget(["id0003"]),
        lambda ledger: ledger.forget_articles(["article-3"]),
        lambda ledger: ledger.forget_all(),
    ],
    ids=["id", "article", "all"],
)
def test_no_byte_stays(ledger, folder, forget):
    """After forgetting no file holds a byte of the receipt, and the others can be read."""
    made = [some(number, random.Random(number)) for number in range(8)]
    for one in made:
        ledger.record(one)
    forget(ledger)
    assert traces(folder, [made[3]]) == []
    assert [ledger.receipt(line.id) for line in ledger.receipts()] in ([], made[:2:-1][:-1] + made[2::-1])


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_nothing_stays_in_pages_that_sqlite_rearranged(ledger, folder, seed):
    """Receipts forgotten bit by bit leave nothing in the unused parts of pages, where zeroing alone left these seeds' copies."""
    random_ = random.Random(seed)
    made = [receipt(f"r{number}", question=f"planted {number:04d}?" * random_.randint(1, 30)) for number in range(200)]
    folder.mkdir()
    with closing(open_writing(folder / "ledger.db")) as connection:
        schema.migrate(connection)
        with transaction(connection):
            for one in made:
                receipts.add(connection, one)
    random_.shuffle(made)
    for start in range(0, 200, 10):
        ledger.forget([one.id for one in made[start : start + 10]])
        left = set(re.findall(rb"planted \d{4}\?", (folder / "ledger.db").read_bytes()))
        assert left == {one.question.text[:13].encode() for one in made[start + 10 :]}


def test_forgetting_frees_the_room(ledger, folder):
    """The file shrinks to what is left: of an empty ledger."""
    ledger.reserve(LOCAL, AT, 1, None, Limits())
    empty = (folder / "ledger.db").stat().st_size
    for number in range(30):
        ledger.record(some(number, random.Random(number)))
    assert (folder / "ledger.db").stat().st_size > 2 * empty
    ledger.forget_all()
    assert (folder / "ledger.db").stat().st_size == empty


def test_receipts_whose_days_were_over_leave_nothing_either(ledger, folder):
    """The next forgetting, of whatever, wipes also what went by its age."""
    made = [some(number, random.Random(number)) for number in range(40)]
    for one in made:
        ledger.record(one)
    ledger.expire(made[0].recorded_at.replace(year=2027))
    assert ledger.receipts() == []
    assert ledger.forget_articles(["some other"]) == 0
    assert traces(folder, made) == []


def test_a_reader_delays_the_wiping_and_reads_to_its_end(ledger, folder):
    """Who reads at that moment sees the receipt to the end; then it is gone."""
    made = some(1, random.Random(1))
    ledger.record(made)
    reader = open_reading(folder / "ledger.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM receipts").fetchone()
    seen = []

    def end() -> None:
        seen.append(reader.execute("SELECT question FROM receipts").fetchone()[0])
        reader.close()

    threading.Timer(0.3, end).start()
    assert ledger.forget_all() == 1
    assert seen == [made.question.text]
    assert traces(folder, [made]) == []


def test_a_reader_that_stays(ledger, folder):
    """Who reads on and on is told of; the next forgetting, even of nothing, ends it."""
    made = some(1, random.Random(1))
    ledger.record(made)
    reader = open_reading(folder / "ledger.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM receipts").fetchone()
    connection = open_writing(folder / "ledger.db")
    connection.execute("DELETE FROM receipts")
    erasing.count_deletion(connection)
    connection.execute("PRAGMA busy_timeout = 100")
    with pytest.raises(LedgerError, match="still holds old pages"):
        erasing.wipe(connection, folder / "ledger.db", patience_seconds=0.1)
    connection.close()
    reader.close()
    assert Ledger(folder, 90).forget_articles(["some other"]) == 0
    assert traces(folder, [made]) == []
