"""Finds the day of an article that gives no date, from the weekdays that it names.

"Sunday, August 2" tells the year of a story once a full date near that day offers one: only in few years is it a
Sunday. Nothing is invented: without such a date, with two years that fit, or beside a later year, it stays unknown. A
day that is named with its own year ("Tuesday, September 11, 2001") is as often history as news and tells nothing.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot.ingestion.describing.dates import DAY, MONTH, WEEKDAY, WEEKDAYS, YEAR, Dated, day_from

_FULL_DATES = tuple(
    re.compile(rf"\b{middle},? {YEAR}", re.IGNORECASE) for middle in (rf"{MONTH} {DAY}", rf"{DAY}(?: of)? {MONTH}")
)
_ISO_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_A_YEAR = re.compile(r"(?<![\d.,$€£])(?:1[89]|20)\d\d(?![\d,.]\d|\d)")
_NAMED_DAYS = tuple(
    re.compile(rf"\b{WEEKDAY},? \(?{middle}\b(?!,? \d{{4}})", re.IGNORECASE)
    for middle in (rf"{MONTH} {DAY}", rf"(?:the )?{DAY}(?: of)? {MONTH}")
)
_AHEAD = re.compile(
    r"(?:\b(?:by|until|till|before|than|from|starting|beginning|next|for|of|to|due|after|since)(?: on)?"
    r"|\b(?:will|would|shall|should|could|may|might|scheduled|planned|plans?|expected|upcoming|set|slated)\b[^.,;:“”\"]{0,60})\s$",
    re.IGNORECASE,
)
"""What stands before a day that is not the day of the story: a deadline, a plan, the end of a span."""
_BEFORE = 100  # characters looked at
_SPREAD = timedelta(days=31)
_NEAR = timedelta(
    days=183
)  # an old year fits by chance one time in seven; an old date half a year around it more rarely
_HEAD = 50_000  # characters; a story names its day early


def infer_date(text: str, now: datetime) -> Dated | None:
    """The day of the latest event that the text dates by weekday, day and month; None unless exactly one year fits.

    >>> infer_date("He spoke on Sunday, August 2. It closes by September 15, 2020.", datetime(2024, 1, 1)).at.date()
    datetime.date(2020, 8, 2)
    """
    text = text[:_HEAD]
    full = {day for day in _full_dates(text) if day.year <= now.year}
    latest = max((int(year) for year in _A_YEAR.findall(text) if int(year) <= now.year), default=0)
    days = [_only_fit(match, full) for match in _past_days(text)]
    known = sorted(day for day in days if day is not None)
    if not known or len(known) < len(days) or known[-1] - known[0] > _SPREAD:
        return None
    return Dated.on(known[-1]) if known[-1].year == latest and known[-1] <= now.date() else None


def _full_dates(text: str) -> Iterator[date]:
    for form in _FULL_DATES:
        for match in form.finditer(text):
            day = day_from(match)
            if day is not None:
                yield day
    for iso in _ISO_DATE.findall(text):
        with suppress(ValueError):
            yield date.fromisoformat(iso)


def _past_days(text: str) -> Iterator[re.Match[str]]:
    """The days named with weekday and without year, except those that the words before them put in the future."""
    for form in _NAMED_DAYS:
        for match in form.finditer(text):
            if not _AHEAD.search(text[max(0, match.start() - _BEFORE) : match.start()]):
                yield match


def _only_fit(match: re.Match[str], full: set[date]) -> date | None:
    """The day, if there is exactly one year near a full date in which it falls on the weekday that is named with it."""
    weekday = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()[:3]))
    fits = {
        day
        for near in full
        if (day := day_from(match, near.year)) and day.weekday() == weekday and abs(day - near) <= _NEAR
    }
    return fits.pop() if len(fits) == 1 else None
