"""Names that a statement puts where its source says "he" or "the company": the sentence that names them is quoted too.

The name must stand among the words that the source has around the pronoun or description, must fit it, and must be
named shortly before or where the article opens. Whether the article means just that one is not known here: the reader
is shown the sentence that names it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answering.english.mentions import Mention, mentions
from bot.answering.english.openings import BODIES, BUSINESS, PEOPLE
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, alike, words_of

REACH = 6
"""Sentences back within which a name is sought; newspapers name a person anew in every paragraph or two."""

OPENING = 2
"""First sentences of an article: whom they name it is about."""

_WINDOW = 3
"""Words on either side of which one telling one must be the same."""

_THINGS = "app|apps|product|feature|service|site|tool|game|phone|device|country|government|administration|chip|network"
_PEOPLE = "|".join(sorted(PEOPLE))
_STAND_INS = re.compile(
    rf"\b(?:(?P<person>he|she|his|him|her)|(?P<thing>it|its)|(?P<several>they|their|them)"
    rf"|(?:the|this|that) (?:[\w-]+ ){{0,2}}?(?:(?P<someone>{_PEOPLE})"
    rf"|(?P<something>{_THINGS}|{'|'.join(sorted(BUSINESS | BODIES))})))(?:'s)?(?![\w-])",
    re.IGNORECASE,
)


def naming_sentence(parts: tuple[str, ...], claim: str, place: tuple[int, int], source: Source) -> int | None:
    """The sentence of the article that names whom the source means by a pronoun or description in the name's place.

    `parts`, `place`: the name's bare words, and where it stands in the claim. None: the source means nobody so.
    """
    around = _around(claim, *place)
    for match in _STAND_INS.finditer(source.own_text):
        if _alike(around, _around(source.own_text, *match.span())):
            for index in _earlier(source):
                fitting = [name for name in _mentions(source.sentence_text(index)) if _fits(name, match)]
                text = source.sentence_text(index)
                if any(set(parts) <= {w.bare for w in words_of(text[e.place.start : e.place.end])} for e in fitting):
                    return index
                if fitting and _is_pronoun(match):
                    break  # a pronoun means who was named last
    return None


def _earlier(source: Source) -> Iterator[int]:
    """The sentences that may name it: those before, nearest first, then the first ones."""
    first = source.chosen[0]
    nearest = range(first - 1, max(-1, first - 1 - REACH), -1)
    yield from nearest
    yield from (index for index in range(min(OPENING, first)) if index not in nearest)


@lru_cache(maxsize=4_000)
def _mentions(text: str) -> tuple[Mention, ...]:
    return tuple(mentions(text, 0, len(text), 0))


def _is_pronoun(match: re.Match[str]) -> bool:
    return bool(match["person"] or match["thing"] or match["several"])


def _fits(mention: Mention, match: re.Match[str]) -> bool:
    """Whether the words may stand for it: "he" for a man or likely person, "the app" and "it" for no person."""
    human = bool(mention.person) or mention.likely
    if match["person"]:
        return human and mention.fits(match["person"].casefold())
    if match["something"]:
        return mention.person is not True  # "the product" may be "Instagram Reels", which looks like a person's name
    return human if match["someone"] else not human


def _around(text: str, start: int, end: int) -> tuple[list[Word], list[Word]]:
    held = words_of(text)
    before = [word for word in held if word.end <= start][-_WINDOW:]
    return before, [word for word in held if word.start >= end][:_WINDOW]


def _alike(one: tuple[list[Word], list[Word]], other: tuple[list[Word], list[Word]]) -> bool:
    """Whether the surroundings have a telling word in common, on the same side."""
    return any(a.telling and alike(a, b) for mine, theirs in zip(one, other, strict=True) for a in mine for b in theirs)
