"""Reciprocal rank fusion and the weight of dates."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.article import Article, DatePrecision
from bot.search.fusion import recency_weights, reciprocal_ranks
from bot.search.period import Period

TODAY = Period(date(2020, 8, 31), date(2020, 8, 31))


def dated(*day: int, precision: DatePrecision = DatePrecision.DAY) -> Article:
    return Article("a", "text", published_at=datetime(*day, tzinfo=UTC), date_precision=precision)


def test_fusion_follows_the_published_formula():
    """A passage scores the sum of 1 / (60 + rank) over the lists that hold it."""
    assert reciprocal_ranks([(1.0, [5, 6]), (1.0, [6])]) == pytest.approx({5: 1 / 61, 6: 1 / 62 + 1 / 61})


def test_a_list_may_weigh_more():
    """A list counts as much as its weight; one that weighs nothing brings no passage."""
    assert reciprocal_ranks([(2.0, [5]), (0.5, [6])]) == pytest.approx({5: 2 / 61, 6: 0.5 / 61})
    assert reciprocal_ranks([(1.0, [5]), (0.0, [6])]) == pytest.approx({5: 1 / 61})


def test_weight_halves_towards_the_floor():
    """Today weighs 1, one half-life ago lies half way to the floor, long ago at the floor."""
    articles = {"new": dated(2020, 8, 31), "month": dated(2020, 8, 1), "old": dated(1963, 1, 1)}
    weights = recency_weights(articles, TODAY, half_life_days=30, floor=0.3)
    assert weights == pytest.approx({"new": 1.0, "month": 0.65, "old": 0.3})


def test_an_undated_article_is_neutral():
    """Not knowing a date is neither a merit nor a fault: it weighs what the dated ones weigh on average."""
    articles = {"new": dated(2020, 8, 31), "old": dated(1963, 1, 1), "undated": Article("u", "text")}
    assert recency_weights(articles, TODAY, 30, 0.3)["undated"] == pytest.approx(0.65)
    assert recency_weights({"undated": Article("u", "text")}, TODAY, 30, 0.3) == {"undated": 1.0}


def test_a_month_is_as_near_as_its_nearest_day():
    """An article of "August 2020" counts as of today on 31 August."""
    weights = recency_weights({"a": dated(2020, 8, 1, precision=DatePrecision.MONTH)}, TODAY, 30, 0.3)
    assert weights == {"a": 1.0}
