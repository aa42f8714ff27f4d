"""What the search found, by article, by passage and by fact.

Measured on questions that have an answer and evidence, whatever was made of what was found; a failed question found
nothing. Passages are taken by score, those of one score in the order recorded.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.figure import Figure, Group
from bot.evaluation.metrics.rankings import (
    Ranking,
    average_precision,
    hit_at,
    in_order,
    multihop_average_precision,
    ndcg,
    precision_at,
    recall_at,
    reciprocal_rank,
)
from bot.evaluation.metrics.wordings import squeezed
from bot.evaluation.record import RankedPassage

HITS = (1, 4, 5, 10)
"""The first place, a model's usual five, and the 4 and 10 of MultiHop-RAG's tables."""
DEPTHS = (5, 10)
"""For recall and precision."""

Formula = Callable[[Ranking], float]


@dataclass(frozen=True, slots=True)
class Views:
    """One question's list seen in three ways; None where its gold evidence does not allow it."""

    article: Ranking | None
    passage: Ranking | None
    fact: Ranking | None


def figures(cases: Sequence[Case]) -> list[Figure]:
    """All figures of the search: `article_hit@1`, `passage_recall@10`, `fact_mrr@10` and so on."""
    views = {case.gold.id: seen(case) for case in cases}
    articles = {id_: view.article for id_, view in views.items()}
    passages = {id_: view.passage for id_, view in views.items()}
    facts = {id_: view.fact for id_, view in views.items()}
    return [
        *(_figure(f"article_{name}", formula, articles) for name, formula in _formulas()),
        *(_figure(f"passage_{name}", formula, passages) for name, formula in _formulas()),
        *(_figure(f"fact_{name}", formula, facts) for name, formula in _fact_formulas()),
    ]


def seen(case: Case) -> Views:
    """The three ways to see what was found."""
    if not case.gold.answerable or not case.gold.evidence:
        return Views(None, None, None)
    return Views(by_article(case), by_passage(case), by_fact(case))


def by_article(case: Case) -> Ranking:
    """Each article, or the copy that stands for it, at the place of its best passage; wanted are the gold articles."""
    origin = case.articles.origin
    wanted = frozenset(origin(each.article_id) for each in case.gold.evidence)
    places = dict.fromkeys(origin(passage.article_id) for passage in in_order(case.record.found))
    return Ranking(tuple(frozenset({place}) & wanted for place in places), wanted)


def by_passage(case: Case) -> Ranking | None:
    """Passages; wanted are the gold quotes, each in its own article or a copy, held whole but for white space.

    None where no gold quote is known, as in sets that name articles only.
    """
    origin = case.articles.origin
    quotes = {(origin(each.article_id), squeezed(each.quote or "")) for each in case.gold.evidence}
    return _ranking(
        {f"{article} {quote}" for article, quote in quotes if quote},
        (
            {f"{article} {quote}" for article, quote in quotes if article == origin(found.article_id) and quote in text}
            for found, text in _texts(case)
        ),
    )


def by_fact(case: Case) -> Ranking | None:
    """Passages; wanted are the gold quotes in whatever article, as MultiHop-RAG (Tang and Yang 2024) counts.

    A passage holds a fact when, white space taken out of both, the fact's text is a part of the passage's.
    """
    facts = {fact for each in case.gold.evidence if (fact := squeezed(each.quote or ""))}
    return _ranking(facts, ({fact for fact in facts if fact in text} for _, text in _texts(case)))


def _texts(case: Case) -> Iterator[tuple[RankedPassage, str]]:
    for passage in in_order(case.record.found):
        yield passage, squeezed(passage.text)


def _ranking(wanted: set[str], held: Iterable[set[str]]) -> Ranking | None:
    return Ranking(tuple(frozenset(each & wanted) for each in held), frozenset(wanted)) if wanted else None


def _formulas() -> list[tuple[str, Formula]]:
    return [
        *((f"hit@{k}", partial(hit_at, k=k)) for k in HITS),
        *((f"recall@{k}", partial(recall_at, k=k)) for k in DEPTHS),
        *((f"precision@{k}", partial(precision_at, k=k)) for k in DEPTHS),
        ("mrr@10", reciprocal_rank),
        ("map@10", average_precision),
        ("ndcg@10", ndcg),
    ]


def _fact_formulas() -> list[tuple[str, Formula]]:
    return [
        ("hit@4", partial(hit_at, k=4)),
        ("hit@10", partial(hit_at, k=10)),
        ("recall@4", partial(recall_at, k=4)),
        ("recall@10", partial(recall_at, k=10)),
        ("mrr@10", reciprocal_rank),
        ("map@10", multihop_average_precision),
    ]


def _figure(name: str, formula: Formula, rankings: Mapping[str, Ranking | None]) -> Figure:
    values = {id_: None if ranking is None else formula(ranking) for id_, ranking in rankings.items()}
    return Figure(name, Group.RETRIEVAL, values)
