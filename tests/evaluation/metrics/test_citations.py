import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answer import Quote, Rival
from bot.evaluation.metrics import citations
from bot.evaluation.metrics.cases import Articles
from tests.evaluation.metrics.making import abstained, answer, case, gold, unanswerable

STORED = {
    "a1": "Orsk made a bid. Meridian did not. Orsk made a bid.",
    "a2": "(Corvane) Orsk made a bid.  Meridian did not.",
    "b1": "Rain fell. Orsk made a bid.",
}
ARTICLES = Articles(text=STORED.get, origin=lambda article: article[0])
BID = gold("Orsk", evidence=[("a1", "Orsk made a bid."), ("b1", "Rain fell.")])


def slice_of(number: int, article: str, start: int, end: int) -> tuple[int, int, int, str]:
    return (number, start, end, STORED[article][start:end])


def asked(*quotes, cited=("a1", "b1"), question=BID, **fields):
    return case(question, answer("Orsk", "Orsk made a bid.", quotes=quotes, cited=cited, **fields), ARTICLES)


def test_shares_of_quotes_and_of_gold():
    """One of two quotes is where the answer stands, one of two gold quotes is cited."""
    shown = asked(slice_of(1, "a1", 0, 16), slice_of(1, "a1", 17, 34))
    assert (citations.quotes_on_gold(shown), citations.gold_cited(shown), citations.any_gold_cited(shown)) == (
        0.5,
        0.5,
        1,
    )


def test_one_span_counts_once():
    """A quote that stands under two statements is one quote."""
    twice = asked(slice_of(1, "a1", 0, 16), slice_of(1, "a1", 0, 16), slice_of(1, "a1", 17, 34))
    assert citations.quotes_on_gold(twice) == 0.5


@pytest.mark.parametrize(
    ("quote", "cited", "expected"),
    [
        (slice_of(1, "a1", 10, 20), ("a1",), 1),  # half in the gold quote, half in the next sentence
        (slice_of(1, "a1", 30, 40), ("a1",), 1),  # where the gold quote stands a second time
        (slice_of(1, "a1", 16, 34), ("a1",), 0),  # from its end on
        (slice_of(1, "a2", 10, 26), ("a2",), 1),  # the same words in a copy
        (slice_of(1, "b1", 11, 27), ("b1",), 0),  # the same words in another article
        (slice_of(2, "a1", 0, 16), ("a1",), 0),  # a citation that the answer does not have
        ((1, 0, 0, ""), ("a1",), 0),
    ],
)
def test_what_overlaps(quote, cited, expected):
    """Quotes meet in the same article by their spans, in copies by their words."""
    assert citations.quotes_on_gold(asked(quote, cited=cited)) == expected


def test_without_stored_text_words_alone_decide():
    """Spans are not guessed; nor is exactness."""
    known = answer("Orsk", "So.", quotes=[slice_of(1, "a1", 0, 34)], cited=("a1",))
    half = answer("Orsk", "So.", quotes=[slice_of(1, "a1", 10, 20)], cited=("a1",))
    assert citations.quotes_on_gold(case(BID, known)) == 1
    assert citations.quotes_on_gold(case(BID, half)) == 0
    assert citations.quotes_exact(case(BID, known)) is None


def test_evidence_without_a_quote_is_the_whole_article():
    """Where a set names articles only, any quote of one is on it."""
    shown = asked(slice_of(1, "a1", 17, 34), question=gold("Orsk", evidence=[("a1", None)]))
    assert citations.quotes_on_gold(shown) == 1


@pytest.mark.parametrize("said", [abstained(), None])
def test_no_answer_cites_no_gold(said):
    """Without an answer no gold is cited, and there are no quotes to judge."""
    silent = case(BID, said, ARTICLES)
    assert (citations.gold_cited(silent), citations.any_gold_cited(silent)) == (0, 0)
    assert [
        citations.quotes_on_gold(silent),
        citations.quotes_exact(silent),
        citations.independent_origins(silent),
    ] == [None] * 3


def test_without_gold_there_is_nothing_to_overlap():
    """Questions without an answer or evidence are judged by exactness alone."""
    for question in (unanswerable(), gold("Orsk")):
        shown = asked(slice_of(1, "a1", 0, 16), question=question)
        assert (citations.quotes_on_gold(shown), citations.gold_cited(shown)) == (None, None)
        assert citations.quotes_exact(shown) == 1


@pytest.mark.parametrize(
    ("quote", "cited"),
    [
        ((1, 0, 16, "Orsk made a bit."), ("a1",)),
        ((1, 1, 17, "Orsk made a bid."), ("a1",)),
        ((1, -16, 50, "Orsk made a bid"), ("a1",)),
        ((1, -16, -1, "Orsk made a bid"), ("a1",)),
        ((1, 5, 5, ""), ("a1",)),
        ((1, 0, 4, "Orsk"), ("gone",)),
        ((7, 0, 4, "Orsk"), ("a1",)),
    ],
)
def test_what_is_not_the_exact_slice(quote, cited):
    """A changed letter, a shifted or backward span, an empty quote, a missing article: none is exact."""
    assert citations.quotes_exact(asked(quote, cited=cited)) == 0


def test_quotes_of_rivals_must_be_exact_too():
    """A rival's quote is checked, though it is no proof of the answer."""
    rival = Rival("Meridian", (Quote(2, 0, 4, "Snow"),))
    shown = asked(slice_of(1, "a1", 0, 16), rivals=(rival,))
    assert (citations.quotes_exact(shown), citations.quotes_on_gold(shown)) == (0.5, 1)


@given(st.sampled_from(sorted(STORED)), st.integers(0, 50), st.integers(0, 50))
def test_every_slice_is_exact(article, one, other):
    """Any non-empty slice of a stored article is an exact quote of it."""
    start, end = sorted((min(one, len(STORED[article])), min(other, len(STORED[article]))))
    shown = asked(slice_of(1, article, start, end), cited=(article,))
    assert citations.quotes_exact(shown) == float(start < end)


def test_copies_are_one_origin():
    """Three citations of two texts are two origins."""
    assert citations.independent_origins(asked(cited=("a1", "a2", "b1"))) == 2
