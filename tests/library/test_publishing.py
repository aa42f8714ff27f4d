"""Generations: leases keep them, dead vectors and removals renew them, small libraries never import chromadb."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.domain.question import Filters
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Scope
from tests.library.making import BUILT_WITH, embed, fill, many, record


def _library(folder: Path, limit: int = 0) -> Library:
    return Library(folder, BUILT_WITH, ChromaFolder(folder), exact_limit=limit)


def _generations(folder: Path) -> set[str]:
    return {entry.name for entry in (folder / "chroma").iterdir()}


def _published(library: Library):
    with library.reading() as snapshot:
        return snapshot._nearest.published


@pytest.mark.slow
def test_a_generation_that_a_reader_holds_stays_until_it_lets_go(folder):
    writer, reader = _library(folder), _library(folder)
    fill(writer, *many(5), publish=True)
    with reader.reading() as snapshot:
        before = snapshot.nearest(embed("topic3"), 3, Scope())
        fill(writer, *many(5, first=5), publish=True)
        assert _generations(folder) == {"1", "2"}
        assert snapshot.nearest(embed("topic3"), 3, Scope()) == before
    reader.close()
    fill(writer, *many(1, first=10), publish=True)
    assert _generations(folder) == {"3"}


def test_a_question_does_not_write_into_a_published_generation(folder):
    library = _library(folder)
    fill(library, *many(5), publish=True)
    before = {
        file: (file.stat().st_mtime_ns, file.read_bytes())
        for file in folder.rglob("*")
        if file.is_file() and "chroma" in file.parts
    }
    with library.reading() as snapshot:
        assert library._vectors.search(snapshot._nearest.published, embed("topic3"), 3)
    library.close()
    assert before == {file: (file.stat().st_mtime_ns, file.read_bytes()) for file in before}


@pytest.mark.slow
def test_many_changes_make_a_new_start_and_few_make_a_copy(folder):
    library = _library(folder)
    fill(library, *many(20), publish=True)
    fill(library, record("article-0", "Changed once. And twice."), publish=True)
    assert _published(library).dead == 2
    fill(library, *[record(f"article-{n}", f"Changed {n}.") for n in range(6)], publish=True)
    assert _published(library).dead == 0
    fill(library, *many(1), publish=True)
    assert _published(library).dead == 1
    library.remove(["article-7"])
    assert _published(library).dead == 0
    assert library.summary().published_passages == library.summary().passages


COLLECTIONS = ("main", "mine", "else")
SCOPES = [
    Scope(),
    *(Scope(Filters(collections=names)) for names in (("main",), ("main", "mine"), ("mine", "nobody's"))),
]


@pytest.mark.parametrize("names", [("main",), ("main", "mine"), ("mine", "else", "nobody's"), ("nobody's",)])
def test_published_and_exact_answers_agree_for_collections(folder, names):
    """Of one or of several collections, the published vectors and those newer than them give what reading all gives."""
    library, exact = _library(folder), _library(folder, limit=10**9)
    articles = [record(f"article-{n}", f"Story {n} of topic{n}.", collection=COLLECTIONS[n % 3]) for n in range(60)]
    fill(library, *articles[:45], publish=True)
    fill(library, *articles[45:])
    scope = Scope(Filters(collections=names))
    with library.reading() as one, exact.reading() as other:
        found = one.nearest(embed("topic5 topic50"), 12, scope)
        assert found == other.nearest(embed("topic5 topic50"), 12, scope)
        told = {loaded.article.collection for loaded in one.load([hit.passage_id for hit in found])}
    library.close()
    assert told == set(names) & set(COLLECTIONS)


@pytest.mark.slow
def test_published_newer_and_exact_answers_agree_over_many_changes(folder):
    random = np.random.default_rng(3)
    library = _library(folder)
    fill(library, *many(40), publish=True)
    for step in range(8):
        chosen = [f"article-{n}" for n in random.integers(0, 60, 3)]
        if step == 4:
            library.remove(chosen)
        fill(
            library,
            *[
                record(name, f"Step {step} of {name}. More on topic{step}.", collection=COLLECTIONS[place])
                for place, name in enumerate(chosen)
            ],
            publish=bool(step % 3),
        )
        exact = _library(folder, limit=10**9)
        for scope in SCOPES:
            with library.reading() as one, exact.reading() as other:
                for text in (f"Step {step} of {chosen[0]}.", "topic5", "place3 tells"):
                    assert one.nearest(embed(text), 12, scope) == other.nearest(embed(text), 12, scope)
    library.close()


ASK = """
import sys
from pathlib import Path
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Scope
from tests.library.making import BUILT_WITH, embed
library = Library(Path(sys.argv[1]), BUILT_WITH, ChromaFolder(Path(sys.argv[1])))
with library.reading() as snapshot:
    assert snapshot.nearest(embed("topic3"), 3, Scope())
library.summary()
print(sorted({name.split(".")[0] for name in sys.modules} & {"chromadb", "llama_index", "onnxruntime", "openai"}))
"""


def test_a_question_on_a_small_library_does_not_import_chromadb(folder):
    fill(_library(folder), *many(5), publish=True)
    run = subprocess.run(
        [sys.executable, "-c", ASK, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "[]\n"
