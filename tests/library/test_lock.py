"""One writer at a time, in any process, and none for ever."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import LibraryBusy
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, fill, many

HOLD = """
import sys
from pathlib import Path
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH
with Library(Path(sys.argv[1]), BUILT_WITH, ExactOnly()).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_named_and_its_death_frees_the_lock(folder, library):
    fill(library, *many(1))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(LibraryBusy, match=f"process {process.pid} "):
            fill(library, *many(1))
        lock = next(check for check in library.checks() if check.name == "lock")
        assert lock.ok
        assert str(process.pid) in lock.text
        with library.reading():
            pass
        process.kill()
        process.wait()
    lock = next(check for check in library.checks() if check.name == "lock")
    assert not lock.ok
    assert lock.repairable
    library.checks(repair=True)
    assert all(check.ok for check in library.checks())


@pytest.mark.parametrize("note", ["", "{", "[]", json.dumps({"pid": "x"}), "\x00"])
def test_a_note_that_cannot_be_read_is_no_trouble(folder, library, note):
    fill(library, *many(1))
    (folder / "library.lock.json").write_text(note)
    with library.writing(), pytest.raises(LibraryBusy, match="process"):
        fill(Library(folder, BUILT_WITH, ExactOnly()), *many(1))
    assert not (folder / "library.lock.json").exists()
