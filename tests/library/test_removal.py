"""A removed article is found in no file of the folder."""

import random
import threading
from pathlib import Path

import pytest

from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, embed, fill, many, record

SECRET = record(
    "secret",
    "Die Größe des Kühlschranks überraschte niemanden. Quizzical zebras vexed the jolly wizard. "
    "Фабрика закрыта в пятницу.",
    title="Unrepeatable headline",
    author="Xaverina Quill",
    url="https://example.org/unrepeatable",
)
TRACES = ["Kühlschranks überraschte", "Quizzical zebras", "Фабрика закрыта", "Unrepeatable", "Xaverina", "quizzic"]


def _traces(folder: Path) -> list[tuple[str, str]]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [(file.name, trace) for file in files for trace in TRACES if trace.encode() in file.read_bytes()]


@pytest.mark.parametrize("store", [lambda folder: ExactOnly(), ChromaFolder], ids=["exact", "chroma"])
def test_no_byte_of_a_removed_article_stays(folder, store):
    library = Library(folder, BUILT_WITH, store(folder))
    fill(library, *many(30), SECRET, *many(30, first=30), publish=True)
    assert len(_traces(folder)) >= len(TRACES) - 1
    before = {file.name for file in (folder / "chroma").iterdir()} if (folder / "chroma").exists() else set()
    assert library.remove(["secret", "nobody"]) == 1
    assert _traces(folder) == []
    assert not before & {file.name for file in (folder / "chroma").iterdir()} if before else True
    assert library.summary().articles == 60
    assert library.remove(["secret"]) == 0


def test_no_copy_is_left_in_the_unused_part_of_a_page(folder, library):
    """Rows that were moved between pages when others grew leave nothing either."""
    chance = random.Random(1)
    words = {f"article-{n}": f"unmistakable{n}x " for n in range(150)}
    fill(library, *(record(name, word * chance.randint(3, 400), title=word * 3) for name, word in words.items()))
    gone = sorted(words)[::2]
    for start in range(0, len(gone), 15):
        library.remove(gone[start : start + 15])
    held = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert [name for name in gone if words[name].strip().encode() in held] == []


def test_a_replaced_text_is_gone_as_well(folder, library):
    fill(library, *many(10), SECRET)
    fill(library, record("secret", "Nothing of it.", title="Other"))
    library.remove(["article-1"])
    assert _traces(folder) == []


def test_a_reader_delays_the_erasing_and_sees_the_article_to_its_end(folder, library):
    fill(library, *many(10), SECRET)
    started, done = threading.Event(), threading.Event()
    seen: list[str] = []

    def read() -> None:
        with library.reading() as snapshot:
            started.set()
            done.wait(0.5)
            hit = snapshot.nearest(embed("Quizzical zebras vexed the jolly wizard."), 1, Scope())[0]
            seen.append(snapshot.load([hit.passage_id])[0].article.id)

    reader = threading.Thread(target=read)
    reader.start()
    started.wait()
    assert library.remove(["secret"]) == 1
    reader.join()
    assert seen == ["secret"]
    assert _traces(folder) == []
