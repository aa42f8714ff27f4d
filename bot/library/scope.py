"""A scope as SQL over the table `articles` (alias `a`), with the rules for dates.

- An article whose time is known to the minute is compared as an instant, in the time zone of the filter.
- A coarser date stands for its calendar days: it passes when any of them lies in the period.
- An undated article never passes a period; it passes `not_after`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.article import DatePrecision, storable
from bot.domain.question import Filters
from bot.errors import UsageError
from bot.library.records import Scope

_MINUTE = DatePrecision.MINUTE.value


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression and the values bound to its question marks."""

    sql: str
    values: tuple[str, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"({self.sql}) AND ({other.sql})", self.values + other.values)


ALWAYS = Condition("1")


def passing(scope: Scope) -> Condition:
    """True for the articles that may be searched."""
    return belonging(scope.filters) & within(scope.filters) & early_enough(scope)


def belonging(filters: Filters) -> Condition:
    """True for the articles of the outlets and of the collections that were asked for."""
    condition = ALWAYS
    if filters.outlets:
        condition &= _any_of("a.outlet_key", map(outlet_key, filters.outlets))
    if filters.collections:
        condition &= _any_of("a.collection", filters.collections)
    return condition


def within(filters: Filters) -> Condition:
    """True for the articles that the period lets through.

    Raises:
        UsageError: the time zone is unknown.

    """
    condition = ALWAYS
    if filters.since is not None:
        instant = midnight_utc(filters.since, filters.timezone)
        condition &= _either("a.published_at >= ?", instant, "a.last_day >= ?", filters.since)
    if filters.until is not None:
        instant = midnight_utc(filters.until, filters.timezone, days_later=1)
        condition &= _either("a.published_at < ?", instant, "a.first_day <= ?", filters.until)
    return condition


def early_enough(scope: Scope) -> Condition:
    """True for the articles that are undated or not dated after `not_after`."""
    if scope.not_after is None:
        return ALWAYS
    return Condition("a.first_day IS NULL OR a.first_day <= ?", (scope.not_after.isoformat(),))


def outlet_key(name: str) -> str:
    """The outlet's name as it is compared: without regard to case."""
    return name.casefold()


def instant_text(instant: datetime) -> str:
    """The instant in UTC, in a fixed width, so that text order is time order."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def midnight_utc(day: date, timezone: str, *, days_later: int = 0) -> str | None:
    """The start of a calendar day there, as `instant_text`; None when it lies outside what a date can be."""
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"The time zone {timezone!r} is unknown. Use a name such as Europe/Berlin or UTC.") from error
    try:
        return instant_text(datetime.combine(day + timedelta(days=days_later), time.min, zone))
    except OverflowError:
        return None


def _any_of(column: str, names: Iterable[str]) -> Condition:
    """True for rows of these names; one that cannot be stored is no row's, and SQLite cannot be asked for it."""
    keys = tuple(name for name in names if storable(name) == name)
    return Condition(f"{column} IN ({', '.join('?' * len(keys))})", keys)


def _either(exact: str, instant: str | None, coarse: str, day: date) -> Condition:
    values = (day.isoformat(),) if instant is None else (instant, day.isoformat())
    if instant is None:  # no minute-precise article can lie beyond what a date can be
        exact = "a.published_at IS NOT NULL"
    return Condition(f"CASE WHEN a.date_precision = '{_MINUTE}' THEN {exact} ELSE coalesce({coarse}, 0) END", values)
