"""What is proved, and what is dropped."""

import pytest

from bot.answering.extractive import Draft
from tests.answering.making import read

TEXT = "Microsoft is in talks with TikTok. The data is backed up in Singapore."
FIRST = "Microsoft is in talks with TikTok."


def source(newsroom, start: int, end: int, article_id: str = "a"):
    """The stored article's slice, as a reader gives it."""
    sentence = read(TEXT, 0.9, article_id=article_id)
    return type(sentence)(sentence.hit, start, end, 0.9, ())


@pytest.fixture
def stored(newsroom):
    newsroom.put("a", TEXT)
    newsroom.put("b", TEXT)
    return newsroom


def test_an_exact_quote_proves_its_sentence(stored):
    """The statement carries a quote with its place, and a citation with number 1."""
    proved = stored.prover.prove([Draft(FIRST, (source(stored, 0, len(FIRST)),), 0.9)])
    (statement,) = proved.statements
    (quote,) = statement.quotes
    assert (quote.citation, quote.start, quote.end, quote.text) == (1, 0, len(FIRST), FIRST)
    assert [citation.article_id for citation in proved.citations] == ["a"]


@pytest.mark.parametrize("claim", ["Microsoft is in talks with Twitter.", "Microsoft is not in talks with TikTok.", ""])
def test_a_statement_that_says_more_than_its_quote_is_dropped(stored, claim):
    """Another name, an added "not" or nothing at all: not shown, and counted."""
    proved = stored.prover.prove([Draft(claim, (source(stored, 0, len(FIRST)),), 0.9)])
    assert (proved.statements, proved.citations, proved.dropped) == ((), (), 1)


def test_an_article_that_is_not_there_proves_nothing(stored):
    """A source that the library does not know is no source."""
    proved = stored.prover.prove([Draft(FIRST, (source(stored, 0, len(FIRST), "gone"),), 0.9)])
    assert proved.dropped == 1


def test_sources_are_numbered_in_order_of_first_use(stored):
    """Two statements from two articles: [1] and [2]; an article cited twice keeps its number."""
    second = (len(FIRST) + 1, len(TEXT))
    drafts = [
        Draft(FIRST, (source(stored, 0, len(FIRST), "b"),), 0.9),
        Draft(TEXT[slice(*second)], (source(stored, *second, "a"), source(stored, *second, "b")), 0.8),
    ]
    proved = stored.prover.prove(drafts)
    assert [citation.article_id for citation in proved.citations] == ["b", "a"]
    assert [[quote.citation for quote in said.quotes] for said in proved.statements] == [[1], [2, 1]]
