"""What kind of answer a question asks for, told from its first words."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of short answer. OPEN has none: a sentence answers (what, why, how)."""

    NAME = "name"
    """A person or an organisation."""
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kind of answer, and what the question itself calls it: `country` in "which country", `users` in "how many users"."""

    kind: Kind
    focus: str | None = None
    speaker: bool = False
    """Who said something: the answer is the one who speaks."""


_SPEECH = r"(?:sa(?:id|ys?)|told|tells?|claim(?:s|ed)?|announced?|warn(?:s|ed)?|argue[sd]?|accuse[sd]?|call(?:s|ed)?|describe[sd]?|according)"
_PLACES = frozenset("country countries nation city town state place region sea ocean".split())  # noqa: SIM905
_NAMED = frozenset(
    """company companies firm firms app apps outlet person people judge court investor investors retailer agency
    platform owner parent name minister official bank country""".split()  # noqa: SIM905
)
_RULES: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\b(?:who|whom|whose)\b", Kind.NAME),
        (r"\b(?:when|(?:what|which) (?:date|day|month|year|deadline)|by when|until when|how (?:long|soon))\b", Kind.TIME),
        (r"\bwhere\b", Kind.PLACE),
        (r"\bhow much (?:money|did .*\b(?:pay|cost|spend|buy)|will .*\b(?:pay|cost)|is .*\bworth|does .*\bcost)\b", Kind.MONEY),
        (r"\b(?:what (?:price|sum|amount)|how (?:expensive|big (?:is|was) the fund))\b", Kind.MONEY),
        (r"\b(?:how (?:many|much|large|big|old|far|often)|what (?:share|percentage|percent|number|proportion|stake))\b", Kind.NUMBER),
    )
)
_YES_NO = re.compile(r"^(?:so |and |but )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)(?:n't)?\b")


def expectation(question: str) -> Expectation:
    """Read the kind of answer off the question's wording.

    >>> expectation("which country banned TikTok?")
    Expectation(kind=<Kind.PLACE: 'place'>, focus='country', speaker=False)
    """
    text = re.sub(r"\s+", " ", question.casefold()).strip(" ?!.")
    if _YES_NO.match(text) and " or " not in text:
        return Expectation(Kind.YES_NO)
    if match := re.search(r"\b(?:which|what) (?:\w+ ){0,2}?(\w+)\b", text):
        named = _focus_of(text)
        if named is not None:
            return named
        del match
    for pattern, kind in _RULES:
        if pattern.search(text):
            return Expectation(kind, _counted(text), _asks_speaker(text))
    return Expectation(Kind.OPEN)


def _focus_of(text: str) -> Expectation | None:
    """`which country`, `what company`, `what is X's parent company`: the noun that the answer is one of."""
    match = re.search(r"\b(?:which|what)(?: other)? (?:\w+ )?(\w+)\b", text)
    nouns = re.findall(r"\w+", text)
    near = set(nouns[1:4]) if match else set()
    if text.startswith(("what is", "what was", "what's", "what are")):
        near = set(nouns[-2:])
    if place := near & _PLACES:
        return Expectation(Kind.PLACE, sorted(place)[0])
    if noun := near & _NAMED:
        return Expectation(Kind.NAME, sorted(noun)[0])
    return None


def _counted(text: str) -> str | None:
    match = re.search(r"\bhow (?:many|much) (?:\w+ )?(\w+)", text)
    return match.group(1) if match else None


def _asks_speaker(text: str) -> bool:
    return re.search(rf"\bwho\b (?:\w+ )?{_SPEECH}\b|according to whom", text) is not None
