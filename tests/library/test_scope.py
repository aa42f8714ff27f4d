"""The rules for dates, outlets and collections, against a plain Python reading of the same words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.article import Article, DatePrecision
from bot.domain.question import Filters
from bot.errors import UsageError
from bot.library.library import Library
from bot.library.records import Scope
from bot.library.vectors import ExactOnly
from tests.library.making import BUILT_WITH, embed, fill, record

ZONES = ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "Pacific/Kiritimati"]
DAYS = st.dates(date(2019, 12, 20), date(2021, 1, 10))
SPANS = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}


def passes(article: Article, scope: Scope) -> bool:
    """The rule in plain words."""
    filters = scope.filters
    outlets = {name.casefold() for name in filters.outlets}
    if outlets and (article.outlet or "").casefold() not in outlets:
        return False
    if filters.collections and article.collection not in filters.collections:
        return False
    if scope.not_after and article.first_day and article.first_day > scope.not_after:
        return False
    if filters.since is None and filters.until is None:
        return True
    if article.published_at is None:
        return False
    if article.date_precision is DatePrecision.MINUTE:
        first = last = article.published_at.astimezone(ZoneInfo(filters.timezone)).date()
    else:
        first, last = article.first_day, article.last_day
    return (filters.since is None or last >= filters.since) and (filters.until is None or first <= filters.until)


@st.composite
def dates(draw):
    """A date as an article carries it: to the minute, a day, a month, a year, or none."""
    precision = draw(st.sampled_from(DatePrecision))
    if precision is DatePrecision.UNKNOWN:
        return None, precision
    moment = datetime.combine(draw(DAYS), datetime.min.time(), UTC)
    if precision is DatePrecision.MINUTE:
        moment += timedelta(minutes=draw(st.integers(0, 1439)))
    elif precision is DatePrecision.MONTH:
        moment = moment.replace(day=1)
    elif precision is DatePrecision.YEAR:
        moment = moment.replace(month=1, day=1)
    return moment, precision


articles = st.lists(
    st.tuples(
        dates(), st.sampled_from([None, "Ledger", "STRASSE", "straße"]), st.sampled_from(["main", "mine", "Main"])
    ),
    min_size=1,
    max_size=12,
)
scopes = st.builds(
    Scope,
    st.builds(
        Filters,
        since=st.none() | DAYS,
        until=st.none() | DAYS,
        outlets=st.lists(st.sampled_from(["ledger", "Strasse", "nobody"]), max_size=2).map(tuple),
        collections=st.lists(st.sampled_from(["main", "mine", "none", "\ud800"]), max_size=3).map(tuple),
        timezone=st.sampled_from(ZONES),
    ),
    st.none() | DAYS,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles, st.lists(scopes, min_size=3, max_size=8))
def test_the_sql_and_the_plain_rule_let_the_same_articles_through(tmp_path_factory, described, asked):
    library = Library(tmp_path_factory.mktemp("scope"), BUILT_WITH, ExactOnly())
    records = []
    for number, ((moment, precision), outlet, collection) in enumerate(described):
        day = moment.isoformat() if moment else None
        records.append(
            record(
                f"a{number}", "One sentence.", day=day, precision=precision.value, outlet=outlet, collection=collection
            )
        )
    fill(library, *records)
    stored = [r.article for r in records]
    with library.reading() as snapshot:
        for scope in asked:
            expected = {article.id for article in stored if passes(article, scope)}
            for hits in (snapshot.nearest(embed("x"), 100, scope), snapshot.matching(["sentence"], 100, scope)):
                assert {x.article.id for x in snapshot.load([hit.passage_id for hit in hits])} == expected
            counts = snapshot.counts(scope)
            assert (counts.passing, counts.total) == (len(expected), len(stored))
            without_period = Scope(Filters(outlets=scope.filters.outlets, collections=scope.filters.collections))
            has_period = scope.filters.since is not None or scope.filters.until is not None
            assert counts.undated_left_out == sum(
                has_period and article.published_at is None and passes(article, without_period) for article in stored
            )
            assert counts.later_left_out == sum(
                passes(article, Scope(scope.filters)) and not passes(article, scope) for article in stored
            )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("since", "until"), [(date.min, None), (None, date.max), (date.min, date.max), (date.max, date.min)]
)
def test_the_first_and_the_last_day_there_is_are_no_trouble(library, zone, since, until):
    fill(
        library, record("a", "Then.", day="0001-01-01"), record("b", "Now.", day="9999-12-31T23:59", precision="minute")
    )
    with library.reading() as snapshot:
        counts = snapshot.counts(Scope(Filters(since=since, until=until, timezone=zone)))
    assert counts.passing == (0 if since == date.max else 2)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc/passwd", "\x00"])
def test_an_unknown_time_zone_is_refused_by_name(library, zone):
    fill(library, record("a", "Then."))
    with library.reading() as snapshot, pytest.raises(UsageError, match="time zone"):
        snapshot.counts(Scope(Filters(since=date(2020, 1, 1), timezone=zone)))
