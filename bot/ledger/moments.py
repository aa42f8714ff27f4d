"""Moments as the ledger keeps them: UTC, of a fixed width, so that the order of texts is the order of time."""

from datetime import UTC, date, datetime, time, timedelta


def instant(moment: datetime) -> str:
    """A moment as it stands in a row; `datetime.fromisoformat` reads it.

    >>> instant(datetime(2026, 8, 1, 12, 30, tzinfo=UTC))
    '2026-08-01T12:30:00.000000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def bounds(day: date) -> tuple[str, str]:
    """The first moment of a day (UTC) and the first after it, as they stand in rows."""
    begins = datetime.combine(day, time(), UTC)
    return instant(begins), instant(begins + timedelta(days=1))
