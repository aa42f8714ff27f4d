"""Whether a statement denies what its source tells, or tells what its source denies.

A negation falls on the first telling words behind it, within its clause; a word and its opposite ("rose", "fell") deny
each other. Compared word by word, where a statement takes up its source's words; English only.
"""

import re
from collections import Counter
from functools import lru_cache

from bot.answering.english.polarity import Verdict, settles
from bot.answering.proving.wording import Word, alike, closest, words_of

_NOT = re.compile(
    r"\b(?:not(?! only\b[^.;]{1,120}\bbut\b| least\b)|no longer"
    r"|no (?:intention|plans?|wish|sign|evidence|proof) (?:of|to|that)\b"
    r"|no(?! doubt\b| (?:later|fewer|less|sooner) than\b)"
    r"|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|\w+n't|den(?:y|ies|ied|ying)(?: that)?"
    r"|(?:declin|refus)(?:e|es|ed|ing)(?:, \w+,)? to|fail(?:s|ed|ing)? to|unable to|yet to|far from"
    r"|stop(?:s|ped)? short of|rul(?:es?|ed|ing) out|instead of|rather than|unlikely to)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:.()]|\b(?:but|and|although|though|while|because|unless|until)\b| - ")
_ASKING = re.compile(r"\W*(?:whether|if|how|what|when|where|who|why|which)\b", re.IGNORECASE)
"""Behind a word that is denied alone: who "has not said whether it will sell" neither sells nor does not."""

_CARRYING = frozenset("say says said own let get got happen happened after before up down out off".split())
"""Stop words that a negation may fall on, or whose opposite changes what is said."""

MOST_NEGATIONS = 12
"""Of a text. What denies more often denies nobody knows what; neither it nor a claim that rests on it is believed."""

_KEYS = 2
"""Telling words that a negation falls on: "no price was disclosed", "did not disclose a price"."""

_REACH = 60
"""Characters behind a negation in which they are sought."""

_NEXT = 12
"""Characters before a negation in which the word stands that it falls on, where none stands behind: "it could not."."""

_NEAR = 3
"""Telling words on either side by which two places are recognised as being about one thing."""

_SIDES = tuple(
    set(pair.split())
    for pair in """before after, above below, more less, more fewer, up down, most least, majority minority,
    maximum minimum, support oppose, supported opposed, import export, imports exports, profit loss, older younger,
    higher lower, larger smaller, bigger smaller, early late, earlier later, tighten loosen, easier harder,
    strong weak, fast slow, faster slower, north south, east west, upheld overturned, arrested released,
    added removed""".split(",")
)
"""Opposites that say how much, when or where, which no verdict on a yes/no question needs."""

_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def denial(claim: str, source: str) -> str | None:
    """The word of the claim by which it denies what the source tells, or tells what that denies; None if by none."""
    mine, theirs = _Told(claim), _Told(source)
    for told in (mine, theirs):
        if len(told.groups) > MOST_NEGATIONS:
            return told.groups[-1][0].text
    found = (_lost(mine, theirs), _added(mine, theirs), _doubled(mine, theirs), _opposed(mine, theirs))
    return next((word.text for word in found if word is not None), None)


class _Told:
    """A plain text with the words that it denies."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = words_of(text)
        self.groups = negations(text)[: MOST_NEGATIONS + 1]
        self.times = Counter(word.start for keys in self.groups for word in keys)
        """How often each word is denied, by where it begins."""
        self._taking: dict[str, tuple[Word, ...]] = {}

    def taking_up(self, word: Word) -> tuple[Word, ...]:
        """Its words that take up one of the other text; remembered, for a hostile text repeats itself."""
        if word.bare not in self._taking:
            self._taking[word.bare] = closest(word, self.words)
        return self._taking[word.bare]

    def denies(self, word: Word) -> bool:
        return word.start in self.times


def _lost(mine: _Told, theirs: _Told) -> Word | None:
    """A word that the source denies and the claim does not."""
    for keys in theirs.groups:
        met = [(rank, word) for rank, key in enumerate(keys) for word in mine.taking_up(key)]
        bound = [word for _, word in met if all(theirs.denies(other) for other in theirs.taking_up(word))]
        first = any(rank == 0 for rank, _ in met)
        if first and bound and not any(mine.denies(word) for _, word in met) and not _is_until(keys, theirs, mine):
            return bound[0]
    return None


def _added(mine: _Told, theirs: _Told) -> Word | None:
    """A word that the claim denies and the source does not."""
    for keys in mine.groups:
        taken = next((found for key in keys if (found := theirs.taking_up(key))), ())
        if not any(theirs.denies(word) for word in taken) and (taken or not theirs.groups):
            return keys[0]
    return None


def _doubled(mine: _Told, theirs: _Told) -> Word | None:
    """A word that one of them denies once more: "did not never"."""
    for word in (word for word in mine.words if mine.denies(word)):
        times = [theirs.times[other.start] for other in theirs.taking_up(word)]
        if times and all(each and (mine.times[word.start] - each) % 2 for each in times):
            return word
    return None


def _opposed(mine: _Told, theirs: _Told) -> Word | None:
    """A word of which the source has the opposite, said of the same thing, where the claim takes up neither."""
    for word in (word for word in mine.words if _is_weighed(word) and not theirs.taking_up(word)):
        for other in (other for other in theirs.words if _is_weighed(other) and not mine.taking_up(other)):
            alike_denied = mine.denies(word) == theirs.denies(other)
            if (
                alike_denied
                and are_opposites(word.bare, other.bare)
                and _is_near(word, mine.words, other, theirs.words)
            ):
                return word
    return None


@lru_cache(maxsize=4_000)
def negations(text: str) -> tuple[tuple[Word, ...], ...]:
    """For each negation of a plain text the words that it falls on, nearest first."""
    return tuple(keys for match in _NOT.finditer(text) if (keys := _keys(text, match)))


def _keys(text: str, match: re.Match[str]) -> tuple[Word, ...]:
    """The telling words behind a negation; behind them the verb before "no": "offered no evidence"."""
    end = _CLAUSE_END.search(text, match.end(), match.end() + _REACH)
    last = end.start() if end else match.end() + _REACH
    weighed = [w for w in words_of(text) if _is_weighed(w) and not _is_negation(w) and not (w.capital and w.start)]
    behind = [word for word in weighed if match.end() <= word.start < last][:_KEYS]
    if behind and _ASKING.match(text, behind[0].end):
        behind = behind[:1]
    near = 1 if match.group() == "no" else 0 if behind else _NEXT
    before = [word for word in weighed if 0 < match.start() - word.end <= near and text[word.end] == " "]
    return (*behind, *before[-1:])


def _is_until(keys: tuple[Word, ...], source: _Told, claim: _Told) -> bool:
    """Whether what "does not start until May" is told as what "starts only in May"."""
    return (
        re.match(r"[^.,;:]{0,40} until\b", source.text[keys[0].end :]) is not None
        and re.search(r"\b(?:only|from|after|earliest)\b", claim.text, re.IGNORECASE) is not None
    )


def _is_weighed(word: Word) -> bool:
    return word.telling or word.bare in _CARRYING


def _is_negation(word: Word) -> bool:
    return _NOT.fullmatch(word.text) is not None


def _is_near(word: Word, mine: tuple[Word, ...], other: Word, theirs: tuple[Word, ...]) -> bool:
    """Whether the two places have a telling word near them in common."""
    return any(alike(a, b) for a in _around(word, mine) for b in _around(other, theirs))


def _around(word: Word, among: tuple[Word, ...]) -> list[Word]:
    telling = [each for each in among if each.telling or each is word]
    at = telling.index(word)
    return [each for each in telling[max(0, at - _NEAR) : at + _NEAR + 1] if each is not word]


@lru_cache(maxsize=20_000)
def are_opposites(one: str, other: str) -> bool:
    """Whether the two bare words say the opposite.

    >>> are_opposites("accepted", "rejected"), are_opposites("legal", "illegal"), are_opposites("accepted", "approved")
    (True, True, False)
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 3 and any(longer == prefix + shorter for prefix in _PREFIXES):
        return True
    if {one, other} in _SIDES:
        return True
    return settles(one, other) is Verdict.NO
