"""When a question on an article is asked: soon after it appeared, so that it may be used and later ones may not."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.article import Article, DatePrecision

_AFTER = timedelta(hours=12)
"""Most of a day's other reports have appeared by then, and no weekday means another day yet."""


def asking_moment(article: Article) -> datetime | None:
    """A moment in UTC on which the article counts as published; None where its date is unknown."""
    last = article.last_day
    if article.published_at is None or last is None:
        return None
    try:
        if article.date_precision is DatePrecision.MINUTE:
            return (article.published_at + _AFTER).replace(microsecond=0)
        return datetime.combine(last, time(), UTC) + timedelta(days=1) + _AFTER
    except OverflowError:  # a date at the end of the calendar
        return None
