"""Holds the time that a question names against the dates of its articles: "how many apps did India ban in June".

Reports seldom name it. They say "on Monday" under a date, or nothing at all: what a report tells without a day is of
the days on which it appeared. A reader that looks for "June" finds none there, so it is asked without those words where
the time is met.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.answering.english.dates import resolve_period
from bot.answering.english.period_words import period_words
from bot.answering.english.spans import Place
from bot.answering.english.vocabulary import telling_words
from bot.domain.article import Sentence
from bot.domain.evidence import Hit
from bot.search.period import Period, named_period

GRACE = 2
"""Days after the end of a period in which a report still tells of it without naming a day."""

LONGEST_TIME = 31
"""Days. What a sentence says of a whole year leaves open on which day it was."""

_BOUND = re.compile(r"\b(?:after|before|between|by|for|from|since|till|to|until)$", re.IGNORECASE)
"""A word that leads in a bound or a length of time instead of the time of an event."""

_PART = re.compile(r"\b(?:beginning|start|middle|end|half|quarter|spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
"""What the words of time only complete: "the end of 2018" is not 2018."""

_NEAR = 25
"""Characters before the words of time in which such a word belongs to them."""


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The days that a question names, and the question without the words that name them."""

    period: Period
    bare: str

    def is_met(self, hit: Hit, sentence: Sentence) -> bool:
        """Whether the sentence tells of that time: by days that it names, or else by its article's date."""
        first, last = hit.article.first_day, hit.article.last_day
        text = hit.article.text[sentence.start : sentence.end]
        named = list(_named(text, first if first == last else None))
        if named:
            return any(not self.period.days_from(days.first, days.last) for days in named)
        if first is None or last is None:
            return False
        return self.period.first <= first and (last - self.period.last).days <= GRACE


def asked_time(question: str, asked_on: date) -> AskedTime | None:
    """The one time that the question names; None if it names none, several, a bound such as "since May", or no more.

    >>> asked_time("How many apps did India ban in June?", date(2020, 7, 2)).bare
    'How many apps did India ban?'
    """
    places = period_words(question)
    period = _period(question, places[0], asked_on) if len(places) == 1 else None
    if period is None:
        return None
    before, after = question[: places[0].start].rstrip(" ,"), question[places[0].end :].lstrip(" ,")
    bare = re.sub(r" +(?=[?!.,;:])", "", f"{before} {after}".strip())
    return AskedTime(period, bare) if telling_words(bare) else None


def _period(question: str, place: Place, asked_on: date) -> Period | None:
    """The days that the words of time mean; None where they are a bound or only half of what names the time."""
    before, written = question[: place.start].rstrip(), question[place.start : place.end]
    if any(map(_BOUND.search, (before, written.split()[0]))) or _PART.search(f"{before[-_NEAR:]} {written}"):
        return None
    period = named_period(written, asked_on)
    if period is None and not before.casefold().endswith(" the"):  # "the Monday after the vote" may be any
        period = resolve_period(written, asked_on)
    return period


def _named(text: str, published: date | None) -> Iterator[Period]:
    """The days that the words of a sentence mean, years left out."""
    for place in period_words(text):
        days = resolve_period(text[place.start : place.end], published)
        if days is not None and (days.last - days.first).days < LONGEST_TIME:
            yield days
