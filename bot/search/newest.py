"""What is new: the steps of `finding.Search.newest` that need no library."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.evidence import Hit, Ranks
from bot.domain.question import Filters
from bot.library.records import LoadedPassage
from bot.search.period import Period


def narrowed(filters: Filters, period: Period) -> Filters:
    """The filters with the named days as a further bound: what is new then, and nothing else, is asked for."""
    since, until = filters.since, filters.until
    return replace(
        filters,
        since=max(since, period.first) if since else period.first,
        until=min(until, period.last) if until else period.last,
    )


def in_order(passages: Sequence[LoadedPassage]) -> tuple[Hit, ...]:
    """Hits in the given order: scores fall from 1, and no list ranked them."""
    return tuple(
        Hit(found.passage, found.article, found.sentences, score=1.0 / place, ranks=Ranks())
        for place, found in enumerate(passages, start=1)
    )
