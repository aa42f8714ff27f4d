"""The calendar days that words for a time mean in an article: "on Sunday", "Aug. 2", "last month".

English news style. A time without its year, week or month is the one that the article's own date makes likeliest. Times
of day, durations ("within 90 days") and dates in figures alone but ISO ones ("3/8/2020") mean no day here.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from bot.search.period import MONTHS, Period, moved

_LONGEST = 200
"""Characters that are looked at: an expression of time is short."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})\b"
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        rf"\b{_YEAR}-(?P<month_number>[01][0-9])-(?P<day>[0-3][0-9])\b",
        rf"\b{_DAY} (?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"\b{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?",
    )
)
_ONLY_YEAR = re.compile(rf"\b{_YEAR}")
_WEEKDAY = re.compile(rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b")
_COMING = re.compile(r"\b(?:next|coming|by|until|till|before|from|starting)(?: the)?(?: \w+)? ?$")
_AGO = re.compile(
    rf"\b(?P<count>[0-9]{{1,4}}|an?|{'|'.join(_COUNTS)}) (?P<unit>day|week)s? (?P<side>ago|earlier|from now)\b"
)
_DAYS_AWAY = {"yesterday": -1, "today": 0, "tonight": 0, "this morning": 0, "this evening": 0, "tomorrow": 1}
_UNIT = re.compile(r"\b(?P<which>last|past|this|next|coming) (?P<unit>week|month|year)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    """The parts of a date that are written."""

    month: int
    day: int | None
    year: int | None


def resolve(span_text: str, published: date | None) -> date | None:
    """The one calendar day that the words mean; None when they mean more days than one, or none that can be told.

    `published` is the day of the article (None unless it is known to the day). A weekday is the last one up to it, or
    the first after it behind "next", "by", "until"; a day without its year is the nearest one.

    >>> resolve("on Sunday", date(2020, 8, 3)), resolve("by September 15", date(2020, 8, 3))
    (datetime.date(2020, 8, 2), datetime.date(2020, 9, 15))
    """
    period = resolve_period(span_text, published)
    return period.first if period and period.first == period.last else None


def resolve_period(span_text: str, published: date | None) -> Period | None:
    """The calendar days that the words may mean, both inclusive: a day, a week, a month, a year; None if untold.

    >>> resolve_period("in August", date(2020, 9, 1))
    Period(first=datetime.date(2020, 8, 1), last=datetime.date(2020, 8, 31))
    """
    written = re.sub(r"\s+", " ", span_text[:_LONGEST])
    for pattern in _DATES:
        match = pattern.search(written)
        if match and not _is_verb(match):
            return _dated(_named(match.groupdict()), published)
    text = written.casefold()
    if match := _ONLY_YEAR.search(text):
        year = int(match["year"])
        return Period(date(year, 1, 1), date(year, 12, 31))
    return _relative(text, published) if published else None


def with_date(span_text: str, published: date | None, before: str = "") -> str:
    """The words, followed by the day that they mean where they do not name it themselves.

    `before`: what stands before them in the article; its last word may say "by" or "next".

    >>> with_date("Sunday", date(2020, 8, 3)), with_date("15 June 2020", date(2020, 8, 3))
    ('Sunday (2 August 2020)', '15 June 2020')
    """
    led = " ".join([*before[-_LONGEST:].split()[-1:], span_text])
    day = resolve(led if _COMING.search(led[: -len(span_text)].casefold()) else span_text, published)
    if day is None or _ONLY_YEAR.search(span_text):
        return span_text
    return f"{span_text} ({day.day} {day:%B} {day.year})"


def _is_verb(match: re.Match[str]) -> bool:
    """Whether "may" or "march" is written in small letters, alone."""
    return match.group().strip(".") in ("may", "march")


def _named(parts: dict[str, str | None]) -> _Named:
    month = parts.get("month")
    day, year = parts.get("day"), parts.get("year")
    return _Named(
        month=MONTHS[month.casefold()] if month else int(parts.get("month_number") or 0),
        day=int(day) if day else None,
        year=int(year) if year else None,
    )


def _dated(named: _Named, published: date | None) -> Period | None:
    if named.year is not None:
        return _days(named, named.year)
    if published is None:
        return None
    years = [year for year in (published.year - 1, published.year, published.year + 1) if 1 <= year <= 9999]
    possible = [period for year in years if (period := _days(named, year))]
    return min(possible, key=lambda period: (period.days_from(published, published), period.first), default=None)


def _days(named: _Named, year: int) -> Period | None:
    try:
        first = date(year, named.month, named.day or 1)
    except ValueError:  # the 31st of June
        return None
    return Period(first, first if named.day else first.replace(day=monthrange(year, named.month)[1]))


def _relative(text: str, published: date) -> Period | None:
    for words, days in _DAYS_AWAY.items():
        if re.search(rf"\b{words}\b", text):
            return _one_day(moved(published, days))
    if match := _AGO.search(text):
        return _away(match, published)
    if match := _WEEKDAY.search(text):
        return _one_day(_weekday(match["weekday"], text[: match.start()], published))
    match = _UNIT.search(text)
    return _unit(match["which"], match["unit"], published) if match else None


def _away(match: re.Match[str], published: date) -> Period:
    count = match["count"]
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1 if count in _COUNTS else 1
    days = number * (7 if match["unit"] == "week" else 1)
    return _one_day(moved(published, days if match["side"] == "from now" else -days))


def _weekday(name: str, before: str, published: date) -> date:
    if _COMING.search(before):
        return moved(published, (_WEEKDAYS.index(name) - published.weekday() - 1) % 7 + 1)
    return moved(published, -((published.weekday() - _WEEKDAYS.index(name)) % 7))


def _unit(which: str, unit: str, published: date) -> Period:
    """The calendar week (from Monday), month or year before, around or after the article's day."""
    step = {"last": -1, "past": -1, "this": 0}.get(which, 1)
    if unit == "week":
        monday = moved(published, 7 * step - published.weekday())
        return Period(monday, moved(monday, 6))
    if unit == "year":
        year = min(max(published.year + step, 1), 9999)
        return Period(date(year, 1, 1), date(year, 12, 31))
    months = min(max(published.year * 12 + published.month - 1 + step, 12), 9999 * 12 + 11)
    year, month = divmod(months, 12)
    return Period(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))


def _one_day(day: date) -> Period:
    return Period(day, day)
