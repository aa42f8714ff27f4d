"""Whose is it: "WeChat's parent company" is not answered by what is said of TikTok's parent company.

Owner and thing are read off "X's thing" and "the thing of X", by form; a sentence without such a pair says nothing
either way.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.answering.english.vocabulary import meanings
from bot.search.terms import STOP_WORDS, bare

LONGEST = 2_000
"""Characters of a sentence that are read."""

_OWNER = r"(?P<owner>[^\W\d_][\w&-]*(?:\.[^\W\d_][\w&-]*)*)"
_OWNS = re.compile(rf"\b{_OWNER}(?:[’']s|(?<=s)[’'])\s+(?P<thing>[\w-]+(?:\s+[\w-]+){{0,3}})")
_OF = re.compile(rf"\b(?P<thing>[a-z][\w-]*(?: [a-z][\w-]*){{0,2}}) (?:of|at) (?:the )?{_OWNER}")


@dataclass(frozen=True, slots=True)
class Owned:
    """An owner's bare name and what the words for the owned thing may stand for."""

    owner: str
    thing: frozenset[str]


def owned(text: str, names: Collection[str] | None = None) -> tuple[Owned, ...]:
    """The pairs in a text; with `names` (bare) those whose owner is one of them, else those with a capital letter."""
    return tuple(_owned(text[:LONGEST], names))


def is_anothers(asked: Collection[Owned], sentence: str) -> bool:
    """Whether the sentence speaks of the same thing of somebody else, and not of the one that was asked for.

    >>> is_anothers(owned("What is Arno's parent company?"), "Bila's parent company, Corvo, rose.")
    True
    >>> is_anothers(owned("What is Arno's parent company?"), "Corvo is the parent company of Arno and Bila.")
    False
    """
    if not asked:
        return False
    said = owned(sentence)
    present = {bare(word) for word in re.findall(r"[\w&-]+(?:[.’'][\w&-]+)*", sentence[:LONGEST])}
    for pair in asked:
        alike = [other for other in said if pair.thing & other.thing]
        if alike and pair.owner not in present and all(other.owner != pair.owner for other in alike):
            return True
    return False


def _owned(text: str, names: Collection[str] | None) -> Iterator[Owned]:
    for pattern in (_OWNS, _OF):
        for match in pattern.finditer(text):
            owner = bare(match["owner"])
            telling = [word for word in match["thing"].split() if bare(word) not in STOP_WORDS]
            is_name = match["owner"][0].isupper() if names is None else owner in names
            if is_name and telling:
                yield Owned(owner, frozenset().union(*(meanings(word) for word in telling)))
