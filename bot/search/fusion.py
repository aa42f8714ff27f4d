"""One list out of several: reciprocal rank fusion, weighted by how near an article's date is to the one that counts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from bot.search.period import Period

RANK_CONSTANT = 60
"""k of reciprocal rank fusion, from Cormack, Clarke and Büttcher (SIGIR 2009)."""


def reciprocal_ranks(weighted: Iterable[tuple[float, Sequence[int]]]) -> dict[int, float]:
    """The sum of weight / (60 + rank) over the lists that hold an id, ranks from 1. A list of weight 0 gives no id.

    >>> scores = reciprocal_ranks([(1.0, [7, 8]), (1.0, [8])])
    >>> scores[8] > scores[7]
    True
    """
    scores: dict[int, float] = {}
    for weight, ids in weighted:
        for rank, passage_id in enumerate(ids if weight else (), start=1):
            scores[passage_id] = scores.get(passage_id, 0.0) + weight / (RANK_CONSTANT + rank)
    return scores


class Dated(Protocol):
    """What has calendar days that it may have been published on."""

    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


def recency_weights(
    articles: Mapping[str, Dated], reference: Period, half_life_days: float, floor: float
) -> dict[str, float]:
    """A weight of `floor`..1 per article id: 1 within the reference period, halving towards the floor with distance.

    An undated article is neutral: it gets the mean weight of the dated ones, or 1 if there are none.
    """
    weights: dict[str, float] = {}
    for article_id, article in articles.items():
        if article.first_day is not None and article.last_day is not None:
            distance_days = reference.days_from(article.first_day, article.last_day)
            weights[article_id] = floor + (1.0 - floor) * 0.5 ** (distance_days / half_life_days)
    neutral = sum(weights.values()) / len(weights) if weights else 1.0
    return {article_id: weights.get(article_id, neutral) for article_id in articles}
