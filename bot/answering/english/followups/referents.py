"""What "she", "it", "there" or "the company" means after some questions and answers.

The newest turn first; in it the short answer, then the question's subject, then what else was named: among those that
fit by kind. Words that lean stand in `anaphors`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answering.english.expectation import Kind
from bot.answering.english.followups.pronouns import HE, IT, SHE, THEY
from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.nominals import Nominal
from bot.answering.english.openings import BODIES, BUSINESS

_ANY_BUSINESS = frozenset("company firm group business".split())
"""Nouns for whatever does business; "the app" is not just any name."""


@dataclass(frozen=True, slots=True)
class Referent:
    """What is meant; `doubtful`: the same turn speaks of others that fit as well, and asked for none of them."""

    nominal: Nominal
    doubtful: bool = False


def meant_by(pronoun: str, turns: Sequence[ReadTurn], *, acts: bool = False, governed: bool = False) -> Referent | None:
    """Whom or what a pronoun in small letters means. `turns`: oldest first.

    `acts`: it says, pays, wants; `governed`: it ends a clause, behind a verb or a preposition.
    """
    for loosened, fits in enumerate(_rules(pronoun)):
        for turn in reversed(turns):
            fitting = [each for each in turn.in_mind(inner=pronoun in HE | SHE) if fits(each)]
            if loosened and governed and pronoun in IT and len(fitting) > 1 and fitting[0] is turn.told:
                fitting = fitting[1:]  # "who stars in it" after "who directed Glass Harbor?"
            if fitting:
                asked_for = fitting[0] is turn.told or len(fitting) == 1 or turn.is_about_its_subject
                meant = fitting[0] if asked_for or acts or pronoun not in IT else _undergoing(fitting)
                return Referent(meant, doubtful=not asked_for)
    return None


def place_meant(turns: Sequence[ReadTurn]) -> Referent | None:
    """Where "there" is: a place, else an organisation."""
    for turn in reversed(turns):
        asked_for = turn.told if turn.asked.kind is Kind.PLACE else None
        found = next((each for each in turn.in_mind() if each is asked_for or each.placed), None)
        if found is not None:
            return Referent(replace(found, placed=True))
    for turn in reversed(turns):
        found = next((each for each in turn.in_mind() if each.is_name and not each.is_somebody), None)
        if found is not None:
            return Referent(found)
    return None


def described_by(noun: str, turns: Sequence[ReadTurn]) -> Referent | None:
    """What "the N" or "that N" takes up: what was called so, or for "the company" the last thing like one."""
    for turn in reversed(turns):
        for each in turn.in_mind():
            if each.about & {noun, noun.removesuffix("s")} and not each.hangs:
                return Referent(each)
    if noun not in _ANY_BUSINESS:
        return None
    found = meant_by("it", turns)
    return found if found and found.nominal.is_name else None


def _rules(pronoun: str) -> Iterator[Callable[[Nominal], bool]]:
    """Tests for what fits, the strictest first."""
    if pronoun in HE | SHE:
        males = (None, pronoun in HE)
        yield lambda each: each.is_somebody and each.male in males and not each.plural
        yield lambda each: each.is_somebody and not each.plural
        yield lambda each: each.is_name and each.person is None and each.male in males and not each.placed
    elif pronoun in THEY:
        yield lambda each: each.plural
        yield lambda each: not each.is_somebody and not each.placed
        yield lambda each: not each.placed
    else:
        yield lambda each: not each.is_somebody and not each.placed and not each.plural
        yield lambda each: each.person is not True and not each.plural


def _undergoing(fitting: Sequence[Nominal]) -> Nominal:
    """The first that can do nothing by itself: of "did Parliament pass the water bill" the bill; else the first."""
    return next((each for each in fitting if not each.is_name and not each.about & (BUSINESS | BODIES)), fitting[0])
