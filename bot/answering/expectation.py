"""What kind of answer a question asks for, told from its first words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import dropwhile, takewhile

from bot.search.terms import STOP_WORDS


class Kind(StrEnum):
    """Kinds of short answer. OPEN has none: a sentence answers (what, why, how)."""

    NAME = "name"
    """A person or an organisation."""
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    """A percentage or a fraction."""
    YES_NO = "yes_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kind of answer, and the question's word for it: `country` in "which country", `users` in "how many users"."""

    kind: Kind
    focus: str | None = None
    speaker: bool = False
    """Who said something: the answer is the one who speaks."""


_SPEECH = (
    r"(?:sa(?:id|ys?)|told|tells?|claim(?:s|ed)?|announced?|warn(?:s|ed)?|argue[sd]?|accuse[sd]?|call(?:s|ed)?"
    r"|describe[sd]?|according)"
)
_PLACES = frozenset("country countries nation city town state place region sea ocean".split())
_NAMED = frozenset(
    """company companies firm firms app apps outlet person people judge court investor investors retailer agency
    platform owner parent name minister official bank network""".split()
)
_RULES: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        (r"who|whom|whose", Kind.NAME),
        (r"when|(?:what|which) (?:date|day|month|year|deadline)|how (?:long|soon)", Kind.TIME),
        (r"where", Kind.PLACE),
        (r"(?:what|which|how (?:big|large) a|how much of a) (?:share|percentage|percent|proportion|stake)", Kind.SHARE),
        (r"how much\b.*\b(?:money|pay|paid|costs?|spen[dt]|buy|bought|worth|dollars|price|fine|fund)", Kind.MONEY),
        (r"what (?:price|sum)|how expensive", Kind.MONEY),
        (r"how (?:many|much|large|big|old|far|often)|what (?:number|amount)", Kind.NUMBER),
    )
)
_YES_NO = re.compile(
    r"^(?:so |and |but )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)(?:n't)?\b"
)


def expectation(question: str) -> Expectation:
    """Read the kind of answer off the question's wording.

    >>> expectation("which country banned TikTok?")
    Expectation(kind=<Kind.PLACE: 'place'>, focus='country', speaker=False)
    """
    text = re.sub(r"\s+", " ", question.casefold()).strip(" ?!.")
    if _YES_NO.match(text) and " or " not in text:
        return Expectation(Kind.YES_NO)
    if (named := _named_kind(text)) is not None:
        return named
    asked = [
        (match.start(), order, kind) for order, (pattern, kind) in enumerate(_RULES) if (match := pattern.search(text))
    ]
    if not asked:
        return Expectation(Kind.OPEN)
    return Expectation(min(asked)[2], _counted(text), _asks_speaker(text))


def _named_kind(text: str) -> Expectation | None:
    """`which country`, `what app`, `what is X's parent company`: the answer is one of the noun that is named."""
    match = re.search(r"\b(?:which|what)\b(.*)", text)
    if match is None:
        return None
    following = re.findall(r"\w+", match.group(1))
    defined = following[:1] in (["is"], ["was"], ["are"], ["s"])
    near = following[-2:] if defined else following[:3]
    for noun in reversed(near):
        if noun in _PLACES:
            return Expectation(Kind.PLACE, noun)
        if noun in _NAMED:
            return Expectation(Kind.NAME, noun)
    return None


def _counted(text: str) -> str | None:
    """The noun after "how many": the last word before the question's verb or preposition."""
    match = re.search(r"\bhow (?:many|much)((?: \w+)+)", text)
    following = match.group(1).split() if match else []
    nouns = dropwhile(lambda word: word in STOP_WORDS, following)
    telling = list(takewhile(lambda word: word not in STOP_WORDS, nouns))
    return telling[-1] if telling else None


def _asks_speaker(text: str) -> bool:
    return re.search(rf"\bwho\b (?:\w+ )?{_SPEECH}\b|according to whom", text) is not None
