"""The words of a question that are worth looking up.

Knows nothing of full-text syntax: the library quotes each term.
"""

import re

MAX_TERMS = 48
"""A question of 100,000 characters is searched by its first distinct words; news questions have fewer than 30."""

STOP_WORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being between both but by can could
    did do does doing done during each few for from further get gets got had happen happened happening has have
    having he her here hers him his how i if in into is it its itself just let many may me might more most much
    must my no nor not of off on once only or other our out over own per please s same say says said shall she
    should so some such t tell than that the their them then there these they this those through to too under
    until up upon us very was we were what when where which while who whom whose why will with would yet you
    your""".split()
)
"""English function words, and the verbs and pronouns with which questions are asked."""

WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")
"""One word as written; points and apostrophes inside it belong to it."""


def words(text: str) -> list[str]:
    """The words of a text as written, in order; `U.S.` and `O'Neill` are one word each.

    >>> words("What did Microsoft's board say of the U.S. plan?")
    ['What', 'did', "Microsoft's", 'board', 'say', 'of', 'the', 'U.S', 'plan']
    """
    return WORD.findall(text)


def bare(word: str) -> str:
    """A word in small letters, without its possessive and its points.

    >>> bare("Microsoft's"), bare("U.S")
    ('microsoft', 'us')
    """
    word = word.casefold().replace("’", "'")
    return re.sub(r"'s$|[.']", "", word)


def terms(text: str) -> list[str]:
    """The distinct words to search for, in order of appearance; all words if every one is a stop word."""
    found = list(dict.fromkeys(part for word in words(text[:20_000]) for part in _parts(word)))
    telling = [term for term in found if term not in STOP_WORDS]
    return (telling or found)[:MAX_TERMS]


def _parts(word: str) -> list[str]:
    """What the full-text index made of a word: it splits at apostrophes and points, so both forms are looked up."""
    pieces = [piece for piece in re.split(r"[.’']", word.casefold()) if len(piece) > 1]
    return pieces or [bare(word)]
