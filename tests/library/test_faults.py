"""Torn files, a full disk and a read-only disk: asking goes on, writing says what to do."""

import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.errors import LibraryDamaged, LibraryFull, LibraryReadOnly
from bot.library import manifest
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly, Sample, VectorsUnreadable
from tests.library.making import BUILT_WITH, embed, fill, many, record

OPEN = Scope()


def _published(folder: Path) -> Library:
    return Library(folder, BUILT_WITH, ChromaFolder(folder), exact_limit=0)


def _first(library: Library, text: str) -> str:
    with library.reading() as snapshot:
        return snapshot.load([snapshot.nearest(embed(text), 1, OPEN)[0].passage_id])[0].article.id


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "data"
    fill(_published(folder), *many(8), publish=True)
    return folder


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _zero(file: Path) -> None:
    file.write_bytes(b"\0" * file.stat().st_size)


@pytest.mark.parametrize("tear", [_truncate, _zero, Path.unlink], ids=["truncated", "zeroed", "deleted"])
def test_a_torn_generation_is_seen_and_answered_without(prepared, folder, tear):
    files = [file for file in (prepared / "chroma" / "1").rglob("*") if file.is_file() and file.stat().st_size]
    assert len(files) >= 5
    for file in files:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(prepared, folder)
        torn = folder / file.relative_to(prepared)
        tear(torn)
        if torn.exists() and torn.read_bytes() == file.read_bytes():
            continue  # it held nothing but zeros
        library = _published(folder)
        assert _first(library, "topic5") == "article-5"
        published = next(check for check in library.checks() if check.name == "published vectors")
        assert not published.ok, file
        assert "--repair" in published.text
        library.close()


@pytest.mark.slow
def test_a_torn_generation_is_set_aside_and_rebuilt_by_the_next_ingest(prepared, folder):
    shutil.copytree(prepared, folder)
    _truncate(next((folder / "chroma").rglob("data_level0.bin")))
    library = _published(folder)
    fill(library, publish=True)
    assert (folder / "quarantine" / "1").is_dir()
    assert library.summary().published_passages == 16
    assert _first(library, "topic5") == "article-5"
    library.checks(repair=True)
    assert all(check.ok for check in library.checks())
    assert not (folder / "quarantine").exists()


@pytest.mark.parametrize("name", ["chroma", "quarantine"])
def test_a_file_where_a_folder_belongs_makes_way(prepared, folder, name):
    def spoil() -> None:
        shutil.rmtree(folder / name, ignore_errors=True)
        (folder / name).write_text("hi")

    shutil.copytree(prepared, folder)
    library = _published(folder)
    spoil()
    if name == "quarantine":
        _truncate(next((folder / "chroma").rglob("data_level0.bin")))
    fill(library, record("new", "Zebras arrive."), publish=True)
    assert library.summary().unpublished_passages == 0
    assert _first(library, "Zebras arrive.") == "new"
    spoil()
    assert "leftovers" in {check.name for check in library.checks() if not check.ok}
    library.checks(repair=True)
    assert all(check.ok for check in library.checks())


@pytest.mark.slow
def test_a_crash_of_chroma_while_proving_stays_in_the_child(prepared, folder):
    shutil.copytree(prepared, folder)
    generation = folder / "chroma" / "1"
    for file in generation.rglob("*.bin"):
        _zero(file)
    manifest.write(generation)  # as if it had been written so
    library = _published(folder)
    with library.reading() as snapshot:
        published = snapshot._nearest.published
    with pytest.raises(VectorsUnreadable, match="do not find themselves"):
        library._vectors.prove(published, Sample(np.array([1]), np.array([many(1)[0].embeddings[0]])))
    library.checks(repair=True)
    assert all(check.ok for check in library.checks())


def test_a_damaged_catalog_is_said_to_be(folder, library):
    fill(library, *many(50))
    with (folder / "library.db").open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 40960)
    with pytest.raises(LibraryDamaged, match="restore"), library.reading() as snapshot:
        snapshot.matching(["story"], 10, OPEN)
    assert not next(check for check in library.checks() if check.name == "catalog").ok
    (folder / "library.db").write_bytes(b"not a database" * 100)
    with pytest.raises(LibraryDamaged, match="restore"), library.reading():
        pass
    with pytest.raises(LibraryDamaged), library.writing():
        pass


def test_a_database_of_something_else_is_left_alone(folder, library):
    folder.mkdir()
    with sqlite3.connect(folder / "library.db") as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryDamaged, match="not a newsdesk library"), library.reading():
        pass
    with pytest.raises(LibraryDamaged, match="not a newsdesk library"), library.writing():
        pass


def test_a_full_disk_is_said_to_be_and_what_was_stored_stays(small_disk):
    library = Library(small_disk.folder / "data", BUILT_WITH, ExactOnly())

    def store_for_ever() -> None:
        for first in itertools.count(step=50):
            fill(library, *many(50, first=first))

    with pytest.raises(LibraryFull, match="make room"):
        store_for_ever()
    stored = library.summary().articles
    assert stored
    assert stored % 50 == 0
    assert _first(library, "topic5") == "article-5"
    small_disk.remount("size=64m")
    fill(library, *many(50, first=stored))
    assert library.summary().articles == stored + 50
    assert all(check.ok for check in library.checks())


@pytest.mark.slow
def test_a_disk_that_fills_while_publishing_keeps_the_old_generation(small_disk):
    library = _published(small_disk.folder / "data")
    fill(library, *many(20), publish=True)
    fill(library, record("new", "Zebras arrive."))
    ballast = small_disk.fill()
    with pytest.raises(LibraryFull), library.writing() as writer:
        writer.publish()
    assert _first(library, "Zebras arrive.") == "new"
    assert _first(library, "topic5") == "article-5"
    ballast.unlink()
    with library.writing() as writer:
        writer.publish()
    assert library.summary().unpublished_passages == 0
    assert all(check.ok for check in library.checks())


def test_a_disk_that_fills_while_removing_says_what_is_left_to_do(small_disk):
    library = _published(small_disk.folder / "data")
    fill(library, *many(20), publish=True)
    ballast = small_disk.fill()
    os.truncate(ballast, ballast.stat().st_size - 300_000)
    with pytest.raises(LibraryFull) as told:
        library.remove(["article-5"])
    assert "1 articles are removed and in no answer any more" in str(told.value)
    assert "doctor --repair" in str(told.value)
    assert "Nothing" not in str(told.value)
    assert "article-5" not in {article.id for article in library.articles()}
    ballast.unlink()
    library.checks(repair=True)
    assert all(check.ok for check in library.checks())
    left = [file for file in (small_disk.folder / "data").rglob("*") if file.is_file()]
    assert not [file for file in left if b"topic5 " in file.read_bytes()]
    assert library.summary().published_passages == 38


def test_a_read_only_library_answers_and_says_that_it_cannot_be_changed(small_disk, tmp_path):
    folder = small_disk.folder / "data"
    fill(_published(folder), *many(8), publish=True)
    small_disk.remount("ro")
    for library in (_published(folder), Library(folder, BUILT_WITH, ExactOnly())):
        assert _first(library, "topic5") == "article-5"
        with pytest.raises(LibraryReadOnly, match="Asking works"):
            fill(library, record("new", "Zebras arrive."))
        with pytest.raises(LibraryReadOnly):
            library.remove(["article-1"])
        assert library.summary().read_only
        assert all(check.ok for check in library.checks())
        library.close()
    assert _published(folder)._vectors.search(_generation(folder), embed("topic5"), 1)
    _published(folder).backup(tmp_path / "backup")
    Library(tmp_path / "copy", BUILT_WITH, ExactOnly()).restore(tmp_path / "backup")
    with pytest.raises(LibraryReadOnly), Library(small_disk.folder / "other", BUILT_WITH, ExactOnly()).writing():
        pass


def _generation(folder: Path):
    with _published(folder).reading() as snapshot:
        return snapshot._nearest.published


def test_changes_left_in_the_log_by_a_kill_are_read_from_a_read_only_disk(small_disk):
    folder = small_disk.folder / "data"
    code = (
        "import os, sys; from pathlib import Path; from bot.library.library import Library\n"
        "from bot.library.vectors import ExactOnly; from tests.library.making import *\n"
        f"with Library(Path({str(folder)!r}), BUILT_WITH, ExactOnly()).writing() as writer:\n"
        "    writer.put(many(8)); os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False)
    assert killed.returncode == -signal.SIGKILL
    small_disk.remount("ro")
    library = Library(folder, BUILT_WITH, ExactOnly())
    assert _first(library, "topic5") == "article-5"
    assert all(check.ok for check in library.checks())


def test_a_folder_that_may_not_be_written_answers(folder, library):
    fill(library, *many(3))
    folder.chmod(0o555)
    (folder / "library.db").chmod(0o444)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("root may write everywhere; the read-only disk above stands for it")
        assert _first(library, "topic1") == "article-1"
        with pytest.raises(LibraryReadOnly):
            fill(library, record("new", "Zebras arrive."))
    finally:
        folder.chmod(0o755)
