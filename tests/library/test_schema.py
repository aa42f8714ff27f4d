"""A library of any earlier schema is brought forward; one of a later schema is refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import LibraryIncompatible
from bot.library import schema
from bot.library.records import Scope
from tests.library.making import embed, fill, many

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("file", sorted(FIXTURES.glob("version_*.db")), ids=lambda file: file.stem)
def test_a_library_of_an_earlier_schema_opens_answers_and_takes_articles(library, folder, file):
    folder.mkdir()
    shutil.copy(file, folder / "library.db")
    with library.reading() as snapshot:
        hit = snapshot.nearest(embed("Story number 1 tells of topic1 and place1."), 1, Scope())[0]
        assert hit.value > 0.999
        assert snapshot.load([hit.passage_id])[0].article == many(2)[1].article
    fill(library, *many(3))
    assert library.summary().schema_version == schema.NEWEST
    assert all(check.ok for check in library.checks())


@pytest.mark.parametrize("number", [1, 2])
def test_the_first_collection_is_called_main_now(library, folder, number):
    """Articles of `default` are in `main` once an older library is opened; other collections keep their names."""
    folder.mkdir()
    shutil.copy(FIXTURES / f"version_{number}.db", folder / "library.db")
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        assert connection.execute("SELECT DISTINCT collection FROM articles").fetchall() == [("default",)]
        connection.execute("UPDATE articles SET collection = 'mine' WHERE id = 'article-0'")
        connection.commit()
    assert [article.id for article in library.articles(collection="main")] == ["article-1"]
    assert library.summary().collections == (("main", 1), ("mine", 1))


def test_there_is_a_fixture_of_every_schema():
    assert [file.name for file in sorted(FIXTURES.glob("*.db"))] == [
        f"version_{n + 1}.db" for n in range(schema.NEWEST)
    ]


def test_steps_run_in_order_and_each_is_all_or_nothing(tmp_path):
    steps = (*schema.MIGRATIONS, "ALTER TABLE articles ADD COLUMN mood TEXT", "CREATE TABLE extra (x); SELECT nonsense")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nonsense"):
            schema.migrate(connection, steps)
        connection.rollback()
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(schema.MIGRATIONS) + 1
        connection.execute("SELECT mood FROM articles")
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchone() is None


def test_a_later_schema_is_refused_with_what_to_do(library, folder):
    fill(library, *many(1))
    with closing(sqlite3.connect(folder / "library.db")) as connection:
        connection.execute(f"PRAGMA user_version = {schema.NEWEST + 1}")
    for opened in (library.reading, library.writing):
        with pytest.raises(LibraryIncompatible, match=f"version {schema.NEWEST + 1}.*newer"), opened():
            pass
    with pytest.raises(LibraryIncompatible):
        library.summary()
