"""The arithmetic of ranked lists: which of the wanted things each place holds, and how good that order is.

A place may hold several wanted things or one that a place before holds too, as passages do with quotes; where every
place holds at most one and none comes twice, the formulas are those of trec_eval. Gains are 0 or 1. Every function
gives 0..1.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar


class Scored(Protocol):
    """Something with a place by its score."""

    @property
    def score(self) -> float: ...


Item = TypeVar("Item", bound=Scored)


def in_order(items: Sequence[Item]) -> list[Item]:
    """By score, the greatest first; those of one score stay in the order given."""
    return sorted(items, key=lambda item: -item.score)


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each place holds of what is wanted, the best place first. An empty list is a search that found nothing."""

    held: tuple[frozenset[str], ...]
    wanted: frozenset[str]

    def __post_init__(self) -> None:
        if not self.wanted:
            raise ValueError("A ranking is measured against at least one wanted thing.")
        if not all(held <= self.wanted for held in self.held):
            raise ValueError("A place holds only what is wanted.")


def hit_at(ranking: Ranking, k: int) -> float:
    """1 if any of the first k places holds something wanted, else 0 (trec_eval's success).

    >>> hit_at(Ranking((frozenset(), frozenset("a")), frozenset("ab")), 1)
    0.0
    """
    return float(any(ranking.held[:k]))


def recall_at(ranking: Ranking, k: int) -> float:
    """The share of the wanted things that the first k places hold (Manning, Raghavan, Schütze 2008, 8.3).

    >>> recall_at(Ranking((frozenset(), frozenset("a")), frozenset("ab")), 5)
    0.5
    """
    return len(frozenset().union(*ranking.held[:k])) / len(ranking.wanted)


def precision_at(ranking: Ranking, k: int) -> float:
    """The share of k places that hold something wanted; places that a short list lacks hold nothing (trec_eval's P).

    >>> precision_at(Ranking((frozenset(), frozenset("a")), frozenset("ab")), 5)
    0.2
    """
    return sum(map(bool, ranking.held[:k])) / k


def reciprocal_rank(ranking: Ranking, k: int = 10) -> float:
    """One over the first place that holds something wanted, 0 beyond k; its mean is MRR@k (Voorhees 1999).

    >>> reciprocal_rank(Ranking((frozenset(), frozenset("a")), frozenset("ab")))
    0.5
    """
    return next((1 / place for place, held in enumerate(ranking.held[:k], 1) if held), 0.0)


def average_precision(ranking: Ranking, k: int = 10) -> float:
    """The precision at the place where each wanted thing is first held, 0 beyond k; its mean is MAP@k.

    The sum is divided by the number of all wanted things, also where there are more than k (trec_eval's map_cut;
    Buckley and Voorhees 2000). Others divide by min(k, wanted), which gives more.

    >>> average_precision(Ranking((frozenset("a"), frozenset(), frozenset("b")), frozenset("ab")))
    0.8333333333333333
    """
    places = enumerate(islice(_news(ranking), k), 1)
    return math.fsum(new * precision_at(ranking, place) for place, new in places) / len(ranking.wanted)


def ndcg(ranking: Ranking, k: int = 10) -> float:
    """Discounted gain of the first k places over that of the best order (Järvelin and Kekäläinen 2002).

    A place gains what it holds and no place before it did, divided by log2(place + 1): alpha-nDCG with alpha = 1
    (Clarke et al. 2008). The best order has the places of the whole list that hold most first, then each wanted thing
    that was not found by itself.

    >>> round(ndcg(Ranking((frozenset(), frozenset("a")), frozenset("a"))), 4)
    0.6309
    """
    gains = list(_news(ranking))
    best = sorted(gains, reverse=True)[: sum(map(bool, gains))] + [1] * (len(ranking.wanted) - sum(gains))
    return _discounted(gains[:k]) / _discounted(best[:k])


def multihop_average_precision(ranking: Ranking, k: int = 10) -> float:
    """MAP@10 as the script beside MultiHop-RAG (Tang and Yang 2024) has it, for comparing with its published tables.

    What a place holds anew divided by the place, summed, over min(k, wanted): lower than `average_precision`, because
    what was held before does not count in the precision. Ten places, as the paper says; the script looks at eleven.
    Above 1 only where more than k things are wanted and a place holds several; its questions want at most four.

    >>> round(multihop_average_precision(Ranking((frozenset("a"), frozenset(), frozenset("b")), frozenset("ab"))), 4)
    0.6667
    """
    gained = math.fsum(new / place for place, new in enumerate(islice(_news(ranking), k), 1))
    return gained / min(k, len(ranking.wanted))


def _news(ranking: Ranking) -> Iterator[int]:
    """How many wanted things each place holds that no place before it does."""
    seen: frozenset[str] = frozenset()
    for held in ranking.held:
        yield len(held - seen)
        seen |= held


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(place + 1) for place, gain in enumerate(gains, 1))
