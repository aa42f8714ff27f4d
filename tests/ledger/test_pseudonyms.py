"""Names for numbers: always the same in one ledger, of use in no other."""

import re
import subprocess
import sys
from pathlib import Path

from bot.ledger.community import Community

NAMER = """
import sys
from pathlib import Path
from bot.ledger.community import Community
print(Community(Path(sys.argv[1])).pseudonym("discord", 42))
"""


def test_form(community):
    """A name says its kind and 20 hexadecimal digits, and differs by kind and number."""
    made = [community.pseudonym(kind, number) for kind in ("discord", "guild") for number in (1, 2, 2**64 + 1)]
    assert all(re.fullmatch(r"(discord|guild):[0-9a-f]{20}", name) for name in made)
    assert len({name.split(":")[1] for name in made}) == len(made)


def test_the_same_in_every_process(folder):
    """Processes that make the ledger together give a number the same name, and it stays."""
    command = [sys.executable, "-c", NAMER, str(folder)]
    where = {"cwd": Path(__file__).parents[2], "stdout": subprocess.PIPE, "text": True}
    running = [subprocess.Popen(command, **where) for _ in range(4)]
    names = {each.communicate(timeout=120)[0].strip() for each in running}
    assert names == {Community(folder).pseudonym("discord", 42)}


def test_another_ledger(community, tmp_path):
    """In another ledger the same number has another name: names cannot be computed from numbers."""
    assert community.pseudonym("discord", 42) != Community(tmp_path / "other").pseudonym("discord", 42)


def test_forgetting_keeps_names(ledger, community):
    """The secret outlives every receipt."""
    before = community.pseudonym("discord", 42)
    ledger.forget_all()
    ledger.forget_caller(before)
    assert community.pseudonym("discord", 42) == before
