"""The dates of a text as the independent checker reads them, and the days that they mean in an article."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_FULL = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH = rf"(?P<month>{'|'.join(_FULL)}|sept|{'|'.join(_MONTHS)})\b\.?"
_DAY = r"(?P<day>\d?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[5-9]|20|21|29)\d\d)\b"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b",
        rf"\b(?:{_WEEKDAY},? )?(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"\b(?:{_WEEKDAY},? )?{_MONTH} {_DAY}(?!,?\d)(?:,? {_YEAR})?",
        rf"\b{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"\b{_WEEKDAY}\b",
        rf"(?<![$€£¥\w.,-]){_YEAR}(?![.,]?\d)(?! (?:dollar|euro|pound|people|percent)|%)",
    )
]
_AWAY = {
    r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b": 0,
    r"\byesterday\b": -1,
    r"\btomorrow\b": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CheckedDay:
    """What a text names of a date, at its place. What it does not name is None.

    A day without its year is the nearest one to the article's; a weekday is one of the week before or after.
    """

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def fits(self, other: "CheckedDay") -> bool:
        """Whether the other gives all that this one names."""
        own = (self.year, self.month, self.day, self.weekday)
        told = (other.year, other.month, other.day, other.weekday)
        return all(mine is None or mine == its for mine, its in zip(own, told, strict=True))


def days_in(text: str) -> list[CheckedDay]:
    """Every date, none within another; a month or weekday alone counts only with its capital: it may be a verb."""
    found: list[CheckedDay] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            if not re.search(r"[A-Z\d]", match.group()):
                continue
            found.append(_read(match))
    return found


def days_meant(text: str, published: date | None) -> Iterator[CheckedDay]:
    """The dates that a text of that day gives, each with all that follows from the day."""
    for told in days_in(text):
        yield told
        if published is not None:
            yield from _completed(told, published)
    if published is not None:
        for words, days in _AWAY.items():
            if re.search(words, text, re.IGNORECASE):
                yield _whole(published + timedelta(days))
        for words, years in (("last year", -1), ("this year", 0), ("next year", 1)):
            if words in text.casefold():
                yield CheckedDay(words, 0, 0, year=published.year + years)
        for words, months in (("last month", -1), ("this month", 0), ("next month", 1)):
            if words in text.casefold():
                count = published.year * 12 + published.month - 1 + months
                yield CheckedDay(words, 0, 0, year=count // 12, month=count % 12 + 1)


def _completed(told: CheckedDay, published: date) -> Iterator[CheckedDay]:
    if told.month is None and told.weekday is not None:
        near = (published + timedelta(days) for days in range(-7, 8))
        yield from (_whole(day) for day in near if day.weekday() == told.weekday)
    elif told.month is not None:
        near = [_possible(year, told.month, told.day or 15) for year in _years(told, published)]
        days = sorted(filter(None, near), key=lambda day: abs(day - published))[:1]
        yield from (_whole(day) if told.day else replace(told, year=day.year) for day in days)


def _years(told: CheckedDay, published: date) -> Sequence[int]:
    return (told.year,) if told.year else range(published.year - 1, published.year + 2)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _whole(day: date) -> CheckedDay:
    return CheckedDay(day.isoformat(), 0, 0, day.year, day.month, day.day, day.weekday())


def _read(match: re.Match[str]) -> CheckedDay:
    parts = match.groupdict()
    month, weekday = (parts.get("month") or "").casefold(), (parts.get("weekday") or "").casefold()
    if month and not month.isdigit():
        month = str(_MONTHS.index(month[:3]) + 1)
    return CheckedDay(
        text=match.group().rstrip(" ."),
        start=match.start(),
        end=match.end(),
        year=int(parts["year"]) if parts.get("year") else None,
        month=int(month) if month else None,
        day=int(parts["day"]) if parts.get("day") else None,
        weekday=_WEEKDAYS.index(weekday) if weekday else None,
    )
