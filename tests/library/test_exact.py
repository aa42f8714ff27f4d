"""The search by numpy finds what a plain sort finds, and remembers vectors without being wrong."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library import exact
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Generation, Scope
from bot.library.vectors import Plan, Sample
from tests.library.making import BUILT_WITH, embed, fill, many


@given(
    st.lists(st.integers(-3, 3), min_size=1, max_size=60),
    st.integers(1, 20),
    st.integers(1, 25),
    st.none() | st.sets(st.integers(1, 60)),
)
def test_the_best_are_those_of_a_plain_sort_with_ties_by_id(values, limit, size, allowed):
    ids = np.arange(1, len(values) + 1)
    vectors = np.array(values, dtype=np.float32).reshape(-1, 1)
    pieces = [Sample(ids[n : n + size], vectors[n : n + size]) for n in range(0, len(values), size)]
    kept = None if allowed is None else np.array(sorted(allowed), dtype=np.int64)
    found = exact.best(iter(pieces), np.ones(1, dtype=np.float32), limit, kept)
    plain = sorted(
        (-value, n) for n, value in zip(ids.tolist(), values, strict=True) if allowed is None or n in allowed
    )
    assert [(-hit.value, hit.passage_id) for hit in found] == [(float(v), n) for v, n in plain[:limit]]


def test_what_is_kept_in_memory_follows_the_library(library):
    fill(library, *many(20))
    for change in range(6):
        with library.reading() as snapshot:
            fresh = Library(library.folder, BUILT_WITH, library._vectors)
            with fresh.reading() as other:
                for text in ("topic3", "remark7"):
                    assert snapshot.nearest(embed(text), 30, Scope()) == other.nearest(embed(text), 30, Scope())
        if change % 2:
            library.remove([f"article-{change}"])
        else:
            fill(library, *many(2, first=20 + change), *many(1, first=change))


def test_threads_may_ask_at_once_while_articles_come_in(library):
    fill(library, *many(20))
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(30):
            with library.reading() as snapshot:
                hits = snapshot.nearest(embed("Story number 3 tells of topic3 and place3."), 5, Scope())
                if snapshot.load([hits[0].passage_id])[0].article.id != "article-3":
                    wrong.append(hits)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(10):
        fill(library, *many(1, first=20 + n))
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.slow
def test_the_published_vectors_find_what_the_exact_search_finds(folder):
    """Recall at 100 of at least 0.99 on clustered vectors, all of it published."""
    random = np.random.default_rng(7)

    def unit(rows):
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    centres = unit(random.normal(size=(40, 384)))

    def clustered(count):
        return unit(centres[random.integers(0, 40, count)] + random.normal(size=(count, 384)) / 384**0.5)

    vectors, questions = clustered(8000), clustered(40)
    ids = np.arange(1, 8001)
    store = ChromaFolder(folder)
    target = Generation(1, "x", 1, 8000, 8000, 0, 384, store.name)
    store.build(Plan(target, None, [], iter([Sample(ids, vectors)]), Sample(ids[:64], vectors[:64])))
    found = 0
    for question in questions:
        near = {hit.passage_id for hit in store.search(target, question, 100)}
        found += len(near & set((np.argsort(-(vectors @ question))[:100] + 1).tolist()))
    store.close()
    assert found / (40 * 100) >= 0.99
