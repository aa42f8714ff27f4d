"""Whether two short answers say the same, the one says it more exactly, or they differ.

Dates, numbers and names are compared as what they mean, each by its own module; other wordings by their telling words.
What is meant by a question is not known here: answers to different questions must not be compared. English text only.
"""

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache

from bot.answering.english.amounts import amount, covers, same_amount
from bot.answering.english.dates import resolve_period
from bot.answering.english.expectation import Kind
from bot.answering.english.namings import is_description, same_name
from bot.answering.english.polarity import is_negative
from bot.answering.english.vocabulary import meanings, telling_words
from bot.search.period import MONTHS, Period

_LONGEST = 200
"""Characters that are compared of a wording: a short answer is short, and a hostile sentence is not."""

_ALIKE = 0.6
"""Share of common telling words from which two wordings in plain words say the same: "the data is kept in Oslo" and
"data kept in Oslo" reach 1.0, sentences on one subject about 0.3."""

_ANY_DAY = date(2000, 7, 1)
"""Stands in for an unknown date of publication where both wordings lack the year; in a leap year."""

_COUNTED = frozenset((Kind.NUMBER, Kind.MONEY, Kind.SHARE))
_NAMES = frozenset((Kind.NAME, Kind.PLACE))
_SHORT = 6
"""Words up to which an answer to an open question is taken for a date, a number or a name."""

_MOST_ITEMS = 12

_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b", re.IGNORECASE)
_CALENDAR = re.compile(
    rf"{_MONTH.pattern}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:yesterday|today|tomorrow)\b", re.IGNORECASE
)
_AND = re.compile(r",? and | or |; ")
_LISTED = re.compile(r",? and | or |[,;] ")
_INSIDE = re.compile(r",| in | at | near | of | outside |\(")
_PART_OF = re.compile(
    r"^(?:(?:the|downtown|central|(?:north|south|east|west)(?:ern|east|west)?(?:ern)?) )+", re.IGNORECASE
)
_A_CITY = re.compile(r"^(?:the )?(?:city|town|village|state|province|county|island) of ", re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


class Relation(StrEnum):
    """How one wording of an answer stands to another."""

    SAME = "same"
    FINER = "finer"
    """It says more exactly what the other says: "2 August" beside "August", "Tampa, Florida" beside "Florida"."""
    COARSER = "coarser"
    DIFFERENT = "different"


_RELATIONS = {
    (True, True): Relation.SAME,
    (True, False): Relation.COARSER,
    (False, True): Relation.FINER,
    (False, False): Relation.DIFFERENT,
}
"""By whether all of the first is in the second, and all of the second in the first."""

_SWAPPED = {Relation.FINER: Relation.COARSER, Relation.COARSER: Relation.FINER}


def same(one: str, other: str, kind: Kind, day: date | None = None, other_day: date | None = None) -> bool:
    """Whether both wordings are one answer. `day`, `other_day`: when their articles were published, if known.

    >>> same("$1.5bn", "1,500 million dollars", Kind.MONEY), same("Sunday", "Aug. 2", Kind.TIME, date(2020, 8, 3))
    (True, True)
    """
    return relation(one, other, kind, day, other_day) is Relation.SAME


def relation(one: str, other: str, kind: Kind, day: date | None = None, other_day: date | None = None) -> Relation:
    """How the first wording stands to the second. Swapping them swaps FINER and COARSER. Never raises.

    >>> relation("August", "2 August", Kind.TIME), relation("a spokesman", "Jane Roe", Kind.NAME)
    (<Relation.COARSER: 'coarser'>, <Relation.COARSER: 'coarser'>)
    """
    if other < one:  # remembered once for both directions
        found = _compared(other, one, kind, other_day, day)
        return _SWAPPED.get(found, found)
    return _compared(one, other, kind, day, other_day)


@lru_cache(maxsize=5_000)
def _compared(one: str, other: str, kind: Kind, day: date | None, other_day: date | None) -> Relation:
    one, other = _trimmed(one), _trimmed(other)
    kind = form(one, other, kind)
    if kind is Kind.TIME and (found := _days(one, other, day, other_day)) is not None:
        return found
    if _letters(one) == _letters(other):
        return Relation.SAME
    if kind in _COUNTED or kind is Kind.TIME:
        found = _amounts(one, other)
        return found if found is not None else _plain(one, other)
    if kind in _NAMES:
        return _names(one, other, place=kind is Kind.PLACE)
    return _plain(one, other)


def form(one: str, other: str, kind: Kind) -> Kind:
    """What two answers are: of the kind that is asked for, else by their own form; OPEN for sentences and unlike ones.

    >>> form("Oslo", "Bergen", Kind.OPEN), form("it rained", "Oslo", Kind.OPEN)
    (<Kind.NAME: 'name'>, <Kind.OPEN: 'open'>)
    """
    both = (one, other)
    if kind is not Kind.OPEN or any(len(text.split()) > _SHORT for text in both):
        return kind
    if all(_CALENDAR.search(text) for text in both):
        return Kind.TIME
    if all(amount(text) for text in both):
        return Kind.NUMBER
    named = all(word[:1].isupper() or word[:1].isdecimal() for text in both for word in telling_words(text))
    return Kind.NAME if named else Kind.OPEN


def _days(one: str, other: str, day: date | None, other_day: date | None) -> Relation | None:
    """Times compared as calendar days; None where either means none that can be told."""
    a, b = _period(one, day, other, other_day), _period(other, other_day, one, day)
    if a is None or b is None:
        return None
    if a == b:
        return Relation.SAME
    if b.first <= a.first and a.last <= b.last:
        return Relation.FINER
    return Relation.COARSER if a.first <= b.first and b.last <= a.last else Relation.DIFFERENT


def _period(text: str, day: date | None, other: str, other_day: date | None) -> Period | None:
    """The days that the text means. A date without its year borrows the other's year; a weekday borrows nothing."""
    if day is not None or not _MONTH.search(text):
        return resolve_period(text, day)
    borrowed = resolve_period(other, other_day)
    return resolve_period(text, borrowed.first if borrowed else _ANY_DAY)


def _amounts(one: str, other: str) -> Relation | None:
    a, b = amount(one), amount(other)
    if a is None or b is None:
        return None
    if same_amount(a, b):
        return Relation.SAME
    if covers(b, a):
        return Relation.FINER
    return Relation.COARSER if covers(a, b) else Relation.DIFFERENT


def _names(one: str, other: str, *, place: bool) -> Relation:
    """Names, lists of names, and descriptions in place of a name."""
    described, other_described = is_description(one), is_description(other)
    if described and other_described:
        return _plain(one, other)
    if described or other_described:
        return Relation.COARSER if described else Relation.FINER
    items, others = _items(one, place=place), _items(other, place=place)
    if place and len(items) == len(others) == 1:
        return _placed(items[0], others[0])
    known = [[same_name(item, another, place=place) for another in others] for item in items]
    mine = all(any(row) for row in known)
    theirs = all(any(row[n] for row in known) for n in range(len(others)))
    return _RELATIONS[mine, theirs]


def _placed(one: str, other: str) -> Relation:
    """Two places, each perhaps with what it lies in: "Tampa", "Tampa, Fla.", "northern Italy", "Italy"."""
    a, b = _parts(one), _parts(other)
    if same_name(a[0], b[0], place=True):
        told = [same_name(x, y, place=True) for x in a[1:] for y in b[1:]]
        return Relation.SAME if not told or any(told) else Relation.DIFFERENT
    if any(same_name(part, b[0], place=True) for part in a[1:]):
        return Relation.FINER
    return Relation.COARSER if any(same_name(part, a[0], place=True) for part in b[1:]) else Relation.DIFFERENT


def _parts(place: str) -> list[str]:
    """A place and what it lies in, the smallest first."""
    named = [part.strip(" ,()") for part in _INSIDE.split(_A_CITY.sub("", place))]
    parts = [part for part in named if part] or [place]
    smallest = _PART_OF.sub("", parts[0])
    if smallest and smallest != parts[0]:
        parts.insert(1, smallest)
    return parts


def _items(text: str, *, place: bool) -> list[str]:
    """The names of a list; one name without what explains it ("Jane Roe, an analyst at Acme" gives "Jane Roe")."""
    items = [item for item in (_AND if place else _LISTED).split(text) if item]
    named = [item for item in items if not is_description(item)]
    return named[:_MOST_ITEMS] or [text]


def _plain(one: str, other: str) -> Relation:
    """Wordings in plain words, by the share of telling words that they have in common."""
    a, b = _meaning(one), _meaning(other)
    common = len(a & b)
    figures, other_figures = _FIGURE.findall(one), _FIGURE.findall(other)
    differ = figures and other_figures and set(figures) != set(other_figures)
    if not common or differ or is_negative(one) != is_negative(other):
        return Relation.DIFFERENT
    if common >= _ALIKE * len(a | b):
        return Relation.SAME
    return _RELATIONS[common == len(a), common == len(b)]


def _meaning(text: str) -> frozenset[frozenset[str]]:
    return frozenset(meanings(word) for word in telling_words(text))


def _trimmed(text: str) -> str:
    return re.sub(r"\s+", " ", text[:_LONGEST]).strip(" .,;:!?\"'“”‘’()")


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
