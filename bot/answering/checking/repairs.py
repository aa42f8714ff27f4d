"""A claim put right after a sentence of the articles: one figure, day, name or word exchanged, or its "not".

Only what stands in the like place is exchanged: what is counted in the same unit and thing, a day that is another one,
a name behind the same word. Whether the sentence then says the claim is the prover's business.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from bot.answering.english.amounts import HEDGE_BEFORE, Amount, same_amount
from bot.answering.english.dates import with_date
from bot.answering.english.expectation import Kind
from bot.answering.english.values import Relation, relation
from bot.answering.proving.days import Day, days, meant
from bot.answering.proving.figures import Figure, figures
from bot.answering.proving.names import Name, names, same_bearer
from bot.answering.proving.negation import are_opposites, denial
from bot.answering.proving.wording import Word, alike, words_of

MOST_FACTS = 12
"""Figures, days, names and denials of one text that are looked at; a hostile one has hundreds."""

_DENIAL = re.compile(
    r"(?P<kept>\b(?:do|does|did|is|are|was|were|has|have|had|would|could|should|can)?) ?"
    r"(?P<not>\bnot|n't|(?<=can)not|\bnever|\bno longer)\b|(?P<no>\b[Nn]o) "
)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|did|does|do)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Repair:
    """The claim as the sentence would have it. `why`: what the articles say else, in words for a person."""

    text: str
    why: str


def repairs(claim: str, told: str, published: date | None) -> Iterator[Repair]:
    """Each way to put one fact of a plain claim right after a plain sentence of an article of that day."""
    yield from _figures(claim, told)
    yield from _days(claim, told, published)
    yield from _names(claim, told)


def turned(claim: str, told: str) -> Iterator[Repair]:
    """Each way to turn a plain claim round that denies what a plain sentence tells, or tells what it denies."""
    denied = denial(claim, told)
    for word in (each for each in words_of(claim) if each.text == denied):
        for other in words_of(told):
            if are_opposites(word.bare, other.bare):
                why = f"the articles say {other.text}, not {word.text}"
                yield Repair(claim[: word.start] + other.text + claim[word.end :], why)
    for match in islice(_DENIAL.finditer(claim), MOST_FACTS):
        left = "not" if match["not"] == "n't" else match["not"] or match["no"]
        text = claim[: match.start()] + (match["kept"] or "") + claim[match.end() :]
        yield Repair(text, f"the articles say it without “{left}”")
    for place in _places_for_not(claim, denied):
        yield Repair(f"{claim[:place]} not{claim[place:]}", f"the articles deny it: “{denied}”")


def _places_for_not(claim: str, denied: str | None) -> Iterator[int]:
    """Behind each auxiliary, and before the word that is denied."""
    if denied is not None:
        yield from (match.end() for match in islice(_AUXILIARY.finditer(claim), MOST_FACTS))
        yield from (word.start - 1 for word in words_of(claim) if word.start and word.text == denied)


def _figures(claim: str, told: str) -> Iterator[Repair]:
    own = figures(claim)[:MOST_FACTS]
    others = [
        each for each in figures(told)[:MOST_FACTS] if not any(same_amount(each.amount, mine.amount) for mine in own)
    ]
    for mine, theirs in product(own, others):
        if _is_other_figure(mine, theirs, claim, told):
            yield _exchanged(claim, mine, theirs.text, theirs.text)


def _days(claim: str, told: str, published: date | None) -> Iterator[Repair]:
    own = days(claim)[:MOST_FACTS]
    others = [each for each in days(told)[:MOST_FACTS] if not any(_may_be_one(each, mine, published) for mine in own)]
    for mine, theirs in product(own, others):
        yield _exchanged(claim, mine, theirs.text, with_date(theirs.text, published))


def _names(claim: str, told: str) -> Iterator[Repair]:
    own = names(claim)[:MOST_FACTS]
    others = [each for each in names(told)[:MOST_FACTS] if not any(same_bearer(mine, each) for mine in own)]
    for mine, theirs in product(own, others):
        if _is_in_its_place(mine, claim, theirs, told):
            right = theirs.text.removesuffix("'s")
            yield _exchanged(claim, mine, right + ("'s" if mine.text.endswith("'s") else ""), right)


def _exchanged(claim: str, mine: Figure | Day | Name, put: str, right: str) -> Repair:
    wrong = mine.text.removesuffix("'s")
    rest = claim[mine.start + len(mine.text) :]  # the end of a day may be the full stop behind it
    return Repair(claim[: mine.start] + put + rest, f"the articles say {right}, not {wrong}")


def _is_other_figure(mine: Figure, theirs: Figure, claim: str, told: str) -> bool:
    """Whether both count the same thing, and cannot both be right: "more than 50" and "59" can."""
    if not _is_one_unit(mine.amount, theirs.amount) or not _counts_the_same(mine, theirs):
        return False
    return relation(_hedged(claim, mine), _hedged(told, theirs), Kind.NUMBER) is Relation.DIFFERENT


def _is_one_unit(one: Amount, other: Amount) -> bool:
    units = {one.unit, other.unit}
    return len(units) == 1 or units == {"dollar", "us dollar"}


def _counts_the_same(mine: Figure, theirs: Figure) -> bool:
    """Whether the nouns behind them may mean one thing; those in a unit have none that counts."""
    if mine.amount.unit is not None:
        return True
    a, b = (words_of(each.noun or "") for each in (mine, theirs))
    return not (a and b) or alike(a[0], b[0])


def _hedged(text: str, figure: Figure) -> str:
    before = HEDGE_BEFORE.search(text[max(0, figure.start - 20) : figure.start])
    return (before.group() if before else "") + figure.text


def _may_be_one(one: Day, other: Day, published: date | None) -> bool:
    """Whether both times have a day in common, or it cannot be told that they have none."""
    a, b = meant(one, published), meant(other, published)
    if a is not None and b is not None:
        return a.first <= b.last and b.first <= a.last
    parts = ((one.weekday, other.weekday), (one.day, other.day), (one.month, other.month), (one.year, other.year))
    return not any(mine != theirs for mine, theirs in parts if mine is not None and theirs is not None)


def _is_in_its_place(mine: Name, claim: str, theirs: Name, told: str) -> bool:
    """Whether the word before, or the one behind, is the same beside both; behind an "in" both must stand."""
    (before, behind), (other_before, other_behind) = _beside(claim, mine), _beside(told, theirs)
    if _leads(before) != _leads(other_before):
        return False
    return _is_alike(before, other_before) or _is_alike(behind, other_behind)


def _beside(text: str, name: Name) -> tuple[Word | None, Word | None]:
    """The words before and behind a name, articles left out."""
    held = [word for word in words_of(text) if word.bare not in ("the", "a", "an")]
    before = [word for word in held if word.end <= name.start]
    behind = [word for word in held if word.start >= name.end]
    return (before[-1] if before else None), (behind[0] if behind else None)


def _leads(word: Word | None) -> str:
    """The small word that it is; empty for others."""
    return word.bare if word is not None and not word.telling else ""


def _is_alike(one: Word | None, other: Word | None) -> bool:
    return one is not None and other is not None and alike(one, other)
