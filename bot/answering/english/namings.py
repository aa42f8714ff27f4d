"""Whether two wordings name one person, organisation or place, told from their form.

Titles, legal forms, initials, given names in short, surnames alone, acronyms and the usual other names of countries are
seen through. What the form does not tell is left apart: a company and its former name are two. English wording only.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import dropwhile

from bot.answering.english.aliases import FAMILY_FIRST, GENERIC, LEGAL_FORMS, ROLES, given_name, place_name
from bot.search.terms import bare, words

_LONGEST = 160
"""Characters that are looked at: a name is short."""

_LINKING = frozenset("of and for the in on at to de la le von van bin al".split())
_DIRECTIONS = frozenset("north south east west northern southern eastern western central new upper lower great".split())
_NOT_SURNAMES = frozenset(
    """states kingdom bank university college school times post journal party court ministry house city county council
    commission agency department committee institute fund union league club association company group street park
    stadium airport hospital news press office service services
    nations federation republic island islands river""".split()
)
"""Last words of names that are no surname: "Bank" alone is not "Deutsche Bank", nor "House" "White House"."""


def same_name(one: str, other: str, *, place: bool = False) -> bool:
    """Whether both wordings name one and the same, as far as their form tells. `place`: no surnames are looked for.

    >>> same_name("President Trump", "Donald J. Trump"), same_name("Donald Trump", "Melania Trump")
    (True, False)
    """
    a, b = core(one), core(other)
    if not a or not b:
        return _letters(one) == _letters(other) != ""
    if place_name(" ".join(a)) == place_name(" ".join(b)) or "".join(a) == "".join(b):
        return True
    if _is_acronym(one, b, other) or _is_acronym(other, a, one):
        return True
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if _only_longer(longer, shorter):
        return True
    return not place and _same_person(longer, shorter)


@lru_cache(maxsize=2_000)
def core(name: str) -> tuple[str, ...]:
    """The words that make the name, bare: no article, role, honorific or legal form; accents and case folded.

    >>> core("Microsoft CEO Satya Nadella"), core("the Chinese firm Acme Ltd.")
    (('satya', 'nadella'), ('chinese', 'firm', 'acme'))
    """
    written = words(_folded(name))
    plain = [bare(word) for word in written]
    held = _without_role(plain)
    last_role = max((n for n, word in enumerate(held) if word in ROLES and 0 < n < len(held) - 1), default=-1)
    if last_role >= 0 and not _LINKING & set(held):
        held = held[last_role + 1 :]
    while len(held) > 1 and held[-1] in LEGAL_FORMS | {"jr", "sr"}:
        held = held[:-1]
    return tuple(held or plain)


def is_description(text: str) -> bool:
    """Whether the wording names nobody: "a spokesman", "two officials", "the company"."""
    return not any(word[:1].isupper() and bare(word) not in ROLES for word in words(text[:_LONGEST]))


def _without_role(plain: Sequence[str]) -> list[str]:
    """The words behind the roles that the name opens with: "US Secretary of State Mike Pompeo" gives "Mike Pompeo"."""
    held = [word for word in dropwhile(lambda word: word in ROLES | {"us"}, plain) if word]
    if not set(plain[: len(plain) - len(held)]) - {"us"}:
        return [word for word in plain if word]
    if held[:1] == ["of"] and len(held) >= 4:
        held = held[2:] if held[1] != "the" else held[3:]
    return held


def _same_person(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    if not _looks_personal(longer):
        return False
    if len(shorter) == 1:
        surnames = {longer[-1], *(FAMILY_FIRST & {longer[0]})}
        return shorter[0] in surnames - _NOT_SURNAMES
    return (
        _looks_personal(shorter)
        and longer[-1] == shorter[-1]
        and _same_given(longer[0], shorter[0])
        and _same_middle(longer[1:-1], shorter[1:-1])
    )


def _looks_personal(name: Sequence[str]) -> bool:
    plain = all(word.isalpha() for word in name)
    return 2 <= len(name) <= 4 and plain and not {"of", "and", "for", "the"} & set(name) and name[0] not in _DIRECTIONS


def _same_given(one: str, other: str) -> bool:
    if given_name(one) == given_name(other):
        return True
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _same_middle(one: Sequence[str], other: Sequence[str]) -> bool:
    """Middle names are often left out; where both have some they must agree, by their initials at least."""
    if not one or not other:
        return all(word not in _NOT_SURNAMES for word in (*one, *other))
    return len(one) == len(other) and all(_same_given(a, b) for a, b in zip(one, other, strict=True))


def _only_longer(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the longer name adds only words that change nothing: "Samsung Electronics", "Greater Glasgow FC"."""
    rest = list(longer[len(shorter) :])
    if rest and tuple(longer[: len(shorter)]) == tuple(shorter):
        return all(word in GENERIC | LEGAL_FORMS for word in rest)
    ends_alike = tuple(longer[-len(shorter) :]) == tuple(shorter)
    return ends_alike and len(shorter) >= 2 and not (_DIRECTIONS | _LINKING) & set(longer[: -len(shorter)])


def _is_acronym(short: str, name: Sequence[str], written: str) -> bool:
    """Whether `short` is made of the initials of the name: "WHO", "the U.N.", "BBC"."""
    letters = re.sub(r"^the ", "", short.strip(), flags=re.IGNORECASE).replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()) or len(name) < 2:
        return False
    told = [bare(word) for word in words(_folded(written))]
    whole = [word for word in told if word not in ("the", "a", "an")]
    return letters.casefold() in (
        "".join(word[0] for word in some if word)
        for some in (name, whole, [word for word in whole if word not in _LINKING])
    )


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text[:_LONGEST])
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _letters(text: str) -> str:
    return "".join(character for character in _folded(text).casefold() if character.isalnum())
