"""The dates of a statement: each must be one of its source's, or a coarser word for it; "on Sunday" is 2 August.

A day in an article means what its date makes of it. The article's own date may be used to say when its outlet reported
something ("the Ledger reported on 3 August", "as of 3 August"), not when something happened. English wording only.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answering.english.dates import resolve_period
from bot.search.period import MONTHS, Period

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)})"
_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)\b(?![,.]?\d)"
_AWAY = (
    r"yesterday|today|tonight|tomorrow|this (?:morning|evening)|(?:last|past|this|next|coming) (?:week|month|year)"
    r"|(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten) (?:day|week)s? (?:ago|earlier|from now)"
)
_YEAR_AFTER = "|".join(
    rf"(?<=\b{word} )" for word in "in since by from until during before after of early late".split()
)
_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w-])(?P<year>(?:1[6-9]|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b",
        rf"\b(?:{_WEEKDAY}(?:'s)?,? )?(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"\b(?:{_WEEKDAY}(?:'s)?,? )?{_MONTH} {_DAY}(?:,? {_YEAR})?",
        rf"\b(?:early |late |mid-?)?{_MONTH}(?:,? (?:of )?{_YEAR})?",
        rf"\b(?:(?:last|next|this|past|coming) )?{_WEEKDAY}\b",
        rf"\b(?P<away>{_AWAY})\b",
        rf"(?:{_YEAR_AFTER}){_YEAR}(?![-%])",
        rf"(?<![$€£¥\w.,-]){_YEAR}(?![-%])(?! (?:[a-z]+s|people|percent|men|women)\b)",
    )
)
_ALONE_A_VERB = frozenset(("may", "march", "mar", "sun", "sat"))
_LEAD = re.compile(r"(?:\S+ ){0,2}\S* ?$")
_AS_OF = re.compile(r"\b(?:as of|(?:article|report|story) (?:of|from|dated|published on)) (?:the )?$", re.IGNORECASE)
_REPORTED = re.compile(r"\b(?:reported|reports|wrote|writes|published)(?: on)? $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """Words for a time at their place in a plain text, and the parts of the date that they name."""

    text: str
    start: int
    end: int
    led: str
    """With the words before, which may say "by" or "next"."""
    weekday: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    away: str | None = None
    """Words that count from the article's day: "yesterday"."""

    def within(self, other: "Day") -> bool:
        """Whether the other names every part that this one names."""
        return all(
            own is None or own == told
            for own, told in (
                (self.weekday, other.weekday),
                (self.day, other.day),
                (self.month, other.month),
                (self.year, other.year),
                (self.away, other.away),
            )
        )


@dataclass(frozen=True, slots=True)
class Dated:
    """A source's plain text, and the day and outlet of its article; None where not known."""

    text: str
    day: date | None
    outlet: str | None = None


@lru_cache(maxsize=4_000)
def days(text: str) -> tuple[Day, ...]:
    """The words for times in a plain text, in order, none within another."""
    found: list[Day] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            if match.group().casefold().strip(". ") in _ALONE_A_VERB and not match.group()[0].isupper():
                continue
            found.append(_day(text, match))
    return tuple(sorted(found, key=lambda each: each.start))


def missing_days(claim: str, source: Dated) -> tuple[str, ...]:
    """The dates of a claim that its source does not give, as written."""
    return tuple(each.text for each in days(claim) if not _given(each, claim, source))


def same_day(one: Day, other: Day, published: date | None) -> bool:
    """Whether the first names the second's time, as exactly or less, as of an article of that day."""
    if one.within(other):
        return True
    coarse, fine = meant(one, published), meant(other, published)
    if coarse is not None and one.day and one.weekday not in (None, _WEEKDAYS[coarse.first.weekday()]):
        return False  # "Thursday, September 20" of a year in which that is a Sunday
    return coarse is not None and fine is not None and coarse.first <= fine.first and fine.last <= coarse.last


def meant(day: Day, published: date | None) -> Period | None:
    """The days that the words mean in an article of that day; None when it cannot be told."""
    if day.weekday and day.month is None:
        period = resolve_period(day.led, published)
        if period is not None and period.first == period.last and _WEEKDAYS[period.first.weekday()] == day.weekday:
            return period  # else another time stands before the weekday: "late July, 47 on Friday"
    return resolve_period(day.text.replace("'s", ""), published)


def _given(wanted: Day, claim: str, source: Dated) -> bool:
    held = days(source.text)
    return any(same_day(wanted, each, source.day) for each in held) or _is_of_the_article(wanted, claim, source)


def _is_of_the_article(wanted: Day, claim: str, source: Dated) -> bool:
    """Whether the claim says when the article reported, and that is right."""
    before = claim[: wanted.start]
    published = _REPORTED.search(before) and source.outlet and source.outlet.casefold() in before.casefold()
    if source.day is None or not (published or _AS_OF.search(before)):
        return False
    period = meant(wanted, source.day)
    return period is not None and period.first <= source.day <= period.last


def _day(text: str, match: re.Match[str]) -> Day:
    parts = match.groupdict()
    month = parts.get("month")
    number = int(parts["number"]) if parts.get("number") else None
    lead = _LEAD.search(text[max(0, match.start() - 40) : match.start()])
    return Day(
        text=match.group().rstrip("."),
        start=match.start(),
        end=match.end(),
        led=(lead.group() if lead else "") + match.group(),
        weekday=(parts.get("weekday") or "").casefold() or None,
        day=int(parts["day"]) if parts.get("day") else None,
        month=MONTHS[month.casefold()] if month else number,
        year=int(parts["year"]) if parts.get("year") else None,
        away=(parts.get("away") or "").casefold() or None,
    )
