"""Reads the lines around a headline that say who wrote it and when, and the date in a dateline.

Only lines that are nothing else are taken: "By Jane Doe", "Published: August 3, 2020", "By Jane Doe | Aug. 3, 2020".
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.domain.article import DatePrecision, visible
from bot.errors import IngestError
from bot.ingestion.describing.dates import DAY, MONTH, YEAR, Dated, day_from, parse_date

_LINES = 6
"""So many lines that hold text are looked at; bylines stand before the story."""
_LONGEST = 160  # characters
_NAME = r"[^\W\d_a-z][\w.'’-]*(?: (?:(?:de|da|di|van|von|der|den|la|le|bin|al|el) )*[^\W\d_a-z][\w.'’-]*){1,4}"
_AUTHOR = re.compile(r"(?:(?:written|reported) )?by:? (?P<rest>.+)", re.IGNORECASE)
_NAMES = re.compile(rf"{_NAME}(?:(?:, and|,| and| &) {_NAME}){{0,4}}")
_SEPARATOR = re.compile(r"[\s,]*[|/·•–—-][\s]*|,?\s+(?:on )?(?=\S*\d|\w{3,9}\.? \d)|$")
_LABEL = re.compile(
    r"(?:first |last )?(?:published|posted|updated|modified|(?:publication )?date|created)(?: on| at)?:? (?P<rest>.+)",
    re.IGNORECASE,
)
_LATER = re.compile(r"(?:last )?(?:updated|modified)", re.IGNORECASE)
_DATELINE = re.compile(rf"[A-Z][A-Za-z .'’-]{{2,40}}, (?i:{MONTH}) {DAY},? {YEAR}(?: \([^)]{{2,40}}\))? ?[-–—]")


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines before a story say."""

    author: str | None = None
    dated: Dated | None = None

    def or_else(self, other: "Byline") -> "Byline":
        """A byline of this one, with the other's words where it has none."""
        return Byline(self.author or other.author, self.dated or other.dated)


def take_bylines(text: str, now: datetime) -> tuple[Byline, str]:
    """The byline and the text without it. A line that a story may have stays."""
    lines = text.split("\n")
    author: str | None = None
    dates: list[tuple[bool, Dated]] = []
    place = seen = 0
    while place < len(lines) - 1 and seen < _LINES:
        line = lines[place].strip()
        if line:
            seen += 1
            read = _read(line, now)
            if read is None:
                break
            author = author or read.author
            dates += [(bool(_LATER.match(line)), read.dated)] if read.dated else []
        place += 1
    body = "\n".join(lines[place:]).strip()
    if not body:
        return Byline(), text
    dated = min(dates, key=lambda each: each[0])[1] if dates else _dateline(body, now)
    return Byline(author, dated), body


def _read(line: str, now: datetime) -> Byline | None:
    """What a line says, if it says nothing else."""
    if len(line) > _LONGEST:
        return None
    if match := _AUTHOR.fullmatch(line):
        return _named(match["rest"], now)
    dated = _date(_unlabelled(line), now)
    return Byline(dated=dated) if dated else None


def _named(rest: str, now: datetime) -> Byline | None:
    """Names, alone or with a date behind them, whichever way the two are set apart."""
    for place in _SEPARATOR.finditer(rest):
        names, behind = rest[: place.start()].strip(), rest[place.end() :].strip()
        dated = _date(_unlabelled(behind), now)
        if _NAMES.fullmatch(names) and (dated or not behind):
            return Byline(visible(names), dated)
    return None


def _unlabelled(line: str) -> str:
    match = _LABEL.fullmatch(line)
    return match["rest"] if match else line


def _date(text: str, now: datetime) -> Dated | None:
    """A date of at least day precision; a line "2020" or "May 2020" may be anything."""
    try:
        dated = parse_date(text, now)
    except IngestError:
        return None
    return dated if dated.precision in (DatePrecision.DAY, DatePrecision.MINUTE) and not text.isdigit() else None


def _dateline(body: str, now: datetime) -> Dated | None:
    match = _DATELINE.match(body)
    day = day_from(match) if match else None
    return Dated.on(day) if day and day <= now.date() else None
