"""The words that the articles hold, as the index keeps them and as they are written; and what is newest."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.question import Filters
from bot.library.database import open_reading
from bot.library.library import Library
from bot.library.records import Scope, Stem
from bot.library.spellings import passages_with, stems
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, fill, record


@pytest.fixture
def library(tmp_path) -> Library:
    library = Library(tmp_path / "library", BUILT_WITH, ExactOnly())
    fill(
        library,
        record("yard", "Halvorsen builds ferries. A ferry is built.", title="At the Yard", day="2021-03-01"),
        record("café", "The café Éclair closed.", title="Café", day="2021-03-02", outlet="Post"),
    )
    return library


def test_stems_are_found_by_their_beginning(library):
    """Small letters, without endings and accents, each once, with the number of passages that hold it."""
    with library.reading() as snapshot:
        assert snapshot.stems(["fer", "fe", "ecl"]) == [Stem("eclair", 1), Stem("ferri", 2)]
        assert snapshot.stems(["zz"]) == []


def test_a_stem_leads_to_the_words_as_written(library):
    """Titles and texts of passages that hold it, no more than asked for."""
    with library.reading() as snapshot:
        assert snapshot.passages_with("halvorsen", 5) == ["At the Yard\nHalvorsen builds ferries."]
        assert len(snapshot.passages_with("yard", 1)) == 1
        assert snapshot.passages_with("nothing", 5) == []


def test_whether_a_word_is_held(library):
    """By its stem, in title or text."""
    with library.reading() as snapshot:
        assert snapshot.holds("ferry")
        assert snapshot.holds("cafe")
        assert not snapshot.holds("tram")
        assert not snapshot.holds("")


def test_removed_articles_leave_no_words(library):
    """What is gone is not held any more."""
    library.remove(["yard"])
    with library.reading() as snapshot:
        assert not snapshot.holds("Halvorsen")
        assert snapshot.stems(["hal"]) == []


def test_it_works_where_nothing_can_be_written(library):
    """Looking words up needs no room beside the library."""
    file = library.folder / "library.db"
    connection = open_reading(file)
    try:
        assert stems(connection, ["ferr"]) == [Stem("ferri", 2)]
        assert list(passages_with(connection, "eclair", 1)) == ["Café\nThe café Éclair closed."]
    finally:
        connection.close()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=20))
def test_any_text_can_be_looked_up(library, text):
    """No character of a word is taken for syntax."""
    with library.reading() as snapshot:
        snapshot.holds(text)
        snapshot.stems([text])
        snapshot.passages_with(text, 1)
        snapshot.newest(Scope(), 1, [text])


def test_the_newest_are_bound_by_the_scope(library):
    """Filters and the moment of asking hold; the limit too."""
    with library.reading() as snapshot:
        assert [each.article.id for each in snapshot.newest(Scope(), 5)] == ["café", "yard"]
        assert [each.article.id for each in snapshot.newest(Scope(), 1)] == ["café"]
        assert [each.article.id for each in snapshot.newest(Scope(not_after=date(2021, 3, 1)), 5)] == ["yard"]
        assert [each.article.id for each in snapshot.newest(Scope(Filters(outlets=("Post",))), 5)] == ["café"]


def test_the_newest_that_hold_words_come_with_the_passage_that_holds_them(library):
    """Every term must stand in one passage or its title."""
    with library.reading() as snapshot:
        (found,) = snapshot.newest(Scope(), 5, ["ferry", "built"])
        assert found.article.text[found.passage.start : found.passage.end] == "A ferry is built."
        assert snapshot.newest(Scope(), 5, ["ferry", "closed"]) == []
        assert snapshot.newest(Scope(), 5, [" "]) == []
