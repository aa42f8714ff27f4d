"""The period that a question names: "in August 2020", "on 3 August", "last week", "yesterday".

A period moves the weight of dates; it never leaves an article out (that is what filters are for).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
"""English names and short forms of months, in small letters, without points."""

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DATES = [
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?\b",
        rf"\b{_MONTH} {_DAY}\b(?:,? {_YEAR}\b)?",
        rf"\b(?:in|of|during|since|before|after|early|late|mid) {_MONTH}(?:,? {_YEAR}\b)?",
        rf"\b{_MONTH} {_YEAR}\b",
        rf"\b(?:in|of|during) {_YEAR}\b",
    )
]
_RELATIVE = {
    "today": (0, 0),
    "yesterday": (1, 1),
    "this week": (6, 0),
    "past week": (7, 0),
    "last week": (13, 7),
    "this month": (30, 0),
    "past month": (30, 0),
    "last month": (60, 31),
}
"""First and last day, in days before the moment of asking."""


@dataclass(frozen=True, slots=True)
class Period:
    """Calendar days, both inclusive."""

    first: date
    last: date

    def days_from(self, first: date, last: date) -> int:
        """Days between this period and another; 0 where they overlap."""
        return max((self.first - last).days, (first - self.last).days, 0)


def named_period(text: str, asked_on: date) -> Period | None:
    """The first period that the text names, or None. A date without a year is the latest such one not after `asked_on`.

    >>> named_period("what happened in August 2020?", date(2020, 12, 1))
    Period(first=datetime.date(2020, 8, 1), last=datetime.date(2020, 8, 31))
    """
    text = text.casefold()
    for phrase, (first, last) in _RELATIVE.items():
        if re.search(rf"\b{phrase}\b", text):
            return Period(moved(asked_on, -first), moved(asked_on, -last))
    for pattern in _DATES:
        if match := pattern.search(text):
            return _period(match.groupdict(), asked_on)
    return None


def without_period(text: str) -> str:
    """The text, in small letters, without the first period that it names.

    >>> without_period("what happened in August 2020?")
    'what happened ?'
    """
    text = text.casefold()
    for pattern in (*(re.compile(rf"\b{phrase}\b") for phrase in _RELATIVE), *_DATES):
        if match := pattern.search(text):
            return text[: match.start()] + text[match.end() :]
    return text


def moved(day: date, days: int) -> date:
    """The day so many days later (negative: earlier); where the calendar ends, its first or last day.

    >>> moved(date(2020, 8, 3), -1), moved(date.max, 1)
    (datetime.date(2020, 8, 2), datetime.date(9999, 12, 31))
    """
    return date.fromordinal(min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal()))


def _period(parts: dict[str, str | None], asked_on: date) -> Period | None:
    month_text, day_text, year_text = parts.get("month"), parts.get("day"), parts.get("year")
    if month_text is None:
        year = int(year_text or asked_on.year)
        return Period(date(year, 1, 1), date(year, 12, 31))
    month = MONTHS.get(month_text) or int(month_text)
    try:
        first = date(int(year_text or asked_on.year), month, int(day_text or 1))
        if year_text is None and first > asked_on:
            first = first.replace(year=first.year - 1)
    except ValueError:  # the 31st of June
        return None
    if day_text:
        return Period(first, first)
    return Period(first, first.replace(day=monthrange(first.year, first.month)[1]))
