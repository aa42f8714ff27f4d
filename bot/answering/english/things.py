"""Things that a question tells by a noun: "the fire at the depot", "Lind's trial", "that panel".

Found without a grammar: an article or somebody's possessive opens a thing, the noun ends before a verb or a small word,
prepositions and a relative clause carry it on. Names are for `mentions`, kinds for `nominals`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.english.openings import kind_of
from bot.answering.english.small_words import (
    AUXILIARIES,
    BE,
    DESCRIBING,
    DETERMINERS,
    LINKS,
    NO_NOUNS,
    OWN,
    POINTING,
    WITH_A_VERB,
    is_verb,
)
from bot.answering.english.spans import Place
from bot.search.terms import bare

_MOST_WORDS, _MOST_COMPLEMENTS, _LONGEST_CLAUSE = 5, 3, 8  # words, phrases, words: longer ones are misread clauses
_UNIQUE = frozenset("world earth sun moon internet web weather pope economy public environment future past".split())
"""What "the" needs no earlier mention for, unless more is said."""
_TIMES = frozenset(
    """day week month quarter year season summer autumn winter spring century decade time morning afternoon evening
    night weekend moment""".split()
)
_SUPERLATIVE = re.compile(r"\w{3,}est|most|least|best|worst|first|last|next|only|same|other|second|third|two|three")
_CLOSING = "?.,!;:"
_Tokens = Sequence[re.Match[str]]


@dataclass(frozen=True, slots=True)
class Thing:
    """A stretch of text. `noun`: the words from behind the article to the noun itself, bare.

    `hangs`: "the deal", "that panel": nothing behind or in it tells which one.
    """

    place: Place
    article: str
    noun: tuple[str, ...]
    hangs: bool


def things(text: str) -> Iterator[Thing]:
    """All of them in order; those that stand in another follow it.

    >>> text = "who put out the fire at the depot?"
    >>> [(text[each.place.start : each.place.end], each.hangs) for each in things(text)]
    [('the fire at the depot', False), ('the depot', True)]
    """
    tokens = list(re.finditer(r"\S+", text))
    for at in range(len(tokens)):
        if _opens(tokens[at].group()):
            found = _thing(text, tokens, at)
            if found is not None:
                yield found


def _opens(word: str) -> bool:
    """Whether it is an article or somebody's possessive: "the", "Microsoft's"."""
    return word.casefold() in DETERMINERS or (word[0].isupper() and re.search(r"(?:['’]s|s['’])$", word) is not None)


def _thing(text: str, tokens: _Tokens, at: int) -> Thing | None:
    last = _noun_at(tokens, at)
    if last is None or not tokens[last].group()[0].islower() or _SUPERLATIVE.fullmatch(tokens[last].group()):
        return None  # "the Green Party" is a name
    noun = tuple(bare(token.group().rstrip(_CLOSING)) for token in tokens[at + 1 : last + 1])
    article = tokens[at].group().casefold()
    if article in POINTING - {"the"} and (noun[-1].removesuffix("s") in _TIMES or not _points(tokens, at, last)):
        return None
    end = _complements_end(tokens, last)
    named = any(token.group()[0].isupper() for token in tokens[at : last + 1]) or _names_next(tokens, at, last)
    vague = not _SUPERLATIVE.fullmatch(noun[0]) and not (article == "the" and noun[-1] in _UNIQUE)
    return Thing(
        place=Place(_owner_start(text, tokens, at), tokens[at].end() + len(_trimmed(text, tokens, at, end))),
        article=article if article in DETERMINERS else "",
        noun=noun,
        hangs=article in POINTING and end == last and not named and vague,
    )


def _trimmed(text: str, tokens: _Tokens, at: int, end: int) -> str:
    return text[tokens[at].end() : tokens[end].end()].rstrip(_CLOSING)


def _points(tokens: _Tokens, at: int, last: int) -> bool:
    """Whether "that" points at something, and does not open a clause: "who chairs that panel", "firms that buy ads"."""
    if tokens[at].group().casefold() != "that":
        return True
    before = bare(tokens[at - 1].group()) if at else "is"
    noun = bare(tokens[last].group().rstrip(_CLOSING))
    alone = last == at + 1 == len(tokens) - 1 and not is_verb(noun)  # "who dug that tunnel?"
    known = kind_of(noun) is not None or before in LINKS | AUXILIARIES
    return tokens[at + 1].group().islower() and (known or alone)


def _names_next(tokens: _Tokens, at: int, last: int) -> bool:
    """`the company Orsk`, `the mite called varroa`."""
    if last > at + 1 or _closes(tokens, last):
        return False
    following = tokens[last + 1].group()
    return following[0].isupper() or following in DESCRIBING


def _noun_at(tokens: _Tokens, at: int) -> int | None:
    """The token of the noun that the article at `at` belongs to; None where there is none."""
    last = at
    while last - at < _MOST_WORDS and (last == at or not _closes(tokens, last)) and last + 1 < len(tokens):
        held = tokens[last + 1].group()
        if (
            not held[0].isalnum()
            or bare(held.rstrip(_CLOSING)) in NO_NOUNS | AUXILIARIES
            or (last > at and is_verb(held))
        ):
            break
        last += 1
    if last == at:
        return None
    small = [each for each in range(at + 1, last + 1) if tokens[each].group()[0].islower()]
    last = small[-1] if small else last  # "the storm hit Torvik", "the company Orsk"
    return last - 1 if last > at + 1 and _ends_with_a_verb(tokens, at, last) else last


def _ends_with_a_verb(tokens: _Tokens, at: int, last: int) -> bool:
    """Whether the last word is no part of the noun: "did the agency approve", "is the tunnel safe"."""
    following = "" if _closes(tokens, last) else tokens[last + 1].group()
    while at and (tokens[at - 1].group()[0].isupper() or tokens[at - 1].group() in DETERMINERS):
        if bare(tokens[at - 1].group()) in AUXILIARIES:
            break
        at -= 1  # "does the Writers' Union want"
    before = bare(tokens[at - 1].group()) if at else ""
    predicate = at == 1 and before in BE and not following
    verb = before in WITH_A_VERB and not is_verb(following) and bare(following) not in AUXILIARIES
    return predicate or verb or (following[:1].isupper() and tokens[last].group()[0].islower())


def _owner_start(text: str, tokens: _Tokens, at: int) -> int:
    """Where the whole owner begins: "the Centre Party's leader"."""
    if tokens[at].group().casefold() in DETERMINERS:
        return tokens[at].start()
    while at and tokens[at - 1].group()[0].isupper() and bare(tokens[at - 1].group()) not in NO_NOUNS | AUXILIARIES:
        at -= 1
    start = tokens[at].start()
    return start - 4 if text[max(0, start - 4) : start].casefold() == "the " else start


def _complements_end(tokens: _Tokens, last: int) -> int:
    """The last token of what tells which one: "of Halden", "on sugar", "that landed off Tarn"."""
    for _ in range(_MOST_COMPLEMENTS):
        end = _phrase_end(tokens, last) or _clause_end(tokens, last)
        if end is None:
            break
        last = end
    return last


def _phrase_end(tokens: _Tokens, at: int) -> int | None:
    """The end of a preposition's phrase behind the token, or None."""
    if _closes(tokens, at) or tokens[at + 1].group() not in LINKS:
        return None
    first = at + 2
    article = first < len(tokens) and tokens[first].group() in DETERMINERS - OWN
    first += article
    if first >= len(tokens) or _is_no_noun(tokens[first].group()):
        return None
    if not tokens[first].group()[0].isupper():
        return None if tokens[at + 1].group() == "to" else _nouns_end(tokens, first, most=2)
    end = _names_end(tokens, first)
    return _nouns_end(tokens, end, most=1) if article else end  # "the name of the Orsk spokesman"


def _names_end(tokens: _Tokens, end: int) -> int:
    """The last token of a name, or of a row of names: "Norland and Sudmark"."""
    while not _closes(tokens, end):
        joined = tokens[end + 1].group() in ("and", "of", "&") and end + 2 < len(tokens)
        step = 2 if joined else 1
        if not tokens[end + step].group()[0].isupper():
            break
        end += step
    return end


def _nouns_end(tokens: _Tokens, end: int, most: int) -> int:
    """The last of at most so many nouns that follow."""
    for _ in range(most):
        if _closes(tokens, end) or not re.fullmatch(r"[a-z]{3,}\W?", tokens[end + 1].group()):
            break
        if _is_no_noun(tokens[end + 1].group()):
            break
        end += 1
    return end


def _is_no_noun(word: str) -> bool:
    return bare(word) in NO_NOUNS | AUXILIARIES or is_verb(word.rstrip(_CLOSING))


def _clause_end(tokens: _Tokens, at: int) -> int | None:
    """The end of a relative clause that runs to the end of the text, or None."""
    if _closes(tokens, at) or tokens[at + 1].group() not in ("that", "who", "which") or at + 2 >= len(tokens):
        return None
    verb = tokens[at + 2].group()
    short = len(tokens) - at - 2 <= _LONGEST_CLAUSE
    starts = verb[0].islower() and bare(verb) not in NO_NOUNS
    return len(tokens) - 1 if short and starts else None


def _closes(tokens: _Tokens, at: int) -> bool:
    return at + 1 >= len(tokens) or tokens[at].group()[-1] in _CLOSING
