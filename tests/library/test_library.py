"""The front door: what is put in comes out again, unchanged, in the order and under the conditions promised."""

import sqlite3
from dataclasses import replace

import numpy as np
import pytest

from bot.domain.question import Filters
from bot.errors import ArticleNotFound, LibraryBusy, LibraryDamaged, LibraryEmpty, LibraryIncompatible
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, embed, fill, many, record

OPEN = Scope()
TIKTOK = record("a", "Microsoft talks to TikTok. Oracle waits.", outlet="The Ledger", day="2020-08-03")
WECHAT = record("b", "India bans WeChat. Tencent protests.", outlet="Daily Planet", day="2020-07-01", language="en")


def test_reading_a_library_that_is_not_there_says_so_and_creates_nothing(library, folder):
    with pytest.raises(LibraryEmpty, match="newsdesk ingest"), library.reading():
        pass
    assert library.summary().articles == 0
    assert library.articles() == []
    assert library.remove(["x"]) == 0
    with pytest.raises(ArticleNotFound):
        library.article("x")
    assert not folder.exists()


def test_a_library_without_articles_is_empty(library):
    with library.writing():
        pass
    with pytest.raises(LibraryEmpty), library.reading():
        pass


def test_what_was_put_comes_out_unchanged(library):
    fill(library, TIKTOK, WECHAT)
    assert library.article("a") == TIKTOK.article
    with library.writing() as writer:
        stored = {r.article.id: r for r in writer.stored()}
        known = writer.known(["a", "nobody"])
    for put in (TIKTOK, WECHAT):
        got = stored[put.article.id]
        assert (got.article, got.sentences, got.location) == (put.article, put.sentences, put.location)
        assert [(p.start, p.end, p.ordinal) for p in got.passages] == [
            (p.start, p.end, p.ordinal) for p in put.passages
        ]
        assert np.array_equal(got.embeddings, put.embeddings)
    assert set(known) == {"a"}
    assert known["a"].content_hash == TIKTOK.article.content_hash
    assert known["a"].location == "/somewhere/a.md"


def test_the_nearest_passage_is_the_one_with_the_greatest_cosine(library):
    fill(library, TIKTOK, WECHAT)
    with library.reading() as snapshot:
        hits = snapshot.nearest(embed("India bans WeChat."), 10, OPEN)
        loaded = snapshot.load([hit.passage_id for hit in hits])
    assert hits[0].value == pytest.approx(1.0, abs=1e-5)
    assert [h.value for h in hits] == sorted((h.value for h in hits), reverse=True)
    assert loaded[0].article == WECHAT.article
    assert loaded[0].sentences == WECHAT.sentences
    passage = loaded[0].passage
    assert loaded[0].article.text[passage.start : passage.end] == "India bans WeChat."


def test_words_are_found_by_stem_in_title_and_text_and_the_best_comes_first(library):
    fill(library, TIKTOK, WECHAT)
    with library.reading() as snapshot:
        hits = snapshot.matching(["banned", "wechat", "title"], 10, OPEN)
        assert snapshot.load([hits[0].passage_id])[0].article.id == "b"
        assert len(hits) == 4  # every passage carries its article's title
        assert snapshot.matching([], 10, OPEN) == []
        assert snapshot.matching(["absent"], 10, OPEN) == []
        assert snapshot.term_count("protest") == 1
        assert snapshot.term_count("title") == 2


@pytest.mark.parametrize(
    "term",
    [
        '"',
        "a OR b",
        "NEAR(a b)",
        "title:",
        "*",
        "^x",
        "-",
        "(",
        "{a b}:",
        "\x00",
        "\ud800",
        "'; DROP TABLE articles",
        " ",
        "😀",
    ],
)
def test_syntax_in_a_term_is_harmless(library, term):
    fill(library, TIKTOK)
    with library.reading() as snapshot:
        assert len(snapshot.matching([term, "oracle"], 10, OPEN)) >= 1
        snapshot.term_count(term)


def test_a_very_long_question_is_searched_by_words(library):
    fill(library, TIKTOK)
    with library.reading() as snapshot:
        assert snapshot.matching([f"w{n}" for n in range(20_000)] + ["oracle"], 10, OPEN)


def test_a_scope_narrows_both_searches(library):
    fill(library, TIKTOK, WECHAT)
    scope = Scope(Filters(outlets=("daily PLANET",)))
    with library.reading() as snapshot:
        for hits in (
            snapshot.nearest(embed("Microsoft"), 10, scope),
            snapshot.matching(["microsoft", "india"], 10, scope),
        ):
            assert {loaded.article.id for loaded in snapshot.load([hit.passage_id for hit in hits])} == {"b"}


def test_a_new_article_is_seen_by_the_next_question_and_not_by_the_one_before(library):
    fill(library, TIKTOK)
    with library.reading() as before:
        first = before.nearest(embed("India bans WeChat."), 10, OPEN)
        fill(library, WECHAT)
        assert before.nearest(embed("India bans WeChat."), 10, OPEN) == first
        with library.reading() as after:
            assert after.change == before.change + 1
            assert len(after.nearest(embed("India bans WeChat."), 10, OPEN)) == 4
        assert before.nearest(embed("India bans WeChat."), 10, OPEN) == first


def test_a_changed_article_replaces_its_passages_everywhere(library):
    fill(library, TIKTOK, WECHAT)
    fill(library, record("a", "Walmart joins the talks."))
    with library.reading() as snapshot:
        assert snapshot.term_count("oracle") == 0
        assert snapshot.term_count("walmart") == 1
        assert len(snapshot.nearest(embed("x"), 100, OPEN)) == 3
    assert library.summary().articles == 2


def test_passage_ids_are_never_used_again(library):
    fill(library, TIKTOK)
    with library.reading() as snapshot:
        old = {hit.passage_id for hit in snapshot.nearest(embed("x"), 10, OPEN)}
    library.remove(["a"])
    fill(library, TIKTOK)
    with library.reading() as snapshot:
        assert not old & {hit.passage_id for hit in snapshot.nearest(embed("x"), 10, OPEN)}


def test_a_put_that_fails_leaves_nothing(library):
    fill(library, TIKTOK)
    broken = replace(WECHAT, embeddings=WECHAT.embeddings[:1])
    with library.writing() as writer, pytest.raises(ValueError, match="embeddings of shape"):
        writer.put([record("c", "Fine."), broken])
    assert [article.id for article in library.articles()] == ["a"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE texts SET text = replace(text, 'TikTok', 'TikTak')",
        "UPDATE texts SET sentences = x'05000000'",
        "UPDATE texts SET sentences = x'0000000000ffffff'",
        "UPDATE texts SET text = CAST(x'ff' AS TEXT)",
        "DELETE FROM texts",
    ],
)
def test_an_article_changed_behind_our_back_is_left_out_and_told(library, folder, sql):
    fill(library, TIKTOK)
    ids = [1, 2]
    with sqlite3.connect(folder / "library.db") as connection:
        connection.execute(sql)
    connection.close()
    fill(library, WECHAT)
    with library.reading() as snapshot:
        assert [loaded.article.id for loaded in snapshot.load([*ids, 3])] == ["b"]
        assert snapshot.damaged == {"a"}
    with pytest.raises(LibraryDamaged, match="'a'"):
        library.article("a")
    assert any(check.name == "texts" and not check.ok for check in library.checks())
    library.remove(["a"])
    with library.reading() as snapshot:
        assert snapshot.term_count("oracle") == 0
    assert all(check.ok for check in library.checks())


def test_a_library_built_with_something_else_is_refused_with_both_values(folder, library):
    fill(library, TIKTOK)
    other = Library(folder, replace(BUILT_WITH, embedder="other", passage_tokens=99), ExactOnly())
    for opened in (other.reading, other.writing):
        with pytest.raises(LibraryIncompatible, match=r"'hashing' in the library, 'other' now.*--rebuild"), opened():
            pass
    assert other.summary().built_with == BUILT_WITH
    assert other.remove(["a"]) == 1
    fill(other, TIKTOK)  # an empty library takes what it is given


def test_a_second_writer_is_told_who_writes(library, folder):
    with library.writing(), pytest.raises(LibraryBusy, match=r"process \d+ \(`.*`, since 20"):
        fill(Library(folder, BUILT_WITH, ExactOnly()), TIKTOK)
    fill(library, TIKTOK)


def test_articles_are_listed_newest_first_and_undated_last(library):
    fill(library, WECHAT, TIKTOK, record("c", "Undated.", day=None, collection="mine"))
    assert [article.id for article in library.articles()] == ["a", "b", "c"]
    assert [article.id for article in library.articles(limit=1, offset=1)] == ["b"]
    assert [article.id for article in library.articles(collection="mine")] == ["c"]
    assert [article.id for article in library.articles(outlet="the ledger")] == ["a"]
    first = library.articles()[0]
    assert (first.characters, first.passages, first.date_text) == (len(TIKTOK.article.text), 2, "2020-08-03")


def test_the_articles_of_a_scope_are_listed_in_the_same_order(library):
    fill(
        library,
        WECHAT,
        TIKTOK,
        record("c", "Undated.", day=None, collection="mine"),
        record("d", "Other.", collection="x"),
    )
    both, one = Scope(Filters(collections=("main", "mine"))), Scope(Filters(outlets=("the ledger",)))
    with library.reading() as snapshot:
        assert [article.id for article in snapshot.articles(both, 10)] == ["a", "b", "c"]
        assert [article.id for article in snapshot.articles(both, 2, 1)] == ["b", "c"]
        assert snapshot.articles(one, 10) == library.articles(limit=1)


def test_the_summary_counts_what_is_there(library, folder):
    fill(library, TIKTOK, WECHAT, record("c", "Undated.", day=None, collection="mine"))
    summary = library.summary()
    assert (summary.articles, summary.passages, summary.sentences, summary.undated) == (3, 5, 5, 1)
    assert (summary.newest, summary.newest_title, summary.oldest) == ("2020-08-03", "Title of a", "2020-07-01")
    assert summary.collections == (("main", 2), ("mine", 1))
    assert summary.languages == ((None, 2), ("en", 1))
    assert (summary.outlets, summary.unpublished_passages, summary.published_change) == (2, 5, None)
    assert summary.built_with == BUILT_WITH
    assert summary.bytes_on_disk > 4096
    assert not summary.read_only
    with library.reading() as snapshot:
        assert snapshot.outlets() == ("Daily Planet", "The Ledger")
        assert snapshot.newest_day().isoformat() == "2020-08-03"
        assert snapshot.languages() == ((None, 2), ("en", 1))


def test_stored_vectors_come_in_the_order_asked_for(library):
    fill(library, *many(3))
    with library.reading() as snapshot:
        rows = snapshot.embeddings([3, 1])
        assert np.array_equal(rows, np.array([many(3)[1].embeddings[0], many(3)[0].embeddings[0]]))
        assert snapshot.embeddings([]).shape[0] == 0
        with pytest.raises(LibraryDamaged):
            snapshot.embeddings([999])


def test_a_vector_of_another_length_is_refused(library):
    fill(library, TIKTOK)
    with library.reading() as snapshot, pytest.raises(LibraryIncompatible, match="64 dimensions"):
        snapshot.nearest(embed("x", 64), 1, OPEN)


def test_names_that_cannot_be_stored_match_nothing(library):
    odd = "a\udcff"
    fill(library, TIKTOK, WECHAT)
    with pytest.raises(ArticleNotFound):
        library.article(odd)
    assert library.articles(outlet=odd) == library.articles(collection=odd) == []
    assert library.remove([odd]) == 0
    with library.writing() as writer:
        assert set(writer.known([odd, "a"])) == {"a"}
    with library.reading() as snapshot:
        for filters in (Filters(outlets=(odd,)), Filters(collections=(odd,))):
            assert snapshot.counts(Scope(filters)).passing == 0
            assert snapshot.nearest(embed("TikTok"), 5, Scope(filters)) == []
            assert snapshot.matching(["TikTok"], 5, Scope(filters)) == []
        assert snapshot.counts(Scope(Filters(outlets=(odd, "The Ledger")))).passing == 1


def test_collections(library):
    """A view names the collections that articles are in, and tells whether there is one of a name, to the letter."""
    fill(library, record("a", "One.", collection="mine"), record("b", "Two."), record("c", "Three.", collection="mine"))
    with library.reading() as snapshot:
        assert snapshot.collections() == ("main", "mine")
        assert [snapshot.has_collection(name) for name in ("mine", "Mine", "", "\ud800")] == [True, False, False, False]
