from bot.evaluation.gold import GoldEvidence
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.metrics.retrieval import by_article, by_fact, by_passage, figures, seen
from tests.evaluation.metrics.making import case, gold, passage, unanswerable

BID = "Orsk made a bid."
COPIES = Articles(origin=lambda article: article[0])


def values(*cases):
    return {figure.name: figure.values for figure in figures(cases)}


def test_an_article_stands_at_its_best_passage():
    """Three passages of one article are one place."""
    found = tuple(passage(article) for article in ("b", "b", "b", "a"))
    ranking = by_article(case(gold("Orsk", evidence=[("a", BID)]), found=found))
    assert ranking.held == (frozenset(), frozenset("a"))


def test_scores_decide_and_ties_keep_their_order():
    """A greater score stands first; of equal ones, the one that came first."""
    found = (passage("c", score=1.0), passage("a", score=2.0), passage("b", score=2.0))
    ranking = by_article(case(gold("Orsk", evidence=[("a", None), ("b", None), ("c", None)]), found=found))
    assert [*map("".join, ranking.held)] == ["a", "b", "c"]


def test_a_copy_stands_for_its_original():
    """A passage of another copy of the gold article counts, by article and by passage."""
    copy = case(gold("Orsk", evidence=[("a1", BID)]), articles=COPIES, found=(passage("a2", BID),))
    assert by_article(copy).held == (frozenset("a"),)
    assert all(by_passage(copy).held)


def test_a_fact_counts_in_any_article():
    """The gold words in another article are a fact found, but not the gold passage."""
    other = case(gold("Orsk", evidence=[("a", BID)]), found=(passage("b", f"News: {BID}"),))
    assert all(by_fact(other).held)
    assert not any(by_passage(other).held)


def test_white_space_does_not_part_quote_and_passage():
    """A line break where the quote has a space is no difference."""
    broken = case(gold("Orsk", evidence=[("a", BID)]), found=(passage("a", "Then Orsk\n made a\u00a0bid. So."),))
    assert all(by_passage(broken).held)
    assert all(by_fact(broken).held)


def test_half_a_quote_is_not_found():
    """A passage that ends within the quote does not hold it."""
    cut = case(gold("Orsk", evidence=[("a", BID)]), found=(passage("a", "Orsk made"),))
    assert not any(by_passage(cut).held)


def test_articles_without_quotes_are_measured_by_article_only():
    """Where no quote is known, passages and facts have no figure; a blank quote is none."""
    views = seen(case(gold("Orsk", evidence=[("a", None), ("b", " ")]), found=(passage("a", BID),)))
    assert views.article is not None
    assert (views.passage, views.fact) == (None, None)


def test_what_has_no_answer_or_evidence_is_not_measured():
    """Questions that cannot be answered, or of which nobody knows where, have no figure of the search."""
    near = unanswerable("q1", evidence=(GoldEvidence("a", BID),))
    cases = [case(near, found=(passage("a", BID),)), case(gold("Orsk", id_="q2"))]
    assert all(value is None for figure in figures(cases) for value in figure.values.values())


def test_a_failure_found_nothing():
    """A question that failed counts with 0, not with nothing."""
    failed = values(case(gold("Orsk", evidence=[("a", BID)]), error="timeout"))
    assert {name: by_question["q1"] for name, by_question in failed.items()} == dict.fromkeys(failed, 0.0)


def test_figures_by_hand():
    """Found second of two wanted: the figures of a small list."""
    found = (passage("c", "Rain."), passage("a", BID), passage("b", "Sun."))
    told = values(case(gold("Orsk", evidence=[("a", BID), ("d", "Orsk won.")]), found=found))
    by_name = {name: by_question["q1"] for name, by_question in told.items()}
    assert by_name["passage_hit@1"] == 0
    assert by_name["passage_hit@4"] == 1
    assert by_name["article_recall@5"] == 0.5
    assert by_name["passage_precision@5"] == 0.2
    assert by_name["passage_mrr@10"] == 0.5
    assert by_name["article_map@10"] == 0.25
    assert by_name["fact_recall@10"] == 0.5
    assert by_name["fact_map@10"] == 0.25
