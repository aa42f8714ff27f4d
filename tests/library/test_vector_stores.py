"""One contract over both vector stores: Chroma in a folder and Chroma as a server."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest

from bot.domain.question import Filters
from bot.library.chroma_folder import ChromaFolder
from bot.library.chroma_server import ChromaServer
from bot.library.library import Library
from bot.library.records import Generation, Scope
from bot.library.vectors import Plan, Sample, VectorsUnreadable
from tests.library.making import BUILT_WITH, embed, fill, many, record

OPEN = Scope()


@pytest.fixture(scope="session")
def server_url(tmp_path_factory):
    """A Chroma server on loopback, once for all tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
    with subprocess.Popen(
        [*command, "--port", str(port)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            _wait(url, process)
            yield url
        finally:
            process.terminate()


def _wait(url, process):
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the Chroma server did not start")


@pytest.fixture(params=["folder", "server"])
def store(request, folder):
    made = ChromaFolder(folder) if request.param == "folder" else ChromaServer(request.getfixturevalue("server_url"))
    yield made
    made.close()


@pytest.fixture
def published(store, folder):
    """A library that asks its published vectors for everything."""
    return Library(folder, BUILT_WITH, store, exact_limit=0)


def _answers(library, text, limit=10, scope=OPEN):
    with library.reading() as snapshot:
        hits = snapshot.nearest(embed(text), limit, scope)
        return [
            (x.article.id, x.passage.ordinal, round(h.value, 5))
            for h, x in zip(hits, snapshot.load([h.passage_id for h in hits]), strict=True)
        ]


def test_published_vectors_give_the_same_answers_as_the_exact_search(published, folder):
    fill(published, *many(40), publish=True)
    exact = Library(folder, BUILT_WITH, published._vectors, exact_limit=10**9)
    for text in ("topic7", "remark31", "place3 tells"):
        assert _answers(published, text) == _answers(exact, text)
    assert published.summary().published_passages == 80
    assert published.summary().unpublished_passages == 0


def test_newer_changed_and_removed_articles_are_right_before_and_after_publishing(published):
    fill(published, *many(30), publish=True)
    fill(published, record("article-3", "Quite another text now."), record("new", "Zebras arrive."))
    for _ in range(2):
        assert _answers(published, "Zebras arrive.")[0][0] == "new"
        assert _answers(published, "Quite another text now.")[0][0] == "article-3"
        assert ("article-3", 1) not in {row[:2] for row in _answers(published, "remark3", 100)}
        with published.writing() as writer:
            writer.publish()
    summary = published.summary()
    assert summary.published_change == summary.change
    assert summary.published_passages == summary.passages == 60


def test_a_narrow_scope_gets_its_fill(published):
    odd = [record(f"odd-{n}", f"Odd tale {n}.", outlet="Odd") for n in range(5)]
    fill(published, *many(60), *odd, publish=True)
    hits = _answers(published, "topic1 place1", 5, Scope(Filters(outlets=("odd",))))
    assert len(hits) == 5
    assert all(article.startswith("odd") for article, *_ in hits)


def test_a_library_of_one_passage_is_published_and_stays_as_it_was_written(published):
    fill(published, record("only", "Zebras arrive."), publish=True)
    for _ in range(2):
        assert _answers(published, "Zebras arrive.")[0][0] == "only"
        checks = published.checks()
        assert all(check.ok for check in checks), checks


@pytest.mark.slow
def test_publishing_what_is_published_builds_nothing(published):
    fill(published, *many(3), publish=True)
    with published.reading() as snapshot:
        before = snapshot._nearest.published
    with published.writing() as writer:
        writer.publish()
    with published.reading() as snapshot:
        assert snapshot._nearest.published == before


def test_removing_everything_unpublishes(published):
    fill(published, *many(2), publish=True)
    assert published.remove(["article-0", "article-1"]) == 2
    assert published.summary().published_change is None
    assert all(check.ok for check in published.checks())


@pytest.mark.slow
def test_old_generations_are_gone_and_the_rest_is_whole(published):
    for n in range(3):
        fill(published, *many(5, first=5 * n), publish=True)
    checks = {check.name: check for check in published.checks()}
    assert all(check.ok for check in checks.values()), checks
    assert "finds all" in checks["published vectors"].text


def _generation(number, store, passages):
    return Generation(number, "0" * 32, 1, passages, passages, 0, 32, store.name)


def _plan(store, vectors, sample_vectors=None):
    ids = np.arange(1, len(vectors) + 1)
    sample = Sample(ids, vectors if sample_vectors is None else sample_vectors)
    return Plan(_generation(1, store, len(vectors)), None, [], iter([Sample(ids, vectors)]), sample)


def test_vectors_that_do_not_find_themselves_are_not_published(store):
    vectors = np.array([embed(str(n)) for n in range(10)])
    with pytest.raises(VectorsUnreadable, match="does not hold the vector of passage 1"):
        store.build(_plan(store, vectors, vectors[::-1]))
    assert store.leftovers("0" * 32, ()) == 0
    with pytest.raises(VectorsUnreadable):
        store.check(_generation(1, store, 10))


def test_a_generation_that_is_not_there_is_unreadable_and_not_a_crash(store):
    with pytest.raises(VectorsUnreadable):
        store.search(_generation(9, store, 1), embed("x"), 1)
    with pytest.raises(VectorsUnreadable, match="a moment ago"):
        store.search(_generation(9, store, 1), embed("x"), 1)
    with pytest.raises(VectorsUnreadable):
        store.prove(_generation(9, store, 1), Sample(np.array([1]), np.array([embed("x")])))


def test_a_server_that_is_away_costs_the_speed_and_not_the_answer(folder, server_url):
    fill(Library(folder, BUILT_WITH, ChromaServer(server_url)), *many(5), publish=True)
    away = Library(folder, BUILT_WITH, ChromaServer("http://127.0.0.1:9"), exact_limit=0)
    assert _answers(away, "topic3", 1)[0][0] == "article-3"
    with away.writing() as writer, pytest.raises(VectorsUnreadable, match=r"server at .* cannot be reached"):
        writer.publish()


def test_the_doctor_says_that_the_server_is_away_and_what_to_do(folder):
    fill(Library(folder, BUILT_WITH, ChromaFolder(folder)), *many(2))
    away = Library(folder, BUILT_WITH, ChromaServer("http://127.0.0.1:9"))
    for repair in (False, True):
        checks = away.checks(repair=repair)
        assert [check.name for check in checks if not check.ok] == ["published vectors"]
        assert len({check.name for check in checks}) == len(checks)
        said = checks[-1].text
        assert "server at http://127.0.0.1:9 cannot be reached" in said
        assert "answered exactly meanwhile. Start the server, or unset `chroma.url`" in said
    with pytest.raises(VectorsUnreadable, match="1 articles are removed and in no answer any more"):
        away.remove(["article-0"])
    assert away.summary().articles == 1


@pytest.mark.slow
def test_a_library_asked_by_another_store_publishes_anew(folder, server_url):
    fill(Library(folder, BUILT_WITH, ChromaFolder(folder)), *many(5), publish=True)
    moved = Library(folder, BUILT_WITH, ChromaServer(server_url), exact_limit=0)
    assert moved.summary().published_change is None
    assert _answers(moved, "topic3", 1)[0][0] == "article-3"
    with moved.writing() as writer:
        writer.publish()
    assert moved.summary().published_passages == 10
    assert os.environ.get("CHROMA_SERVER_HOST") is None
