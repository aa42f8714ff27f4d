"""Who did what to whom: names around a verb that a statement shares with its source may not change places.

"X bought Y", "Y was bought by X" and "Y, bought by X," are one. Told from the order of names, prepositions and commas,
without a grammar: what is not clear is no fault. Names that are only a part of a phrase ("TikTok's owner", "a House
panel", "the head of Arm") may stand for the whole of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest

from bot.answering.proving.names import Name, names, same_bearer
from bot.answering.proving.wording import Word, closest, is_past, words_of

_PREPOSITION = (
    r"of|in|at|from|with|for|on|by|to|under|against|near|between|into|over|about|after|before|since|until|during|through"
    r"|within|among|across|toward|towards|behind|beyond|like|as|than|via|without|including|despite|following"
)
_LED = re.compile(rf"\b(?P<by>{_PREPOSITION}) (?:the |a |an |its |his |her |their |both |\w+ly |[a-z]+ )?$")
_LISTED = re.compile(r"(?:, | and |, and | or )(?:the )?$")
_BREAK = re.compile(
    r"[;:()]|, (?=[a-z])| - |\b(?:that|who|which|whose|where|when|because|after|before|as|while|whereas|if|whether|but"
    r"|although|though|and|said|says|until|since|so)\b"
)
_GOES_ON = re.compile(r"(?:\band|\bbut|,)(?: (?:then|also|later|now|has|have|had|will|would|\w+ly))*\s*$")
_RELATIVE = re.compile(r",? (?:who|which|that)(?: (?:has|have|had|will|would|\w+ly))*\s*$")
_BE = re.compile(r"\b(?:is|are|was|were|been|be|being|got)(?: (?:not|also|now|then|later|\w+ly))* $")
_HELPED = re.compile(
    r"\b(?:will|would|to|can|could|may|might|must|should|shall|did|does|do|has|have|had)(?: (?:not|also|\w+ly))* $"
)
_NOT_DEEDS = frozenset("said told asked called named used based related united limited expected led left set".split())
_MOST_DEEDS = 24


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb with the names before and behind it, the passive undone.

    `whole` and `part`: by role (`who`, `whom`, or a preposition) the names that are a phrase by themselves, and those
    that are a part of one.
    """

    verb: Word
    whole: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    part: dict[str, tuple[Name, ...]] = field(default_factory=dict)


def swapped(claim: str, source: str) -> str | None:
    """The name to which the claim gives another's part in the source, in words; None if there is none."""
    theirs = deeds(source)
    verbs = tuple(deed.verb for deed in theirs)
    for deed in deeds(claim):
        same = [theirs[verbs.index(verb)] for verb in closest(deed.verb, verbs)]
        faults = [_fault(deed, other, claim, source) for other in same]
        if faults and all(faults):
            return f"“{faults[0]}” has another part in “{same[0].verb.text}”"
    return None


@lru_cache(maxsize=4_000)
def deeds(text: str) -> tuple[Deed, ...]:
    """The verbs of a plain text that have names beside them."""
    held = names(text)
    verbs = [word for word in words_of(text) if _is_verb(word, text)][:_MOST_DEEDS]
    found = []
    for verb, following in zip_longest(verbs, verbs[1:]):
        deed = _deed(text, verb, following, held)
        if deed.whole or deed.part:
            found.append(deed)
    return tuple(found)


def _fault(mine: Deed, theirs: Deed, claim: str, source: str) -> str | None:
    """A name in another role than in the source's deed, where that role is another's."""
    for role, own in mine.whole.items():
        others = theirs.whole.get(role, ())
        for name in own:
            if _is_among(name, (*others, *theirs.part.get(role, ()))):
                continue
            moved = any(_is_among(name, held) for each, held in theirs.whole.items() if each != role)
            known = names(claim)
            taken = _is_among(name, names(source)) and not any(_is_among(other, known) for other in others)
            if (moved and (others or role in ("who", "whom"))) or (others and taken):
                return name.text
    return None


def _is_among(name: Name, others: tuple[Name, ...]) -> bool:
    return any(same_bearer(name, other) for other in others)


def _is_verb(word: Word, text: str) -> bool:
    if not word.telling or word.capital or word.bare in _NOT_DEEDS:
        return False
    before = text[max(0, word.start - 30) : word.start]
    return (
        is_past(word.bare)
        or _HELPED.search(before) is not None
        or (word.bare.endswith("ing") and _BE.search(before) is not None)
    )


def _deed(text: str, verb: Word, following: Word | None, held: tuple[Name, ...]) -> Deed:
    begin = _clause_start(text, verb.start)
    stop = _BREAK.search(text, verb.end)
    end = min(stop.start() if stop else len(text), following.start if following else len(text))
    first = next((word.start for word in words_of(text) if begin <= word.start and _is_verb(word, text)), verb.start)
    before = [name for name in held if begin <= name.start and name.end <= min(first, verb.start)]
    behind = [name for name in held if verb.end <= name.start < end]
    passive = _is_passive(text, verb)
    whole: dict[str, tuple[Name, ...]] = {}
    part: dict[str, tuple[Name, ...]] = {}
    subject = "whom" if passive else "who"
    for name, role, entire in [*_subjects(text, before, subject, verb), *_objects(text, verb, behind, passive=passive)]:
        table = whole if entire else part
        table[role] = (*table.get(role, ()), name)
    return Deed(verb, whole, part)


def _is_passive(text: str, verb: Word) -> bool:
    before, behind = text[max(0, verb.start - 30) : verb.start], text[verb.end : verb.end + 4]
    return is_past(verb.bare) and (_BE.search(before) is not None or (behind == " by " and not _HELPED.search(before)))


def _clause_start(text: str, at: int) -> int:
    """Where the clause of a verb begins; behind "and", "but" or a comma alone it is the one before, too."""
    for _ in range(4):
        breaks = list(_BREAK.finditer(text, 0, at))
        if not breaks:
            return 0
        if not (_GOES_ON.search(text[:at].rstrip() + " ") or _RELATIVE.search(text[:at].rstrip() + " ")):
            return breaks[-1].end()
        at = breaks[-1].start()
    return at


def _subjects(text: str, before: list[Name], role: str, verb: Word) -> Iterator[tuple[Name, str, bool]]:
    for name in before:
        led = _LED.search(text[max(0, name.start - 30) : name.start])
        yield name, role, led is None and not _is_of_a_phrase(text, name, verb)


def _objects(text: str, verb: Word, behind: list[Name], *, passive: bool) -> Iterator[tuple[Name, str, bool]]:
    role = "" if passive else "whom"
    for name in behind:
        stretch = text[verb.end : name.start]
        led = list(re.finditer(rf"\b(?:{_PREPOSITION})\b", stretch))
        if led and not _LISTED.search(stretch):
            role = "who" if passive and led[-1].group() == "by" else led[-1].group()
        if role:
            direct = len(stretch[led[-1].end() if led else 0 :].split()) <= 2
            yield name, role, direct and not _is_of_a_phrase(text, name, None)


def _is_of_a_phrase(text: str, name: Name, verb: Word | None) -> bool:
    """Whether the name is only a part of a phrase: "TikTok's owner", "a House panel"."""
    if re.match(r"['-]", text[name.end :]) or name.text.endswith(("'s", "'")):
        return True
    following = re.match(r"\.? ([a-z][\w-]*)", text[name.end :])
    if following is None or (verb is not None and name.end + 1 >= verb.start):
        return False
    word = words_of(following.group(1))
    return bool(word) and word[0].telling and not _is_verb(word[0], "") and not word[0].bare.endswith(("ly", "ing"))
