"""What lies in the library's place and cannot be read: said so, and moved out of a restore's way, never deleted."""

import sqlite3
from contextlib import closing

import pytest

from bot.errors import LibraryDamaged, LibraryError, UsageError
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, fill, many


@pytest.fixture
def backup(tmp_path):
    other = Library(tmp_path / "other", BUILT_WITH, ExactOnly())
    fill(other, *many(5))
    other.backup(tmp_path / "backup")
    return tmp_path / "backup"


def _text(file):
    file.write_bytes(b"not a database " * 500)


def _foreign(file):
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()


def _torn(file):
    raw = bytearray(file.read_bytes())
    raw[4096:45056] = b"\xa5" * 40960
    file.write_bytes(raw)


def _folder(file):
    file.unlink()
    file.mkdir()


def _replaced_by_foreign(file):
    file.unlink()
    _foreign(file)


@pytest.mark.parametrize("wreck", [_text, _replaced_by_foreign, _torn, _folder])
def test_a_wreck_is_set_aside_by_a_restore_that_replaces_and_only_by_it(library, folder, backup, wreck):
    fill(library, *many(50, first=100))
    wreck(folder / "library.db")
    (folder / "library.db-wal").write_bytes(b"old log")
    before = (folder / "library.db").read_bytes() if (folder / "library.db").is_file() else None
    with pytest.raises(LibraryDamaged, match="--replace"):
        library.restore(backup)
    assert not list(folder.glob("*.damaged-*"))
    aside = library.restore(backup, replace=True)
    assert library.summary().articles == 5
    assert aside is not None
    assert aside.name.startswith("library.db.damaged-")
    assert before is None or aside.read_bytes() == before
    checks = {check.name: check for check in library.checks()}
    assert all(check.ok for check in checks.values()), checks
    assert aside.name in checks["leftovers"].text


def test_a_wreck_with_published_vectors_gives_way_to_a_restored_library_with_its_own(folder, backup):
    library = Library(folder, BUILT_WITH, ChromaFolder(folder), exact_limit=0)
    fill(library, *many(8), publish=True)
    _text(folder / "library.db")
    library.restore(backup, replace=True)
    assert library.summary().published_passages == 10
    assert all(check.ok for check in library.checks())


def test_a_backup_that_is_none_leaves_a_wreck_where_it_is(library, folder, tmp_path):
    folder.mkdir()
    _text(folder / "library.db")
    _text(tmp_path / "other")
    with pytest.raises(LibraryDamaged, match="other is not a whole newsdesk backup"):
        library.restore(tmp_path / "other", replace=True)
    assert (folder / "library.db").read_bytes().startswith(b"not a database")


def test_a_library_that_this_user_may_not_read_is_said_to_be(ordinary_user):
    folder = ordinary_user / "data"
    library = Library(folder, BUILT_WITH, ExactOnly())
    fill(library, *many(2))
    (folder / "library.db").chmod(0)
    for act in (library.summary, lambda: library.article("x"), lambda: library.remove(["x"]), lambda: fill(library)):
        with pytest.raises(LibraryError, match=r"library\.db cannot be read: Permission denied"):
            act()
    assert not next(check for check in library.checks() if check.name == "catalog").ok
    folder.chmod(0)
    with pytest.raises(LibraryError, match="data cannot be read: Permission denied"):
        library.articles()
    checks = {check.name: check for check in library.checks()}
    assert not checks["folder"].ok
    assert not checks["catalog"].ok


def test_a_backup_that_this_user_may_not_read_is_named(ordinary_user):
    file = ordinary_user / "locked"
    file.write_bytes(b"x")
    file.chmod(0)
    library = Library(ordinary_user / "data", BUILT_WITH, ExactOnly())
    with pytest.raises(UsageError, match="locked cannot be read: Permission denied"):
        library.restore(file)


def test_a_folder_in_the_place_of_the_library_is_named(library, folder):
    (folder / "library.db").mkdir(parents=True)
    for act in (library.summary, lambda: fill(library)):
        with pytest.raises(LibraryDamaged, match=r"library\.db is a folder"):
            act()
    assert "is a folder" in next(check for check in library.checks() if check.name == "catalog").text


def test_a_folder_in_the_place_of_the_lock_is_named(library, folder):
    fill(library, *many(1))
    (folder / "library.lock").unlink(missing_ok=True)
    (folder / "library.lock").mkdir()
    lock = next(check for check in library.checks() if check.name == "lock")
    assert not lock.ok
    assert "library.lock is a folder" in lock.text
    with pytest.raises(LibraryDamaged, match=r"library\.lock is a folder"):
        fill(library, *many(2))


def test_an_empty_file_is_said_to_be_empty_and_filled_by_a_restore(library, folder, backup):
    folder.mkdir()
    (folder / "library.db").touch()
    catalog = next(check for check in library.checks() if check.name == "catalog")
    assert not catalog.ok
    assert "is empty. `newsdesk ingest PATH` or `newsdesk restore FILE`" in catalog.text
    assert library.restore(backup) is None
    assert library.summary().articles == 5
