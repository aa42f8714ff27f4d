"""Articles, and the sentences and passages that they are read in.

All offsets count characters (Unicode code points) of `Article.text` and are half open: `text[start:end]`.
How an article is found, cleaned and split is the business of `ingestion`; this module says what the result is.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.errors import UsageError

MAIN = "main"
"""The collection that articles join and servers read unless another is named."""
FORMER_MAIN = "default"
"""What MAIN was called first. Ids and hashes of what was stored then are made of it, so no other collection has it."""
_LONGEST_COLLECTION = 100
"""Characters; so that a list of names fits any line."""


class DatePrecision(StrEnum):
    """How much of `published_at` is known; what lies below it is filled with the first moment of the period."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence's place in its article's text, found once, at ingest."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of an article that is embedded and searched as one; it begins and ends with a sentence.

    `id` is the library's number for it, never used again after removal; 0 before it is stored.
    """

    article_id: str
    ordinal: int
    start: int
    end: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as stored. `text` is cleaned, without NUL and lone surrogates; quotes are slices of it."""

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    """Aware, in UTC; None when unknown. A day-precise date is that day's midnight and stands for the calendar day."""
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    date_inferred: bool = False
    """True when the date was read out of the text rather than given."""
    language: str | None = None
    """ISO 639-1 code; None when it could not be told."""
    source_path: str | None = None
    """Where it came from, as shown to people: a relative path, with `#N` for line N of a JSON lines file."""
    collection: str = MAIN
    content_hash: str = ""
    """Of what the source held (text and fields): equal hashes mean that nothing needs to be done."""
    origin_id: str = ""
    """Articles that are copies of one text share it; an article that is nobody's copy has its own id here.

    The library finds it when the article is stored, and changes it when copies come and go.
    """
    agency: str | None = None
    """The news agency whose report it is (`Reuters`), where a mark in text or fields tells; None: no mark."""

    @property
    def first_day(self) -> date | None:
        """The first calendar day that the article may have been published on; None when unknown."""
        return self.published_at.date() if self.published_at else None

    @property
    def last_day(self) -> date | None:
        """The last calendar day that the article may have been published on; None when unknown."""
        first = self.first_day
        if first is None:
            return None
        if self.date_precision is DatePrecision.MONTH:
            return first.replace(day=monthrange(first.year, first.month)[1])
        if self.date_precision is DatePrecision.YEAR:
            return first.replace(month=12, day=31)
        return first

    @property
    def date_text(self) -> str | None:
        """The date as far as it is known: `2020-08-03`, `2020-08`, `2020` or None.

        >>> from datetime import UTC
        >>> august = datetime(2020, 8, 1, tzinfo=UTC)
        >>> Article("a", "", published_at=august, date_precision=DatePrecision.MONTH).date_text
        '2020-08'
        """
        if self.published_at is None:
            return None
        length = {DatePrecision.YEAR: 4, DatePrecision.MONTH: 7, DatePrecision.DAY: 10}.get(self.date_precision)
        if length is None:
            return self.published_at.strftime("%Y-%m-%dT%H:%MZ")
        return self.published_at.date().isoformat()[:length]


def storable(text: str) -> str:
    """The text without what can be neither stored nor shown: NUL and lone surrogates become U+FFFD."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def visible(text: str) -> str:
    r"""One line of the text that is safe to show anywhere: no control or direction-changing character, spaces folded.

    For titles, names and paths. Quotes are never altered in data; each surface escapes them when it draws.

    >>> visible("a\x1b[31mred\n title")
    'a[31mred title'
    """
    spaced = re.sub(r"\s+", " ", text)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")).strip()


def checked_collection(name: str) -> str:
    """The name, if articles can join a collection of it.

    Raises:
        UsageError: it is empty, too long or cannot be shown, or it is the one that MAIN once had.

    """
    if name == FORMER_MAIN:
        raise UsageError(f"The collection {FORMER_MAIN!r} is called {MAIN!r} now. Give that name, or another one.")
    if not 0 < len(name) <= _LONGEST_COLLECTION or visible(name) != name:
        raise UsageError(
            f"'{visible(name)[:40]}' cannot name a collection: use 1 to {_LONGEST_COLLECTION} visible characters, "
            "with single spaces between words."
        )
    return name
