"""Reads the date that a source gives, in the forms in which sources write it, with the precision that it has.

A date that cannot be is refused with the reason: an article without a date is better than one with a wrong one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from bot.domain.article import DatePrecision, visible
from bot.errors import IngestError

EARLIEST_YEAR = 1605
"""The first printed newspaper."""
_AHEAD = timedelta(days=2)  # clocks and time zones differ; beyond that a date of publication is a slip

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), start=1)
    for name in names.split()
}  # fmt: skip
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\b\.?"
)
YEAR = r"(?P<year>\d{4})\b"

_TIME = (
    r"(?:,? *(?:at|-|–|—|\|)? *(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::\d\d)?(?: *(?P<half>[ap])\.?m\.?)?"
    r"(?: *\(?(?P<zone>[A-Za-z]{1,5})\)?)?)?"
)
_WORDS = tuple(
    re.compile(rf"(?:{WEEKDAY},? )?{middle}{_TIME}", re.IGNORECASE)
    for middle in (
        rf"{MONTH} ?{DAY},? {YEAR}",
        rf"{DAY}(?: of)? {MONTH},? {YEAR}",
        rf"{MONTH},? {YEAR}",
        rf"{DAY}-{MONTH}-{YEAR}",
    )
)
_NUMERIC = re.compile(r"(?P<year>\d{4})(?:([-/.])(?P<month>\d{1,2})(?:\2(?P<day>\d{1,2}))?)?")
_COMPACT = re.compile(r"(?P<year>(?:1[6-9]|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])")
_ISO_TIME = re.compile(
    r"(\d{4})[-/](\d\d)[-/](\d\d)[T ,]+(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)? ?(Z|UTC|GMT|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_EPOCH = re.compile(r"(?P<seconds>-?\d{9,10})(?:\d{3}|\.\d+)?")
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A moment in UTC and how much of it is known."""

    at: datetime
    precision: DatePrecision

    @classmethod
    def on(cls, day: date) -> "Dated":
        """A calendar day."""
        return cls(datetime(day.year, day.month, day.day, tzinfo=UTC), DatePrecision.DAY)


def parse_date(text: str, now: datetime) -> Dated:
    """The date that a field gives. A time without a zone is taken for UTC; midnight without a zone for the whole day.

    Raises:
        IngestError: it is no date, one that can be read in two ways, or one that no article has.

    """
    text = re.sub(r"\s+", " ", text).strip().strip("[]()")
    try:
        dated = _with_time(text) or _numeric(text) or _worded(text) or _rfc(text)
    except (ValueError, OverflowError):  # the 30th of February, hour 25, a year 0
        dated = None
    if dated is None:
        raise IngestError(
            f"the date '{visible(text)[:60]}' cannot be read; write it as 2020-08-03 or 2020-08-03T14:30Z"
        )
    if not dated.at.year >= EARLIEST_YEAR or dated.at > now + _AHEAD:
        when = "lies in the future" if dated.at > now else f"lies before {EARLIEST_YEAR}"
        raise IngestError(f"the date '{visible(text)[:60]}' {when}")
    return dated


def day_from(match: re.Match[str], year: int | None = None) -> date | None:
    """The calendar day of a match of MONTH, DAY and (unless given) YEAR; None when there is no such day."""
    try:
        return date(year or int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None


def _with_time(text: str) -> Dated | None:
    match = _ISO_TIME.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    moment = datetime(int(year), int(month), int(day), int(hour), int(minute), tzinfo=UTC)
    if zone is None:
        midnight = (hour, minute, second or "00") == ("00", "00", "00")
        return Dated(moment, DatePrecision.DAY if midnight else DatePrecision.MINUTE)
    if zone[0] in "+-":
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        moment = moment - offset if zone[0] == "+" else moment + offset
    return Dated(moment, DatePrecision.MINUTE)


def _numeric(text: str) -> Dated | None:
    if match := _COMPACT.fullmatch(text) or _NUMERIC.fullmatch(text):
        year, month, day = match["year"], match["month"], match["day"]
        precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
        return Dated(datetime(int(year), int(month or 1), int(day or 1), tzinfo=UTC), precision)
    if match := _EPOCH.fullmatch(text):
        return Dated(datetime.fromtimestamp(int(match["seconds"]), tz=UTC).replace(second=0), DatePrecision.MINUTE)
    if match := _SLASHED.fullmatch(text):
        first, second, year = (int(each) for each in match.groups())
        if first <= 12 and second <= 12 and first != second:
            raise IngestError(
                f"the date '{text}' can be read as two days; write it as {year}-{first:02}-{second:02} "
                f"or {year}-{second:02}-{first:02}"
            )
        return Dated.on(date(year, min(first, second), max(first, second)))
    return None


def _worded(text: str) -> Dated | None:
    for form in _WORDS:
        if match := form.fullmatch(text):
            found = match.groupdict()
            month = MONTHS[match["month"].lower()]
            if found.get("day") is None:
                return Dated(datetime(int(match["year"]), month, 1, tzinfo=UTC), DatePrecision.MONTH)
            return _at_time(date(int(match["year"]), month, int(match["day"])), match)
    return None


def _at_time(day: date, match: re.Match[str]) -> Dated:
    """With the time beside it, when its zone is known; otherwise the day alone."""
    zone = (match["zone"] or "").lower()
    if match["hour"] is None or zone not in _ZONES:
        return Dated.on(day)
    hour = int(match["hour"]) % 12 + 12 * (match["half"].lower() == "p") if match["half"] else int(match["hour"])
    local = datetime(
        day.year, day.month, day.day, hour, int(match["minute"]), tzinfo=timezone(timedelta(hours=_ZONES[zone]))
    )
    return Dated(local.astimezone(UTC), DatePrecision.MINUTE)


def _rfc(text: str) -> Dated | None:
    """As in mail and feeds: `Mon, 03 Aug 2020 14:30:00 +0200`."""
    if not re.search(r"\d:\d\d", text) or len(text) > 60:
        return None
    moment = parsedate_to_datetime(text)
    return Dated(
        moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC).replace(second=0, microsecond=0),
        DatePrecision.MINUTE,
    )
