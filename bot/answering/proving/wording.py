"""The words of a statement and of its sources, made comparable: one spelling of marks and figures, stems, inflections.

What can be seen is compared, nothing else: invisible characters are left out, so that they neither hide a word nor make
one. Letters of another script that look like Latin ones stay what they are: such a word is in no source.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.english.vocabulary import meanings
from bot.domain.article import visible
from bot.search.terms import STOP_WORDS, WORD, bare

LONGEST_SOURCE = 6_000
"""Characters of the sentences that are compared at once: stored sentences have at most 1,000, and few are compared."""

_MARKS = str.maketrans({
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-", "—": " - ", "―": " - ",
})  # fmt: skip
_EMPHASIS = re.compile(r"\*\*|__")

_FORMS = """
be is are was were been being am, go went gone goes going, take took taken, give gave given, make made, get got gotten,
see saw seen, know knew known, grow grew grown, throw threw thrown, draw drew drawn, fly flew flown, fall fell fallen,
rise rose risen, drive drove driven, write wrote written, speak spoke spoken, break broke broken, choose chose chosen,
steal stole stolen, begin began begun, drink drank drunk, run ran, come came, become became, win won, find found,
hold held, stand stood, understand understood, sit sat, meet met, lead led, leave left, keep kept, sleep slept,
feel felt, mean meant, send sent, spend spent, lend lent, build built, lose lost, buy bought, bring brought,
think thought, seek sought, teach taught, catch caught, fight fought, sell sold, tell told, say said, pay paid,
lay laid, hear heard, strike struck stricken, shoot shot, wear wore worn, tear tore torn, forbid forbade forbidden,
forget forgot forgotten, hide hid hidden, ride rode ridden, shake shook shaken, withdraw withdrew withdrawn,
man men, woman women, child children, person people, foot feet, life lives, wife wives, crisis crises, bad worse worst,
good better best, sue sued suit lawsuit, die died death dead, do did done does, have has had, arise arose arisen,
swear swore sworn, bear bore born borne, bind bound, wind wound, dig dug, deal dealt, sink sank sunk, sing sang sung,
swim swam swum, ring rang rung, show shown, light lit, undergo underwent, overtake overtook overtaken, oversee oversaw,
choice chose, sale sold, loss lost, growth grew, thought think, life live, testify testified testimony,
proof prove, belief believe, relief relieve
"""
"""Forms of a word that no stemmer brings together; a word may stand in two groups."""

_NO_VERBS = frozenset(
    """men women children people feet lives wives crises worse worst better best suit lawsuit dead growth proof belief
    relief loss sale choice gone goes going been being doing gotten""".split()
)
"""Forms of that list that are no verb in the past."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place (characters of the plain text). `senses`: what it may stand for, its own letters among it."""

    text: str
    start: int
    end: int
    bare: str
    senses: frozenset[str]

    @property
    def telling(self) -> bool:
        """Whether it carries content; `US` is a name, `us` is not."""
        return self.bare not in STOP_WORDS or self.text.replace(".", "") == "US"

    @property
    def capital(self) -> bool:
        """Whether it is written as names are: with a capital, first or inside ("iPhone")."""
        return any(character.isupper() for character in self.text) and self.text != "I"


@lru_cache(maxsize=4_000)
def plain(text: str) -> str:
    """What can be seen of the text, on one line, with straight quotation marks, plain dashes and ASCII figures.

    >>> plain("“５9\u200b apps”  were **banned**")
    '"59 apps" were banned'
    """
    seen = visible(unicodedata.normalize("NFKC", visible(text[:LONGEST_SOURCE])))
    figured = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)
    marked = re.sub(r" {2,}", " ", _EMPHASIS.sub("", figured.translate(_MARKS)))
    return re.sub(r"(?<=\d) - (?=\d)", "-", marked).strip()


@lru_cache(maxsize=4_000)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a plain text, in order."""
    return tuple(
        Word(match.group(), match.start(), match.end(), own, senses(own))
        for match in WORD.finditer(text)
        for own in (bare(match.group()),)
    )


def telling_words(text: str) -> list[Word]:
    """The words of a plain text that carry content, in order."""
    return [word for word in words_of(text) if word.telling]


@lru_cache(maxsize=50_000)
def senses(word: str) -> frozenset[str]:
    """What a bare word may stand for: itself, its stem, what it is a form of, and its group of synonyms."""
    return meanings(word) | {word} | _forms().get(word, frozenset())


@lru_cache(maxsize=4_000)
def all_senses(text: str) -> frozenset[str]:
    """What any word of a plain text may stand for."""
    return frozenset().union(*(word.senses for word in words_of(text)))


def coverage(claim: str, source: str) -> float:
    """The share 0..1 of the claim's telling words that a text takes up; 1 if there are none. Quick."""
    telling, held = telling_words(claim), all_senses(source)
    return sum(not word.senses.isdisjoint(held) for word in telling) / len(telling) if telling else 1.0


def alike(one: Word, other: Word) -> bool:
    """Whether both may mean the same."""
    return not one.senses.isdisjoint(other.senses)


def same_stem(one: Word, other: Word) -> bool:
    """Whether both are forms of one word."""
    return any(not sense.startswith("group ") for sense in one.senses & other.senses)


def closest(word: Word, others: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words that it is taken up by: those of the same letters, else of the same stem, else of like meaning."""
    same = tuple(other for other in others if other.bare == word.bare)
    if same:
        return same
    found = tuple(other for other in others if alike(word, other))
    return tuple(other for other in found if same_stem(word, other)) or found


def is_past(word: str) -> bool:
    """Whether a bare word has the form of a verb in the past: "moved", "sold"."""
    return word.endswith("ed") or word in _pasts()


@lru_cache(maxsize=1)
def _pasts() -> frozenset[str]:
    groups = [group.split() for group in _FORMS.replace("\n", " ").split(",")]
    return frozenset(form for forms in groups for form in forms[1:]) - {forms[0] for forms in groups} - _NO_VERBS


@lru_cache(maxsize=1)
def _forms() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _FORMS.replace("\n", " ").split(","):
        forms = group.split()
        for form in forms:
            found[form] = found.get(form, frozenset()) | {f"form {forms[0]}"} | meanings(forms[0])
    return found
