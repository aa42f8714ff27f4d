"""The words with which a question names a period: "in July", "last week", "since March 2020", "on Sunday".

Where they stand and how they are written; the days that they mean are `search.period`'s and `dates`' to say.
"""

import re

from bot.answering.english.spans import Place
from bot.search.period import MONTHS

_LONGEST = 2_000
"""Characters that are read."""

_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)[0-9]{2}\b"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
_COUNT = r"(?:[0-9]{1,3}|few|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_UNIT = r"(?:day|week|month|quarter|year|decade|weekend|night|morning|evening|spring|summer|autumn|winter)"
_LEAD = (
    r"(?:in|on|during|since|until|till|before|after|by|from|of|for|over|around|early in|late in|as of"
    r"|(?:at|by) the end of)"
)
_DATE = (
    rf"(?:{_YEAR}-[01][0-9]-[0-3][0-9]\b|{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?|{_MONTH} {_DAY}\b(?:,? {_YEAR})?"
    rf"|{_MONTH},? {_YEAR})"
)
_RELATIVE = (
    rf"(?:(?:the )?(?:last|past|this|next|coming) (?:{_COUNT} )?{_UNIT}s?\b"
    rf"|(?:last|this|next|past) (?:{_WEEKDAY}|{_MONTH})"
    rf"|yesterday\b|today\b|tonight\b|tomorrow\b|{_COUNT} {_UNIT}s? (?:ago|earlier|later)\b|the (?:19|20)[0-9]0s\b)"
)
_POINT = rf"(?:(?:early|late|mid)[- ]{_MONTH}(?:,? {_YEAR})?|{_DATE}|{_RELATIVE}|{_WEEKDAY})"
_LED = rf"(?:{_POINT}|(?:the (?:spring|summer|autumn|winter|start|end) of )?(?:{_MONTH}|{_YEAR}))"
_PERIOD = re.compile(rf"\b(?:(?:between|{_LEAD}) {_LED}(?: (?:and|to|until|till) {_LED})?|{_POINT})", re.IGNORECASE)


def period_words(text: str) -> tuple[Place, ...]:
    """Where the text names periods, each with the word that leads it in, in order.

    >>> text = "Who won in May 2020 and on Sunday?"
    >>> [text[place.start : place.end] for place in period_words(text)]
    ['in May 2020', 'on Sunday']
    """
    return tuple(Place(*match.span()) for match in _PERIOD.finditer(text[:_LONGEST]))


def without_periods(text: str) -> str:
    """The text with blanks where it names periods: every other character keeps its place."""
    for place in period_words(text):
        text = text[: place.start] + " " * (place.end - place.start) + text[place.end :]
    return text
