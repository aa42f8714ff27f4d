"""Whatever is wrong with the file or the disk is a LedgerError in words, and nothing is left half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.caller import LOCAL
from bot.domain.feedback import Feedback, Mark
from bot.errors import LedgerError
from bot.ledger.community import Community
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits
from tests.ledger.making import AT, article, post, receipt

FIXTURES = Path(__file__).parent / "fixtures"


def reads(ledger: Ledger):
    return (ledger.receipts, lambda: ledger.receipt("one"), lambda: ledger.spent(AT.date()), lambda: ledger.expire(AT))


def writes(ledger: Ledger):
    return (
        lambda: ledger.record(receipt()),
        lambda: ledger.reserve(LOCAL, AT, 1, None, Limits()),
        lambda: ledger.forget(["one"]),
        lambda: ledger.forget_articles(["a1"]),
    )


def community_reads(folder: Path):
    community = Community(folder)
    return (
        lambda: community.post(1),
        lambda: community.newest_post(1),
        lambda: community.conversation("one", 3),
        community.feedback,
        community.guilds,
        lambda: community.saw_guild(1, "Readers"),
    )


def community_writes(folder: Path):
    community = Community(folder)
    return (
        lambda: community.claim("message:1", AT),
        lambda: community.pseudonym("discord", 1),
        lambda: community.add_post(post(1, "one")),
        lambda: community.give_feedback(Feedback("one", "cli", Mark.GOOD, None, AT)),
        lambda: community.allow_guild(1),
        lambda: community.deny_guild(1),
    )


def refused(calls, told: str) -> None:
    for call in calls:
        with pytest.raises(LedgerError, match=told):
            call()


def _text(file):
    file.write_bytes(b"not a database " * 500)


def _torn(file):
    raw = bytearray(file.read_bytes())
    raw[4096:] = b"\xa5" * (len(raw) - 4096)
    file.write_bytes(raw)


def _cut(file):
    os.truncate(file, 4096)


@pytest.mark.parametrize("spoil", [_text, _torn, _cut])
def test_a_damaged_file(ledger, folder, spoil):
    """A damaged file says that it can be moved away, and what is lost with it; then a new one is begun."""
    for number in range(5):
        ledger.record(receipt(f"one{number}"))
    spoil(folder / "ledger.db")
    calls = [ledger.receipts, *writes(ledger)[:2], *community_reads(folder)[-2:], *community_writes(folder)[-2:]]
    refused(calls, "cannot be read.*Move it away.*the library is not touched")
    (folder / "ledger.db").rename(folder / "away.db")
    assert ledger.receipts() == []
    ledger.record(receipt("one"))


def test_a_folder_in_its_place(ledger, folder):
    """A folder where the file belongs is said to be one."""
    (folder / "ledger.db").mkdir(parents=True)
    calls = [*reads(ledger), *writes(ledger), *community_reads(folder), *community_writes(folder)]
    refused(calls, "ledger.db is a folder where newsdesk keeps a file")


def test_a_file_in_the_folder_s_place(ledger, folder):
    """A file where the data folder belongs reads as nothing and cannot be written in."""
    folder.write_text("hi")
    assert ledger.receipts() == []
    refused(writes(ledger)[:2], "cannot be used")


def test_a_full_disk(small_disk):
    """A full disk says so and keeps nothing half-written; with room again everything goes on."""
    ledger = Ledger(small_disk.folder / "data", 90)
    ledger.record(receipt("one"))
    ballast = small_disk.fill()
    big = receipt("big", sources=(article("big", os.urandom(300_000).hex()),))
    refused([lambda: ledger.record(big)], "the disk is full. Make room")
    assert [line.id for line in ledger.receipts()] == ["one"]
    ballast.unlink()
    ledger.record(big)
    assert ledger.receipt("big") == big


def test_a_disk_that_fills_while_forgetting(small_disk):
    """Where the traces cannot be wiped for want of room, that is told, and the next forgetting ends it."""
    ledger = Ledger(small_disk.folder / "data", 90)
    for number in range(3):
        secret = os.urandom(30_000).hex()
        ledger.record(receipt(f"one{number}", sources=(article(f"a{number}", secret),)))
    ballast = small_disk.fill()
    os.truncate(ballast, ballast.stat().st_size - 180_000)
    with pytest.raises(
        LedgerError, match=r"Forgotten and no longer shown: 1\. But traces.*disk is full.*answers forget"
    ):
        ledger.forget(["one0"])
    assert [line.id for line in ledger.receipts()] == ["one2", "one1"]
    ballast.unlink()
    before = (small_disk.folder / "data" / "ledger.db").stat().st_size
    assert ledger.forget_articles(["nobody"]) == 0
    assert (small_disk.folder / "data" / "ledger.db").stat().st_size < before - 50_000


def test_a_read_only_disk(small_disk):
    """On a read-only disk what is there can be read, and writing says why it cannot."""
    ledger = Ledger(small_disk.folder / "data", 90)
    ledger.record(receipt("one"))
    small_disk.remount("ro")
    assert ledger.receipt("one") == receipt("one")
    for read in reads(ledger):
        read()
    refused(writes(ledger), "read-only for this user")
    refused([lambda: Ledger(small_disk.folder / "other", 90).record(receipt())], "read-only for this user")


def test_a_folder_that_may_not_be_written(ordinary_user):
    """So too where only this user may not write."""
    ledger = Ledger(ordinary_user / "data", 90)
    ledger.record(receipt("one"))
    (ordinary_user / "data" / "ledger.db").chmod(0o444)
    (ordinary_user / "data").chmod(0o555)
    assert ledger.receipt("one") == receipt("one")
    for read in community_reads(ordinary_user / "data"):
        read()
    refused([*writes(ledger), *community_writes(ordinary_user / "data")], "read-only for this user")


def test_names_where_nothing_can_be_written(ordinary_user):
    """Where names were made once, they can be found again without writing."""
    community = Community(ordinary_user / "data")
    name = community.pseudonym("discord", 1)
    (ordinary_user / "data" / "ledger.db").chmod(0o444)
    (ordinary_user / "data").chmod(0o555)
    assert community.pseudonym("discord", 1) == name


def test_an_earlier_schema_that_cannot_be_brought_forward(ordinary_user):
    """A ledger of an earlier version that may not be written says so, and is left as it is."""
    (ordinary_user / "data").mkdir()
    file = ordinary_user / "data" / "ledger.db"
    file.write_bytes((FIXTURES / "version_1.db").read_bytes())
    file.chmod(0o444)
    (ordinary_user / "data").chmod(0o555)
    refused([Ledger(ordinary_user / "data", 90).receipts], "read-only for this user")
    assert file.read_bytes() == (FIXTURES / "version_1.db").read_bytes()


def test_a_file_that_may_not_be_read(ordinary_user):
    """A file or folder that this user may not read is named."""
    ledger = Ledger(ordinary_user / "data", 90)
    ledger.record(receipt("one"))
    (ordinary_user / "data" / "ledger.db").chmod(0)
    refused([*reads(ledger), *writes(ledger)], "ledger.db cannot be read: Permission denied")
    (ordinary_user / "data").chmod(0)
    refused([*reads(ledger), *writes(ledger)], "data cannot be read: Permission denied")


def test_changes_left_in_the_log_by_a_kill(small_disk):
    """What a killed process had committed is read, also where nothing can be written any more."""
    folder = small_disk.folder / "data"
    code = (
        "import os; from pathlib import Path; from bot.ledger import database, receipts, schema\n"
        "from tests.ledger.making import receipt\n"
        f"os.mkdir({str(folder)!r}); c = database.open_writing(Path({str(folder)!r}) / 'ledger.db'); schema.migrate(c)\n"
        "with database.transaction(c):\n    receipts.add(c, receipt('one'))\n"
        "c.execute('BEGIN IMMEDIATE'); receipts.delete_all(c); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    ledger = Ledger(folder, 90)
    assert ledger.receipt("one") == receipt("one")
    small_disk.remount("ro")
    assert ledger.receipt("one") == receipt("one")
