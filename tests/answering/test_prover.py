"""What is proved, and what is dropped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.drafts import Backing, Draft
from bot.answering.prover import Prover
from bot.domain.article import Article, Sentence

TEXT = "Microsoft is in talks with TikTok. The data is backed up in Singapore."
FIRST = "Microsoft is in talks with TikTok."


def backing(start: int, end: int, article_id: str = "a") -> Backing:
    """The article's slice, as a writer gives it."""
    return Backing(Article(article_id, TEXT), (Sentence(start, end),))


@pytest.fixture
def stored(newsroom):
    newsroom.put("a", TEXT)
    newsroom.put("b", TEXT)
    return newsroom


def test_an_exact_quote_proves_its_sentence(stored):
    """The statement carries a quote with its place, and a citation with number 1."""
    proved = stored.prover.prove([Draft(FIRST, (backing(0, len(FIRST)),), 0.9)])
    (statement,) = proved.statements
    (quote,) = statement.quotes
    assert (quote.citation, quote.start, quote.end, quote.text) == (1, 0, len(FIRST), FIRST)
    assert [citation.article_id for citation in proved.citations] == ["a"]


@pytest.mark.parametrize("claim", ["Microsoft is in talks with Twitter.", "Microsoft is not in talks with TikTok.", ""])
def test_a_statement_that_says_more_than_its_quote_is_dropped(stored, claim):
    """Another name, an added "not" or nothing at all: not shown."""
    proved = stored.prover.prove([Draft(claim, (backing(0, len(FIRST)),), 0.9)])
    assert (proved.statements, proved.citations) == ((None,), ())


def test_an_article_that_is_not_there_proves_nothing(stored):
    """A source that the library does not know is no source."""
    proved = stored.prover.prove([Draft(FIRST, (backing(0, len(FIRST), "gone"),), 0.9)])
    assert proved.statements == (None,)


def test_sources_are_numbered_in_order_of_first_use(stored):
    """Two statements from two articles: [1] and [2]; an article cited twice keeps its number."""
    second = (len(FIRST) + 1, len(TEXT))
    drafts = [
        Draft(FIRST, (backing(0, len(FIRST), "b"),), 0.9),
        Draft(TEXT[slice(*second)], (backing(*second, "a"), backing(*second, "b")), 0.8),
    ]
    proved = stored.prover.prove(drafts)
    assert [citation.article_id for citation in proved.citations] == ["b", "a"]
    assert [[quote.citation for quote in said.quotes] for said in proved.statements] == [[1], [2, 1]]


def test_a_statement_of_two_sentences_needs_both(stored):
    """What leans on another sentence is carried by the two together, a quote from each; by one alone it is not."""
    both = Backing(Article("a", TEXT), (Sentence(0, len(FIRST)), Sentence(len(FIRST) + 1, len(TEXT))))
    (statement,) = stored.prover.prove([Draft(both.text, (both,), 0.9)]).statements
    assert statement.text == TEXT
    assert "".join(f"{quote.text} " for quote in statement.quotes).strip() == TEXT
    assert stored.prover.prove([Draft(TEXT, (backing(0, len(FIRST)),), 0.9)]).statements == (None,)


@given(st.integers(0, len(TEXT) - 1))
def test_one_changed_character_anywhere_in_the_quotes_drops_the_statement(place):
    """Whatever character of the stored sentence is another one, the statement is gone."""
    changed = TEXT[:place] + ("#" if TEXT[place] != "#" else "*") + TEXT[place + 1 :]
    prover = Prover(Shelf(Article("a", changed)))
    (statement,) = prover.prove([Draft(TEXT, (backing(0, len(TEXT)),), 0.9)]).statements
    assert statement is None


class Shelf:
    """A library of one article."""

    def __init__(self, article: Article) -> None:
        self.only = article

    def article(self, article_id: str) -> Article:
        assert article_id == self.only.id
        return self.only
