"""What a question finds, in which order, and what it cannot look at."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from bot.domain.question import Filters, Question
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from bot.search.copies import outlets_of
from bot.search.finding import Found, Search
from bot.settings.search import SearchSettings
from tests.library.making import BUILT_WITH, DIMENSION, embed, fill, record


class WordsEmbedder:
    """Texts that share words are near each other; knows English only."""

    name = BUILT_WITH.embedder
    dimension = DIMENSION
    max_tokens = 256
    languages = frozenset({"en"})

    def embed(self, texts):
        return np.array([embed(text) for text in texts], dtype=np.float32).reshape(-1, DIMENSION)

    def count_tokens(self, text):
        return len(text.split())


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path / "library", BUILT_WITH, ExactOnly())


def find(library: Library, text: str, asked_at: str = "2020-09-01", filters: Filters | None = None, **knobs) -> Found:
    search = Search(library, WordsEmbedder(), SearchSettings(**knobs))
    moment = datetime.fromisoformat(asked_at).replace(tzinfo=UTC)
    return search.find(Question(text, filters=filters or Filters(), asked_at=moment))


def ids(found: Found) -> list[str]:
    return list(dict.fromkeys(hit.article.id for hit in found.hits))


def test_of_two_alike_the_newer_comes_first(library):
    """The same words a year apart: the newer article leads, the old one is still found."""
    fill(
        library,
        record("old", "Rates rise again.", day="2019-08-30"),
        record("new", "Again rates rise.", day="2020-08-30"),
    )
    assert ids(find(library, "do rates rise?")) == ["new", "old"]


def test_a_period_in_the_question_takes_the_place_of_now(library):
    """Asked about August 2019, that August's article leads."""
    fill(
        library,
        record("old", "Rates rise again.", day="2019-08-30"),
        record("new", "Again rates rise.", day="2020-08-30"),
    )
    assert ids(find(library, "did rates rise in August 2019?")) == ["old", "new"]


def test_in_an_old_library_the_newest_article_is_now(library):
    """Years later the weights of dates are as they were when the newest article came."""
    fill(
        library,
        record("old", "Rates rise again.", day="2019-08-30"),
        record("new", "Again rates rise.", day="2020-08-30"),
    )
    then, later = (find(library, "do rates rise?", asked_at=day) for day in ("2020-08-30", "2030-01-01"))
    assert [hit.score for hit in later.hits] == [hit.score for hit in then.hits]


def test_age_is_no_matter_when_the_floor_is_one(library):
    """With `search.recency_floor` at 1 equal passages tie, and ties are broken by order of arrival."""
    fill(
        library,
        record("old", "Rates rise again.", day="2019-08-30"),
        record("new", "Again rates rise.", day="2020-08-30"),
    )
    assert ids(find(library, "do rates rise?", recency_floor=1.0)) == ["old", "new"]


def test_what_is_dated_later_is_left_out_and_counted(library):
    """An article dated more than a day after the moment of asking is not found; a day of grace is given."""
    fill(
        library,
        record("before", "Rates rise again.", day="2020-08-31"),
        record("tomorrow", "Again rates rise.", day="2020-09-02"),
        record("later", "Rise again, rates.", day="2020-09-03"),
    )
    found = find(library, "do rates rise?", asked_at="2020-09-01")
    assert set(ids(found)) == {"before", "tomorrow"}
    assert found.counts.later_left_out == 1


def test_every_hit_tells_its_ranks(library):
    """Best in meaning and in words: ranks 1 and 1, the cosine beside them."""
    fill(library, record("a", "Rates rise again."), record("b", "A cat show opens."))
    best = find(library, "rates rise again").hits[0]
    assert (best.ranks.dense, best.ranks.lexical) == (1, 1)
    assert best.similarity == pytest.approx(1.0, abs=1e-3)


def test_one_article_does_not_fill_the_list(library):
    """At most `search.passages_per_article` passages of one article are kept."""
    long = " ".join(f"Rates rise for the {number}th time." for number in range(9))
    fill(library, record("long", long), record("short", "Rates rise."))
    found = find(library, "do rates rise?", passages_per_article=2)
    assert sum(hit.article.id == "long" for hit in found.hits) == 2
    assert "short" in ids(found)


@pytest.mark.parametrize("text", ['"', "rates OR NOT (", "title:rates*", "NEAR(rates rise, 2)", "", "^"])
def test_full_text_syntax_is_only_words(library, text):
    """Operators, quotes and columns in a question break nothing."""
    fill(library, record("a", "Rates rise again."))
    assert ids(find(library, text)) == ["a"]


def test_new_articles_are_found_by_the_next_question(library):
    """A search that is kept open sees what another writer has stored since."""
    fill(library, record("a", "Rates rise again."))
    search = Search(library, WordsEmbedder(), SearchSettings())
    question = Question("who opens the cat show?", asked_at=datetime(2020, 9, 1, tzinfo=UTC))
    assert {hit.article.id for hit in search.find(question).hits} == {"a"}
    fill(Library(library.folder, BUILT_WITH, ExactOnly()), record("b", "A cat show opens."))
    assert search.find(question).hits[0].article.id == "b"


def test_filters_and_foreign_languages_are_told(library):
    """A period leaves undated articles out and counts them; languages that the model does not know are named."""
    fill(library, record("undated", "Rates rise.", day=None), record("french", "Les taux montent.", language="fr"))
    found = find(library, "do rates rise?", filters=Filters(since=date(2020, 1, 1)))
    assert ids(found) == ["french"]
    assert found.counts.undated_left_out == 1
    assert found.unknown_languages == ("fr",)


WIRE = (
    "The dockers of Antwerp voted to end their strike on Friday. Their union had asked for nine percent and got six. "
    "Ships wait in the roads as far as Flushing. The port hopes to clear them within ten days."
)


def reprints(count: int, *, paragraph: str = "") -> list:
    """The same report in so many papers, the last of which may add something of its own."""
    texts = [WIRE] * (count - 1) + [WIRE + paragraph]
    return [
        record(f"paper-{n}", text, outlet=f"Paper {n % 3}", day=f"2020-08-{10 + n % 15}")
        for n, text in enumerate(texts)
    ]


def test_of_copies_one_is_shown_and_the_others_are_told(library):
    """Five papers carry one report: no passage is shown twice, and the papers can still be counted."""
    fill(library, *reprints(5), record("own", "Dockers in Ghent did not vote to strike on Friday.", outlet="Gazette"))
    found = find(library, "what did the dockers vote to end?")
    texts = [hit.text for hit in found.hits]
    assert len(texts) == len(set(texts)) == 4
    (origin_id,) = {hit.article.origin_id for hit in found.hits} - {"own"}
    assert [copy.id for copy in found.copies[origin_id]] == [f"paper-{n}" for n in range(5)]
    assert set(found.copies) == {origin_id}
    shown = [hit.article for hit in found.hits]
    assert set(outlets_of(shown, found.copies)) == {"Paper 0", "Paper 1", "Paper 2", "Gazette"}
    assert outlets_of([hit.article for hit in found.hits if hit.article.id == "own"], found.copies) == ("Gazette",)


def test_what_only_one_copy_says_is_shown(library):
    """A paragraph that one paper added is found, though its report is a copy."""
    fill(library, *reprints(5, paragraph=" Mayor Lotte Claes told the paper that she would eat her hat."))
    found = find(library, "what would mayor Lotte Claes eat?")
    assert found.hits[0].text == "Mayor Lotte Claes told the paper that she would eat her hat."
    assert found.hits[0].article.id == "paper-4"


def test_many_copies_do_not_crowd_out_other_stories(library):
    """Though copies fill every list of candidates, the other stories below them are found."""
    others = [record(f"own-{n}", f"The dockers of port {n} voted on pensions in spring.") for n in range(3)]
    fill(library, *reprints(40), *others)
    found = find(library, "did the dockers of Antwerp vote to end their strike on Friday?", candidates=20)
    assert {"own-0", "own-1", "own-2"} <= set(ids(found))
    assert len(ids(found)) == 4


def test_a_copy_that_a_filter_hides_is_not_told(library):
    """Only papers that the question may see are counted."""
    fill(library, *reprints(5))
    found = find(library, "did the dockers vote?", filters=Filters(outlets=("paper 1",)))
    assert [copy.id for copies in found.copies.values() for copy in copies] == ["paper-1", "paper-4"]
    assert not find(library, "did the dockers vote?", filters=Filters(until=date(2020, 8, 10))).copies


def test_several_collections(library):
    """Any of the collections that were asked for is searched, no other; each name that none has is told."""
    fill(library, *(record(name, f"Rates rise in {name}.", collection=name) for name in ("main", "sport", "else")))
    found = find(library, "do rates rise?", filters=Filters(collections=("main", "sport", "sprot", "\ud800")))
    assert set(ids(found)) == {"main", "sport"}
    assert found.counts.passing == 2
    assert [(each.kind, each.name, each.near) for each in found.strangers] == [
        ("collection", "sprot", ("sport",)),
        ("collection", "\ud800", ()),
    ]


def test_the_newest_of_several_collections(library):
    """What is new is told from the collections that were asked for, and who is not there is told too."""
    fill(library, *(record(name, f"Rates rise in {name}.", collection=name) for name in ("main", "sport", "else")))
    search = Search(library, WordsEmbedder(), SearchSettings())
    question = Question(
        "what is new?",
        filters=Filters(collections=("else", "main", "nowhere")),
        asked_at=datetime(2020, 9, 1, tzinfo=UTC),
    )
    news = search.newest(question)
    assert {hit.article.id for hit in news.stories} == {"else", "main"}
    assert [each.name for each in news.found.strangers] == ["nowhere"]
