"""The figures of a statement: each must be one of its source's, however it is written: 1.5bn is 1,500 million.

Figures within names and scores ("6G", "5-4", "747s") are compared as they stand. Dates are left to `days`; how sure a
figure is ("about", "more than") to `reserve`. English wording only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.english.amounts import Amount, amount, same_amount
from bot.answering.proving.days import days
from bot.search.terms import STOP_WORDS

_ONES = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_SCALE = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore|bn|mn|mln|tn|trn|[kmb]"
_MEASURE = (
    r"seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|met(?:re|er)s?|feet|foot|yards?|kilomet(?:re|er)s?"
    r"|km|miles?|hectares?|acres?|grams?|kilograms?|kg|pounds?|tonnes?|tons?|lit(?:re|er)s?|gallons?|barrels?|degrees?"
    r"|megawatts?|gigawatts?"
)
_UNIT = (
    r"%|per ?cent(?:age points?)?|percent(?:age points?)?|pct"
    rf"|(?:u\.?s\.? )?(?:dollars?|euros?|pounds|yuan|rupees|yen|renminbi)|{_MEASURE}"
)
_FRACTION = r"half|(?:a |one[ -])(?:third|quarter|fifth|tenth)|two[ -]thirds|three[ -]quarters"
_FIGURE = re.compile(
    r"(?<![\w.])(?:"
    r"(?P<currency>(?:us|hk|a|c)?[$€£¥₹]|(?:usd|eur|gbp) )? ?"
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|(?:{_ONES})(?:[ -](?:and )?(?:one|{_ONES}))*"
    rf"|(?:an?|one)(?= (?:hundred|thousand|million|billion|trillion|dozen|{_MEASURE})\b)"
    rf"|one(?= (?:percent|per cent)\b))"
    rf"(?P<scale>(?:[ -]?(?:{_SCALE})\b)*)"
    rf"(?:[ -]?(?P<unit>{_UNIT})(?!\w))?"
    rf"|(?P<fraction>{_FRACTION}))(?![\w])",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<![\w.,$€£])(?:\d+(?:[-:/]\d+)+|\d+(?:\.\d+){2,})(?![\w%])")
_MIXED = re.compile(r"(?<!\w)(?=\w*\d)(?=\w*[^\W\d_])\w+(?!\w)")
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|(?P<figure>\d{{1,4}})(?:st|nd|rd|th))\b", re.IGNORECASE)
_NO_RANK = re.compile(r"\bat $|-$|\b(?:one|a) $", re.IGNORECASE)
_SPACED = re.compile(r"(\d), (\d{3})(?!\d)")
"""A thousand as some texts are spaced: "3, 800"."""

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at its place in a plain text. `noun`: the bare word behind it, if it may be what is counted."""

    text: str
    start: int
    end: int
    amount: Amount
    noun: str | None


@lru_cache(maxsize=4_000)
def figures(text: str) -> tuple[Figure, ...]:
    """The amounts of a plain text, in order; not its dates, ranks, scores and figures within names."""
    taken = [(day.start, day.end) for day in days(text)]
    taken += [match.span() for match in _JOINED.finditer(text)]
    found = []
    for match in _FIGURE.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        value = amount(match.group().strip())
        if value is not None:
            begin = match.start() + len(match.group()) - len(match.group().lstrip())
            found.append(Figure(match.group().strip(), begin, match.end(), value, _noun(text, match.end())))
    return tuple(found)


def missing_figures(claim: str, source: str) -> tuple[str, ...]:
    """The figures of a plain claim that its source does not hold, as written."""
    held = (*figures(source), *figures(_SPACED.sub(r"\1,\2", source)))
    amounts = (each.text for each in figures(claim) if not any(same_amount(each.amount, h.amount) for h in held))
    ranks = _ranks(source)
    return (
        *amounts,
        *sorted(_verbatim(claim) - _verbatim(source) - _verbatim(_SPACED.sub(r"\1,\2", source))),
        *(written for rank, written in _ranks(claim).items() if rank not in ranks),
    )


def _noun(text: str, end: int) -> str | None:
    following = re.match(r"[ -]([a-z]+)\b", text[end : end + 40])
    return following.group(1) if following and following.group(1) not in STOP_WORDS else None


@lru_cache(maxsize=4_000)
def _verbatim(text: str) -> frozenset[str]:
    """Scores, times, figures that are a part of a name, and whatever else holds a digit and is no amount; small."""
    known = [(d.start, d.end) for d in days(text)] + [(f.start, f.end) for f in figures(text)]
    ranks = [match.span() for match in _ORDINAL.finditer(text)]
    found: list[re.Match[str]] = []
    for form in (_JOINED, _MIXED, _DIGITS):
        outside = [match for match in form.finditer(text) if not _within(match, [*known, *ranks])]
        found += [match for match in outside if not _within(match, [each.span() for each in found])]
    return frozenset(match.group().casefold() for match in found)


@lru_cache(maxsize=4_000)
def _ranks(text: str) -> dict[int, str]:
    """The ranks of a text, with how they are written: `first`, `3rd`; not "at first", "15-second", "a second"."""
    known = [(day.start, day.end) for day in days(text)]
    return {
        int(match["figure"] or _ORDINALS.index(match.group().casefold()) + 1): match.group()
        for match in _ORDINAL.finditer(text)
        if not _within(match, known) and not _NO_RANK.search(text[max(0, match.start() - 8) : match.start()])
    }


def _within(match: re.Match[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= match.start() and match.end() <= end for start, end in spans)
