"""Numbers as newspapers write them, as values: `$1.5 billion`, `1,500 million`, `two dozen`, `about 60`, `a third`.

English text only. What is no single number or range ("5-4", "version 2.0.1", "hundreds") is not read. Nothing is
converted: three euros are not so many dollars, and miles stay miles.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

_LONGEST = 120
"""Characters that are looked at: a number with its unit is short."""

NEAR = Fraction(1, 10)
"""How far from its figure "about" may lead: a tenth. "About 60" is 57, not 80."""

_FAR = Fraction(1, 4)
"""How far beyond its figure "more than" or "nearly" may lead: a quarter. "More than 100" is 117, not 180."""


class Hedge(StrEnum):
    """On which side of the figure the number lies."""

    NONE = "none"
    ABOUT = "about"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range of it, `low <= high`; equal for a single number."""

    low: Fraction
    high: Fraction
    unit: str | None = None
    """`percent`, `points`, a currency (`dollar`, `us dollar`, `euro`), a measure (`year`, `mile`), or None.

    What else is counted (apps, people) is the question's business."""
    hedge: Hedge = Hedge.NONE
    rounding: Fraction = Fraction(0)
    """Half of the last place written, for numbers with a word of scale: 50 million for "1.5 billion"; else 0."""


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_SMALL = {word: number for number, word in enumerate(_ONES)} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12, "trn": 10**12,
    "dozen": 12, "score": 20, "lakh": 10**5, "crore": 10**7,
}  # fmt: skip
_FRACTIONS = {
    "half": Fraction(1, 2), "third": Fraction(1, 3), "thirds": Fraction(1, 3), "quarter": Fraction(1, 4),
    "quarters": Fraction(1, 4), "fifth": Fraction(1, 5), "fifths": Fraction(1, 5), "tenth": Fraction(1, 10),
    "tenths": Fraction(1, 10),
}  # fmt: skip
_CURRENCIES = {
    "$": "dollar", "us$": "us dollar", "a$": "australian dollar", "c$": "canadian dollar", "hk$": "hong kong dollar",
    "usd": "us dollar", "dollar": "dollar", "dollars": "dollar", "€": "euro", "eur": "euro", "euro": "euro",
    "euros": "euro", "£": "pound", "gbp": "pound", "pound": "pound", "pounds": "pound", "¥": "yen", "yen": "yen",
    "yuan": "yuan", "renminbi": "yuan", "rmb": "yuan", "rupee": "rupee", "rupees": "rupee", "₹": "rupee",
}  # fmt: skip
_LINKS = ("and",)
_MEASURES = frozenset(
    """second minute hour day week month year decade metre meter foot feet yard kilometre kilometer km mile hectare acre
    gram kilogram kg pound tonne ton litre liter gallon barrel degree megawatt gigawatt""".split()
)
_PERCENT = frozenset(("%", "percent", "per cent", "pct"))
_POINTS = re.compile(r"(?:percentage|%|percent|per cent)[ -]points?\b")
_HEDGES = (
    (Hedge.ABOUT, re.compile(r"(?:about|around|roughly|approximately|some|circa|an? estimated|or so|more or less|~)")),
    (Hedge.ABOVE, re.compile(r"(?:more than|at least|over|above|upwards? of|no (?:fewer|less) than|in excess of)")),
    (
        Hedge.BELOW,
        re.compile(
            r"(?:up to|nearly|almost|just under|under|below|less than|fewer than|at most|as (?:many|much) as|close to)"
        ),
    ),
)  # fmt: skip
HEDGE_BEFORE = re.compile(rf"\b(?:{'|'.join(words.pattern for _, words in _HEDGES)}) $", re.IGNORECASE)
"""A hedge at the end of a text, before the figure that it belongs to."""

_TOKEN = re.compile(r"(?:us|hk|a|c)\$|[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[^\W\d_]+|[$€£¥₹%]")
_ODD = re.compile(r"[0-9][-–/:][0-9]|[0-9]\.[0-9]+\.[0-9]|[0-9](?:st|nd|rd|th)\b")
"""Scores, votes, clock times, versions and ordinals."""


@lru_cache(maxsize=2_000)
def amount(text: str) -> Amount | None:
    """The one number or range that the text is, with its unit; None when it is none or says more than that.

    >>> amount("about 1,500 million dollars").low == amount("$1.5bn").high
    True
    """
    written = re.sub(r"\s+", " ", text[:_LONGEST].casefold()).strip(" .,;:'\"“”‘’()")
    written = re.sub(r"^half(?: an?|-an?)?[ -](?=[mbt]|dozen)", "0.5 ", written).replace("per cent", "percent")
    if _ODD.search(written):
        return None
    hedge, written = _without_hedge(re.sub(r"^(?:in|for|within) ", "", written))
    ends = re.fullmatch(r"(?:between|from) (.+?) (?:and|to) (.+)|([^ ]*[0-9][^ ]*) to (.+)", written)
    if ends is None:
        return _single(written, hedge)
    return _range(_single(ends[1] or ends[3], hedge), _single(ends[2] or ends[4], hedge))


def same_amount(one: Amount, other: Amount) -> bool:
    """Whether both are one value of one thing, however it is written. A hedge changes nothing."""
    return _same_thing(one, other) and (one.low, one.high) == (other.low, other.high)


def covers(coarse: Amount, fine: Amount) -> bool:
    """Whether the coarse number ("about 100", "1.5 billion", "50 to 60") leaves room for the fine one, and not both."""
    if not _same_thing(coarse, fine):
        return False
    low, high = _room(coarse)
    own_low, own_high = _room(fine)
    return low <= own_low and own_high <= high and high - low > own_high - own_low


def _room(of: Amount) -> tuple[Fraction, Fraction]:
    if of.hedge is Hedge.ABOVE:
        return of.low, of.high * (1 + _FAR)
    if of.hedge is Hedge.BELOW:
        return of.low * (1 - _FAR), of.high
    if of.hedge is Hedge.ABOUT:
        return of.low * (1 - NEAR), of.high * (1 + NEAR)
    return of.low - of.rounding, of.high + of.rounding


def _same_thing(one: Amount, other: Amount) -> bool:
    units = {one.unit, other.unit} - {None}
    fits = len(units) < 2 or units == {"dollar", "us dollar"}
    percent_and_count = "percent" in units and None in (one.unit, other.unit)
    return fits and not percent_and_count


def _without_hedge(written: str) -> tuple[Hedge, str]:
    for hedge, words in _HEDGES:
        if match := re.match(rf"{words.pattern} ?(?=[^\w]|\b)", written):
            return hedge, written[match.end() :].strip()
    return Hedge.NONE, written.removeprefix("exactly ").removeprefix("the ").removeprefix("a total of ")


def _range(low: Amount | None, high: Amount | None) -> Amount | None:
    if low is None or high is None:
        return None
    scale = high.low / low.low if low.low and not low.rounding and high.rounding else Fraction(0)
    if scale >= 10**4:  # "3 to 4 million": the scale is said once
        low = replace(low, low=low.low * 10 ** (len(str(int(scale))) // 3 * 3))
    if low.low > high.high:
        return None
    return replace(high, low=low.low, unit=high.unit or low.unit, rounding=Fraction(0))


def _single(written: str, hedge: Hedge) -> Amount | None:
    tokens = _TOKEN.findall(written)
    before = _CURRENCIES.get(tokens[0]) if tokens else None
    tokens = tokens[bool(before) :]
    value, used = _value(tokens)
    rest = tokens[used:]
    if value is None or any(token[0].isdecimal() for token in rest):
        return None
    if before is None and tokens[used - 1] in _FRACTIONS and rest[:1] in ([], ["of"]):
        return Amount(value * 100, value * 100, "percent", hedge, Fraction(1))  # "a third" is 33 as well as 33.3 %
    unit = before or _unit(written, rest)
    scale = next((_SCALES[token] for token in reversed(tokens[:used]) if token in _SCALES), 1)
    places = len(tokens[0].partition(".")[2])
    rounding = Fraction(scale, 2 * 10**places) if scale >= 10**3 else Fraction(0)
    return Amount(value, value, unit, hedge, rounding)


def _unit(written: str, rest: list[str]) -> str | None:
    """What the words behind a figure measure it in."""
    if _POINTS.search(written):
        return "points"
    if rest[:1] and rest[0] in _PERCENT:
        return "percent"
    if rest[:1] == ["us"] or rest[:2] == ["u", "s"]:
        rest = rest[1 if rest[0] == "us" else 2 :]
        return f"us {_CURRENCIES[rest[0]]}" if rest[:1] and rest[0] in _CURRENCIES else None
    if rest[:1] and rest[0] in _CURRENCIES:
        return _CURRENCIES[rest[0]]
    measured = rest[0] if rest[:1] and rest[0] in _MEASURES else rest[0].removesuffix("s") if rest else ""
    return measured if measured in _MEASURES else None


def _value(tokens: list[str]) -> tuple[Fraction | None, int]:
    """The number that the tokens begin with, and how many of them it takes; None and 0 where they begin with none."""
    total, current = Fraction(0), None
    used = 0
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if token[0].isdecimal() and current is None:
            current = Fraction(token.replace(",", ""))
        elif token in _SMALL and (not current or current % (10 if _SMALL[token] < 10 else 100) == 0):
            current = (current or Fraction(0)) + _SMALL[token]
        elif token in ("a", "an") and current is None and (following in _SCALES or following in _FRACTIONS):
            current = Fraction(1)
        elif token in _SCALES and current is not None:
            current *= _SCALES[token]
            if _SCALES[token] >= 10**3:
                total, current = total + current, Fraction(0)
        elif token in _FRACTIONS:
            return (Fraction(1) if current is None else current) * _FRACTIONS[token], used + 1
        elif not (token in _LINKS and current is not None and following in _SMALL):
            break
        used += 1
    return (None, 0) if current is None else (total + current, used)
