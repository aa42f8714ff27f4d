import math
from random import Random

import ir_measures
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from ir_measures import AP, RR, P, R, Success, nDCG

from bot.evaluation.metrics.rankings import (
    Ranking,
    average_precision,
    hit_at,
    multihop_average_precision,
    ndcg,
    precision_at,
    recall_at,
    reciprocal_rank,
)
from bot.evaluation.metrics.retrieval import by_article
from tests.evaluation.metrics.making import case, gold, passage

THINGS = "abcdefghijklmnop"
FORMULAS = {
    "hit": lambda ranking: hit_at(ranking, 4),
    "recall": lambda ranking: recall_at(ranking, 5),
    "precision": lambda ranking: precision_at(ranking, 5),
    "rank": reciprocal_rank,
    "average precision": average_precision,
    "gain": ndcg,
    "multihop": multihop_average_precision,
}


@st.composite
def rankings(draw):
    things = draw(st.frozensets(st.sampled_from(THINGS), min_size=1, max_size=12))
    return Ranking(tuple(draw(st.lists(st.frozensets(st.sampled_from(sorted(things))), max_size=30))), things)


@pytest.fixture(scope="module")
def random_lists():
    """Of each of 600 questions: what was found, with scores that often tie, and what is wanted."""
    random = Random(6)
    return [_random_list(random) for _ in range(600)]


def _random_list(random: Random):
    # trec_eval puts the greater id first where scores tie; so that this is the order given, ids fall along the list.
    found = [
        (f"{99 - place:02d}", float(random.randint(1, 4))) for place in range(random.choice([0, 1, 3, 9, 10, 11, 30]))
    ]
    others = [f"x{number}" for number in range(random.choice([0, 0, 1, 5, 15]))]
    wanted = (
        random.sample([id_ for id_, _ in found], random.randint(0, len(found)) // random.choice([1, 2, 9])) + others
    )
    return found, wanted or ["x"]


def _oracle(lists, measure):
    qrels = [ir_measures.Qrel(str(number), id_, 1) for number, (_, wanted) in enumerate(lists) for id_ in wanted]
    run = [
        ir_measures.ScoredDoc(str(number), id_, score)
        for number, (found, _) in enumerate(lists)
        for id_, score in found
    ]
    return {metric.query_id: metric.value for metric in ir_measures.pytrec_eval.iter_calc([measure], qrels, run)}


@pytest.mark.parametrize(
    ("formula", "measure"),
    [
        *((lambda ranking, k=k: hit_at(ranking, k), Success @ k) for k in (1, 4, 5, 10)),
        *((lambda ranking, k=k: recall_at(ranking, k), R @ k) for k in (1, 4, 5, 10)),
        *((lambda ranking, k=k: precision_at(ranking, k), P @ k) for k in (1, 4, 5, 10)),
        *((lambda ranking, k=k: average_precision(ranking, k), AP @ k) for k in (1, 5, 10)),
        *((lambda ranking, k=k: ndcg(ranking, k), nDCG @ k) for k in (1, 5, 10)),
        (lambda ranking: reciprocal_rank(ranking, 1000), RR),
    ],
    ids=str,
)
def test_formulas_agree_with_trec_eval(random_lists, formula, measure):
    """Each formula gives what ir-measures does, on ties, empty lists and more wanted things than places."""
    expected = _oracle(random_lists, measure)
    for number, (found, wanted) in enumerate(random_lists):
        question = gold("x", evidence=[(id_, None) for id_ in wanted])
        shown = case(question, found=tuple(passage(id_, score=score) for id_, score in found))
        assert math.isclose(formula(by_article(shown)), expected.get(str(number), 0.0), abs_tol=1e-9)


def test_rank_is_nought_beyond_the_depth():
    """MRR@10 takes no notice of the eleventh place."""
    late = Ranking((*(frozenset(),) * 10, frozenset("a")), frozenset("a"))
    assert reciprocal_rank(late) == 0
    assert reciprocal_rank(late, 11) == pytest.approx(1 / 11)


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
@given(ranking=rankings())
def test_formulas_stay_within_bounds(formula, ranking):
    """Whatever the places hold, twice or together, a figure is 0 to 1."""
    assume(formula is not FORMULAS["multihop"] or len(ranking.wanted) <= 10)
    assert 0 <= formula(ranking) <= 1 + 1e-12


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
@given(wanted=st.frozensets(st.sampled_from(THINGS), min_size=1))
def test_nothing_found_is_nought(formula, wanted):
    """An empty list, and a list without anything wanted, score 0."""
    assert formula(Ranking((), wanted)) == 0
    assert formula(Ranking((frozenset(),) * 3, wanted)) == 0


@pytest.mark.parametrize("formula", [average_precision, ndcg, reciprocal_rank])
@given(wanted=st.frozensets(st.sampled_from(THINGS), min_size=1, max_size=10))
def test_everything_first_is_one(formula, wanted):
    """The best order scores 1."""
    assert formula(Ranking(tuple(map(frozenset, sorted(wanted))), wanted)) == pytest.approx(1)


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
@given(ranking=rankings(), places=st.integers(1, 3))
def test_nothing_is_won_by_empty_places_before(formula, ranking, places):
    """Useless passages put first never raise a figure."""
    pushed = Ranking((*(frozenset(),) * places, *ranking.held), ranking.wanted)
    assert formula(pushed) <= formula(ranking) + 1e-12


def test_quotes_of_one_passage_count_together():
    """One passage that holds both quotes is the best there is."""
    both = Ranking((frozenset("ab"), frozenset()), frozenset("ab"))
    assert (ndcg(both), average_precision(both), recall_at(both, 1)) == (1, 1, 1)


def test_what_is_found_again_gains_nothing():
    """A passage that repeats a quote adds no gain and no recall, though it does hold gold."""
    again = Ranking((frozenset("a"), frozenset("a")), frozenset("ab"))
    once = Ranking((frozenset("a"), frozenset()), frozenset("ab"))
    assert ndcg(again) == ndcg(once)
    assert average_precision(again) == average_precision(once)
    assert (precision_at(again, 2), precision_at(once, 2)) == (1, 0.5)


def test_map_divides_by_all_that_is_wanted():
    """With 20 wanted things the first ten places can reach one half; MultiHop-RAG divides by ten."""
    things = frozenset(map(str, range(20)))
    full = Ranking(tuple(frozenset({thing}) for thing in sorted(things)), things)
    assert average_precision(full) == pytest.approx(0.5)
    assert multihop_average_precision(full) == pytest.approx(sum(1 / place for place in range(1, 11)) / 10)


def test_a_ranking_wants_something():
    """A list against nothing, or with what nobody wants, is refused."""
    with pytest.raises(ValueError, match="at least one"):
        Ranking((), frozenset())
    with pytest.raises(ValueError, match="only what is wanted"):
        Ranking((frozenset("z"),), frozenset("a"))
