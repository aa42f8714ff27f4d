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
    mine, theirs = words_of(claim), words_of(source)
    own, others = negations(claim), negations(source)
    own_times, times = _times(own), _times(others)
    denied, denied_there = frozenset(own_times), frozenset(times)
    for keys in others:
        met = [(rank, word) for rank, key in enumerate(keys) for word in closest(key, mine)]
        bound = [word for _, word in met if not _stands_free(word, theirs, denied_there)]
        first = any(rank == 0 for rank, _ in met)
        if first and bound and not any(word.start in denied for _, word in met) and not _is_until(keys, source, claim):
            return bound[0].text
    for keys in own:
        taken = next((found for key in keys if (found := closest(key, theirs))), ())
        if not any(word.start in denied_there for word in taken) and (taken or not others):
            return keys[0].text
    for word in mine:
        twice = own_times[word.start]
        told = [times[other.start] for other in closest(word, theirs)] if twice else []
        if told and all(each and (twice - each) % 2 for each in told):
            return word.text  # "did not never"
    opposed = (
        word
        for word in mine
        if _is_weighed(word) and not closest(word, theirs) and _is_opposed(word, mine, theirs, denied, denied_there)
    )
    return next((word.text for word in opposed), None)


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


def _times(groups: tuple[tuple[Word, ...], ...]) -> Counter[int]:
    """How often each word is denied, by where it begins."""
    return Counter(word.start for keys in groups for word in keys)


def _is_until(keys: tuple[Word, ...], source: str, claim: str) -> bool:
    """Whether what "does not start until May" is told as what "starts only in May"."""
    return (
        re.match(r"[^.,;:]{0,40} until\b", source[keys[0].end :]) is not None
        and re.search(r"\b(?:only|from|after|earliest)\b", claim, re.IGNORECASE) is not None
    )


def _stands_free(word: Word, theirs: tuple[Word, ...], denied_there: frozenset[int]) -> bool:
    """Whether the source has the word also where it is not denied."""
    return any(other.start not in denied_there for other in closest(word, theirs))


def _is_weighed(word: Word) -> bool:
    return word.telling or word.bare in _CARRYING


def _is_negation(word: Word) -> bool:
    return _NOT.fullmatch(word.text) is not None


def _is_opposed(
    word: Word,
    mine: tuple[Word, ...],
    theirs: tuple[Word, ...],
    denied: frozenset[int],
    denied_there: frozenset[int],
) -> bool:
    """Whether the source has the opposite of the word, said of the same thing, and the claim takes that up nowhere."""
    return any(
        (word.start in denied) == (other.start in denied_there)
        and not closest(other, mine)
        and _is_near(word, mine, other, theirs)
        and are_opposites(word.bare, other.bare)
        for other in theirs
        if _is_weighed(other)
    )


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
