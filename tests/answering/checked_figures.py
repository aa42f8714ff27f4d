"""The figures of a text as the independent checker reads them: a value, and whether it is money or a share.

Dates are left to checked_days.py. Fractions in words and "twice" are left out.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tests.answering.checked_days import days_in

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_SCALES = {
    "hundred": 100, "dozen": 12, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "million": 10**6, "mn": 10**6, "mln": 10**6,
    "m": 10**6, "crore": 10**7, "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_MONEY = {
    "$": "dollar", "us$": "dollar", "usd": "dollar", "dollar": "dollar", "€": "euro", "eur": "euro", "euro": "euro", "£": "pound",
    "gbp": "pound", "pound": "pound", "¥": "yen", "yen": "yen", "yuan": "yuan", "renminbi": "yuan", "₹": "rupee", "rupee": "rupee",
}  # fmt: skip
_SHARES = ("%", "percent", "per cent", "pct", "percentage point", "percentage-point")

_WORD_NUMBER = rf"(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_UNITS[1:10])}))?|{'|'.join(reversed(_UNITS[2:]))}"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?<![\w.])(?P<sign>(?:us|hk|a|c)?[$€£¥₹]|(?:usd|eur|gbp) )? ?"
    rf"(?P<value>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:{_WORD_NUMBER})\b|(?:an?|one)\b(?=[ -](?:{_SCALE})\b))"
    rf"(?P<scales>(?:[ -]?(?:{_SCALE})\b)*)"
    rf"(?P<rank>(?:st|nd|rd|th)\b)?"
    rf"(?:[ -]?(?P<unit>{'|'.join(map(re.escape, _SHARES))}|(?:u\.?s\.? )?(?:{'|'.join(w for w in _MONEY if w.isalpha())})s?\b))?",
    re.IGNORECASE,
)
_RANK = re.compile(rf"\b(?:{'|'.join(_RANKS)})\b", re.IGNORECASE)
_RANGE = re.compile(r"^(?: ?- ?| to | and | or )$")
_MIXED = re.compile(r"(?<!\w)(?=\w*\d)(?=\w*[^\W\d_])\w+")


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure at its place. `kinds`: what it may count: a currency, "share", "rank", "" or the letters of a figure that is part of a name."""

    text: str
    start: int
    end: int
    value: Decimal
    kinds: frozenset[str]

    def same(self, other: "CheckedFigure") -> bool:
        """Whether both are the same number of the same kind."""
        return self.value == other.value and not self.kinds.isdisjoint(other.kinds)


def plainly(text: str) -> str:
    """The text on one line in plain letters and marks, without what cannot be seen."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    for marks, plain in (("“”„«»", '"'), ("‘’`´", "'"), ("‐‑‒–−", "-")):
        seen = re.sub(f"[{marks}]", plain, seen)
    seen = re.sub(r"\bU\.?S\.?\$", "$", seen)
    return " ".join(seen.replace("—", " - ").split())


def figures_in(text: str) -> list[CheckedFigure]:
    """All figures but those of dates."""
    taken = [range(day.start, day.end) for day in days_in(text)]
    found = [*_amounts(text), *_ranks(text), *_parts_of_names(text)]
    return [each for each in found if not any(each.start in place for place in taken)]


def _amounts(text: str) -> Iterator[CheckedFigure]:
    """Each amount; "10 to 15 percent" makes the 10 a share too."""
    found = list(_FIGURE.finditer(text))
    for n, match in enumerate(found):
        kinds = {_kind(match)}
        following = found[n + 1] if n + 1 < len(found) else None
        if following is not None and _RANGE.match(text[match.end() : following.start()]):
            kinds.add(_kind(following))
        before = found[n - 1] if n else None
        if before is not None and _RANGE.match(text[before.end() : match.start()]) and before["sign"]:
            kinds.add(_kind(before))
        start = match.start("value")
        yield CheckedFigure(match.group().strip(), start, match.end(), _value(match), frozenset(kinds))


def _ranks(text: str) -> Iterator[CheckedFigure]:
    for match in _RANK.finditer(text):
        value = Decimal(_RANKS.index(match.group().casefold()) + 1)
        yield CheckedFigure(match.group(), match.start(), match.end(), value, frozenset(("rank",)))


def _parts_of_names(text: str) -> Iterator[CheckedFigure]:
    """`A593`, `5G`: as they stand."""
    amounts = [range(match.start(), match.end()) for match in _FIGURE.finditer(text)]
    for match in _MIXED.finditer(text):
        if not any(match.end() - 1 in place and match.start() in place for place in amounts):
            kind = match.group().casefold()
            yield CheckedFigure(match.group(), match.start(), match.end(), Decimal(0), frozenset((kind,)))


def _kind(match: re.Match[str]) -> str:
    if match["rank"]:
        return "rank"
    sign, unit = (match["sign"] or "").strip().casefold(), (match["unit"] or "").casefold()
    if sign:
        return _MONEY.get(sign, sign)
    if unit in _SHARES:
        return "share"
    return _MONEY.get(unit.split()[-1].rstrip("s"), unit) if unit else ""


def _value(match: re.Match[str]) -> Decimal:
    told = match["value"].casefold()
    value = Decimal(told.replace(",", "")) if told[0].isdigit() else Decimal(_in_words(told))
    for scale in re.findall(_SCALE, match["scales"].casefold()):
        value *= _SCALES[scale]
    return value


def _in_words(told: str) -> int:
    total = 0
    for word in re.split(r"[ -]", told):
        if word in _TENS:
            total += 20 + 10 * _TENS.index(word)
        else:
            total += 1 if word in ("a", "an") else _UNITS.index(word)
    return total
