"""A backup is one file that becomes the same library again, anywhere."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.errors import LibraryDamaged, LibraryEmpty, LibraryIncompatible, UsageError
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, embed, fill, many, record


def _content(library):
    with library.writing() as writer:
        return [(r.article, r.sentences, r.embeddings.tobytes(), r.location) for r in writer.stored()]


@pytest.fixture
def file(library, tmp_path):
    fill(library, *many(5))
    library.backup(tmp_path / "backup")
    return tmp_path / "backup"


def test_a_backup_becomes_the_same_library_elsewhere(library, file, tmp_path):
    copy = Library(tmp_path / "copy", BUILT_WITH, ExactOnly())
    copy.restore(file)
    assert _content(copy) == _content(library)
    assert all(check.ok for check in copy.checks())
    assert sorted(path.name for path in file.parent.iterdir() if "backup" in path.name) == ["backup"]


def test_a_restore_replaces_only_when_told_and_readers_see_old_or_new(library, file):
    fill(library, *many(5, first=5))
    with pytest.raises(UsageError, match="--replace"):
        library.restore(file)
    with library.reading() as before:
        library.restore(file, replace=True)
        assert len(before.nearest(embed("x"), 100, Scope())) == 20
    with library.reading() as after:
        assert after.change > before.change
        assert len(after.nearest(embed("x"), 100, Scope())) == 10
        hits = after.nearest(embed("topic3"), 1, Scope())
        assert np.allclose(after.embeddings([hits[0].passage_id])[0] @ embed("topic3"), hits[0].value, atol=1e-5)


def test_memory_of_the_library_before_a_restore_is_not_used(library, file):
    fill(library, *[record(f"article-{n}", f"Zebra {n}. Yak {n}.") for n in range(5)])
    with library.reading() as snapshot:
        assert snapshot.nearest(embed("Zebra 3."), 1, Scope())[0].value > 0.99
    library.restore(file, replace=True)
    with library.reading() as snapshot:
        assert snapshot.nearest(embed("Zebra 3."), 1, Scope())[0].value < 0.9


def test_an_existing_file_is_not_overwritten(library, file):
    with pytest.raises(UsageError, match="there already"):
        library.backup(file)


def test_nothing_is_backed_up_when_there_is_nothing(library, tmp_path):
    with pytest.raises(LibraryEmpty):
        library.backup(tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_only_a_whole_newsdesk_backup_is_restored(library, file, tmp_path):
    other = tmp_path / "other"
    with pytest.raises(UsageError, match="no file"):
        library.restore(tmp_path / "absent", replace=True)
    other.write_bytes(b"")
    with pytest.raises(LibraryDamaged, match="empty"):
        library.restore(other, replace=True)
    other.write_bytes(b"text " * 1000)
    with pytest.raises(LibraryDamaged, match="not a database"):
        library.restore(other, replace=True)
    other.unlink()
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(LibraryDamaged, match="a database of something else") as refusal:
        library.restore(other, replace=True)
    assert "data folder" not in str(refusal.value)
    raw = bytearray(file.read_bytes())
    raw[8192:40960] = b"\xa5" * (40960 - 8192)
    other.write_bytes(raw)
    with pytest.raises(LibraryDamaged):
        library.restore(other, replace=True)
    assert library.summary().articles == 5


@pytest.mark.parametrize("tear", [lambda raw: raw[: len(raw) // 2], lambda raw: raw[::-1], lambda raw: b"text " * 999])
def test_what_is_no_backup_is_named_with_what_to_give_instead(library, file, tear):
    file.write_bytes(tear(file.read_bytes()))
    with pytest.raises(LibraryDamaged) as refusal:
        library.restore(file, replace=True)
    said = str(refusal.value)
    assert said.startswith(f"{file} is not a whole newsdesk backup: ")
    assert said.endswith(". Give a file that `newsdesk backup` wrote.")
    assert "--replace" not in said
    assert library.summary().articles == 5


def test_a_backup_whose_text_was_changed_is_refused_and_nothing_changes(library, file):
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b"Story number 3", b"Stork numbed 3"))
    assert file.read_bytes() != raw
    before = library.summary()
    with pytest.raises(LibraryDamaged, match=r"texts of 1 articles are not what was written \(article-3\)"):
        library.restore(file, replace=True)
    assert library.summary() == before
    elsewhere = Library(file.parent / "elsewhere", BUILT_WITH, ExactOnly())
    with pytest.raises(LibraryDamaged, match="article-3"):
        elsewhere.restore(file)
    assert not elsewhere.folder.exists()


def test_a_backup_of_a_newer_newsdesk_is_refused(library, file):
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LibraryIncompatible, match="999"):
        library.restore(file, replace=True)


def test_a_restored_library_of_another_model_asks_to_be_rebuilt(library, file, tmp_path):
    other = Library(tmp_path / "other", replace(BUILT_WITH, embedder="other"), ExactOnly())
    other.restore(file)
    assert other.summary().built_with == BUILT_WITH
    with pytest.raises(LibraryIncompatible, match="--rebuild"), other.reading():
        pass


def test_a_place_where_no_file_can_be_made_is_refused(library, tmp_path):
    fill(library, *many(1))
    with pytest.raises(UsageError, match="another place"):
        library.backup(tmp_path / "absent" / "backup")


def test_a_library_with_a_changed_text_is_not_backed_up(library, tmp_path):
    """What a restore would refuse is refused at once, with the article's id and what to do."""
    fill(library, *many(2))
    with sqlite3.connect(library.folder / "library.db") as database:
        database.execute("UPDATE texts SET text = replace(text, 'Story number 1', 'Story number 7')")
    database.close()
    with pytest.raises(LibraryDamaged, match=r"article-1.*articles remove"):
        library.backup(tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


def test_a_backup_of_an_earlier_schema_is_brought_forward(library, tmp_path):
    """What an older newsdesk backed up is restored into today's schema: its first collection is called main."""
    file = tmp_path / "backup"
    shutil.copy(Path(__file__).parent / "fixtures" / "version_2.db", file)
    fill(library, record("old", "Else.", collection="else"))
    library.restore(file, replace=True)
    assert library.summary().collections == (("main", 2),)
    assert [article for article, *_ in _content(library)] == [each.article for each in many(2)]
    assert all(check.ok for check in library.checks())
