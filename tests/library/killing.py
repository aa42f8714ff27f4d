"""Run by test_kills.py in a process of its own: does something to a library and is killed, again and again.

`python -m tests.library.killing SCENARIO STORE FOLDER EVERY` kills a forked child with SIGKILL before its first, second, ...
step (each call that begins, ends or carries over a transaction, each renaming, deletion and child process)
until one gets through, and after each kill proves that the library opens and answers and that the next run completes.
"""

import itertools
import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, embed, many, record

OLD = many(6)
CHANGED = record("article-1", "Walmart joins the talks. Nobody expected it.")
NEW = many(4, first=6)
WRECK = b"this is no database" * 100
BOUNDARIES = ("transaction", "beside", "_truncated")
"""Functions of ours whose calls to SQLite begin, end or carry over transactions."""
EVENTS = ("os.rename", "shutil.rmtree", "subprocess.Popen", "os.remove", "os.mkdir")


def opened(folder: Path, store: str) -> Library:
    return Library(folder, BUILT_WITH, ChromaFolder(folder) if store == "chroma" else ExactOnly(), exact_limit=0)


def ingest(library: Library, folder: Path) -> None:
    with library.writing() as writer:
        writer.put([CHANGED])
        writer.put(NEW[:2])
        writer.put(NEW[2:])
        writer.publish()


def remove(library: Library, folder: Path) -> None:
    library.remove(["article-1", "article-2"])


def rebuild(library: Library, folder: Path) -> None:
    with library.writing(rebuild=True) as writer:
        writer.replace_all(writer.stored(), BUILT_WITH)


def restore(library: Library, folder: Path) -> None:
    library.restore(folder.parent / "backup", replace=True)


SCENARIOS = {"ingest": ingest, "remove": remove, "rebuild": rebuild, "restore": restore, "rescue": restore}
ALLOWED = {  # article ids that may be there after a kill
    "ingest": [{*range(6)}, {*range(8)}, {*range(10)}],
    "remove": [{*range(6)}, {0, 3, 4, 5}],
    "rebuild": [{*range(6)}],
    "restore": [{*range(6)}, {0, 1}],
    "rescue": [set(), {0, 1}],  # the library was a wreck before
    "create": [set(), {*range(6)}],
}


def create(library: Library, folder: Path) -> None:
    with library.writing() as writer:
        writer.put(OLD)
        writer.publish()


SCENARIOS["create"] = create


def kill_before(step: int) -> None:
    """Kill this process before its n-th step from now."""
    left = step

    def count(what: str) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def called(frame, event: str, arg) -> None:
        if event != "c_call" or not isinstance(getattr(arg, "__self__", None), sqlite3.Connection):
            return
        if arg.__name__ in ("backup", "executescript") or frame.f_code.co_name in BOUNDARIES:
            count(arg.__name__)

    def heard(event: str, args: tuple) -> None:
        if event in EVENTS:
            count(event)

    sys.addaudithook(heard)
    sys.setprofile(called)


def forked(action) -> int:
    """Run it in a child process; minus the signal that killed it, or its exit code."""
    child = os.fork()
    if child == 0:
        try:
            action()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent is told
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def see(library: Library, scenario: str) -> None:
    """The library opens and answers, with the articles of before or after."""
    file = library.folder / "library.db"
    if scenario == "rescue" and file.exists() and file.read_bytes() == WRECK:
        return
    there = {int(article.id.split("-")[1]) for article in library.articles()}
    assert there in ALLOWED[scenario], there
    if not there:
        return
    with library.reading() as snapshot:
        for number in there:
            text = library.article(f"article-{number}").text
            first = text[: text.index(".") + 1]
            hit = snapshot.nearest(embed(first), 1, Scope())[0]
            assert hit.value > 0.999, (number, hit)
            assert snapshot.load([hit.passage_id])[0].article.id == f"article-{number}"
            assert snapshot.matching([first.split()[-1].strip(".")], 1, Scope())
    library.close()


def main(scenario: str, store: str, where: str, every: str) -> None:
    top = Path(where)
    prepared = top / "prepared"
    if scenario in ("restore", "rescue"):
        other = opened(top / "other", store)
        with other.writing() as writer:
            writer.put(OLD[:2])
        other.backup(top / "backup")
    if scenario != "create":
        assert forked(lambda: create(opened(prepared, store), prepared)) == 0
    killed = 0
    for step in itertools.count(1, int(every)):
        folder = top / "data"
        shutil.rmtree(folder, ignore_errors=True)
        if prepared.exists():
            shutil.copytree(prepared, folder)
        if scenario == "rescue":
            (folder / "library.db").write_bytes(WRECK)

        def attempt(folder=folder, step=step) -> None:
            kill_before(step)
            SCENARIOS[scenario](opened(folder, store), folder)

        def after(folder=folder) -> None:
            see(opened(folder, store), scenario)

        def again(folder=folder) -> None:
            library = opened(folder, store)
            SCENARIOS[scenario](library, folder)
            see(library, scenario)
            bad = [check for check in library.checks() if not check.ok]
            assert not bad, bad

        code = forked(attempt)
        assert code in (0, -signal.SIGKILL), (step, code)
        assert scenario != "rescue" or WRECK in [file.read_bytes() for file in folder.glob("library.db*")]
        assert forked(after) == 0, f"{scenario}: does not open and answer after a kill before step {step}"
        assert forked(again) == 0, f"{scenario}: cannot go on after a kill before step {step}"
        if code == 0:
            break
        killed += 1
    print(killed)


if __name__ == "__main__":
    if sys.argv[2] == "chroma":
        import bot.library.chroma_view  # noqa: F401 - once, not in each child
    main(*sys.argv[1:])
