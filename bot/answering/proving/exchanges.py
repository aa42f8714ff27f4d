"""Whether a figure, day or name stands in a statement where its source has another one of its kind.

Told by the words around: where a statement's "59" stands among the words that its source has around "47", it was
exchanged. Freely worded statements share too few words for that; there `roles` and `meaning` have to judge.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.answering.english.amounts import Amount, same_amount
from bot.answering.proving.days import Day, days, same_day
from bot.answering.proving.figures import figures
from bot.answering.proving.names import Name, names, same_bearer
from bot.answering.proving.wording import Word, alike, words_of

_WINDOW = 4
"""Words on either side that are compared."""

_STOP = re.compile(r"(?<![A-Z])(?<!Mr)(?<!Ms)(?<!Rep)[.!?]\"? (?=[\"A-Z])")

_ROW = re.compile(r"(?:,? (?:and|or) |, )(?:the )?")

MOST_FACTS = 40
"""Figures, days and names of a text. Of two sentences with more nobody can tell which belongs to what."""

_PLAIN = 0.34
"""What a word without content counts beside one with content: three of them as much as one."""

ENOUGH, MORE = 1.6, 1.0
"""How much of its surroundings must be those of another, and by how much more than of its own: nearly two telling
words, and one more. Chosen on the dev half's paraphrases (none may fail) and changed sentences of the sample."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A fact with the words before and behind it, nearest first."""

    text: str
    start: int
    end: int
    before: tuple[Word, ...]
    behind: tuple[Word, ...]
    owns: bool
    """Whether it is in the possessive."""
    value: Amount | Day | Name


def exchanged(claim: str, source: str, published: date | None = None) -> str | None:
    """The fact of a claim that stands in another's place, in words; None if none does.

    `published`: the day of the source's article, if it is known.
    """
    mine, theirs = _placed(claim), _placed(source)
    if max(len(mine), len(theirs)) > MOST_FACTS:
        return f"more than {MOST_FACTS} figures, days and names cannot be told apart"
    for fact in mine:
        others = [each for each in theirs if type(each.value) is type(fact.value)]
        own = [each for each in others if _is_same(fact, each, published)]
        rest = [each for each in others if not _is_same(fact, each, published) and not _are_listed(each, own, source)]
        if not rest:
            continue
        nearest = max(rest, key=lambda each: _likeness(fact, each))
        reached = _likeness(fact, nearest)
        if reached >= ENOUGH and reached >= MORE + max((_likeness(fact, each) for each in own), default=0.0):
            return f"“{fact.text}” stands in the place of “{nearest.text}”"
    return None


def _are_listed(one: _Placed, others: Sequence[_Placed], source: str) -> bool:
    """Whether it stands in a row with one of the others: the order of a row says nothing."""
    return any(
        _ROW.fullmatch(source[min(one.end, other.end) : max(one.start, other.start)]) is not None for other in others
    )


@lru_cache(maxsize=4_000)
def _placed(text: str) -> tuple[_Placed, ...]:
    found: list[tuple[str, int, int, Amount | Day | Name]] = []
    found += [(each.text, each.start, each.end, each.amount) for each in figures(text)]
    found += [(each.text, each.start, each.end, each) for each in days(text)]
    found += [(each.text, each.start, each.end, each) for each in names(text)]
    return tuple(
        _Placed(told, start, end, *_around(text, start, end), text[start : end + 2].endswith(("'s", "s'")), value)
        for told, start, end, value in found[: MOST_FACTS + 1]
    )


def _around(text: str, start: int, end: int) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words before and behind, within the sentence."""
    stops = [match.end() for match in _STOP.finditer(text)]
    first = max((stop for stop in stops if stop <= start), default=0)
    last = min((stop for stop in stops if stop > end), default=len(text))
    held = words_of(text)
    before = [word for word in held if first <= word.start and word.end <= start][-_WINDOW:][::-1]
    return tuple(before), tuple([word for word in held if end <= word.start < last][:_WINDOW])


def _is_same(one: _Placed, other: _Placed, published: date | None) -> bool:
    if isinstance(one.value, Amount) and isinstance(other.value, Amount):
        return same_amount(one.value, other.value)
    if isinstance(one.value, Day) and isinstance(other.value, Day):
        return same_day(one.value, other.value, published)
    return isinstance(one.value, Name) and isinstance(other.value, Name) and same_bearer(one.value, other.value)


def _likeness(one: _Placed, other: _Placed) -> float:
    """How many words outward from the fact are the same on both sides; 0 if it is none on one of them."""
    if one.owns != other.owns:
        return 0.0
    sides = [_run(one.before, other.before), _run(one.behind, other.behind)]
    return sum(sides) if min(sides) or not (one.behind or other.behind) or not (one.before or other.before) else 0.0


def _run(mine: Sequence[Word], theirs: Sequence[Word]) -> float:
    total = 0.0
    for word, other in zip(mine, theirs, strict=False):
        if not alike(word, other):
            break
        total += 1.0 if word.telling else _PLAIN
    return total
