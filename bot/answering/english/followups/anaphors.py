"""Words of a question that lean on what was said before it: "she", "its", "there", "that panel", "why is that".

Told by form. "Is it true that", "are there", "this week" lean on nothing, and "it" in "Did Orsk say it would pay" is
named in the question itself. What is meant is for `referents`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.english.followups.pronouns import POSSESSIVE
from bot.answering.english.followups.self_reference import is_named_inside
from bot.answering.english.nominals import Nominal, nominals, outermost
from bot.answering.english.spans import Place, is_of_a_people
from bot.search.terms import bare

_LONGEST = 600
"""Characters that are read."""


class Leans(StrEnum):
    """How a word leans."""

    PRONOUN = "pronoun"
    PLACE = "place"
    """`there`."""
    NOUN = "noun"
    """`the company`, `that panel`."""
    MATTER = "matter"
    """What was said as a whole: "why is that"."""


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that lean. `word`: the pronoun or noun, small; `possessive`: it stands as "its" does.

    `sure`: it has no meaning without what came before; "the tunnel" may have one.
    """

    place: Place
    leans: Leans
    word: str
    possessive: bool = False
    sure: bool = True


_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|him|[Hh]is|[Hh]ers?|[Ii]ts?|[Tt]hey|them|[Tt]heirs?|[Bb]oth)\b(?!['’])"
    r"|\b(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey)(?=['’])"
)
_NOT_OWNED = frozenset(
    """to in at of for on with by from and or when why then about because now again before after if as so how what
    where who which that is was has had will would""".split()
)
"""Words that no thing begins with: "did they ask her to go"."""
_TWO_NAMED = re.compile(r"[Bb]oth (?:[A-Z]|the\b|[a-z]+s\b)")
_NO_REFERENCE = re.compile(
    r"\b(?i:is|was|will|would|isn['’]t|wasn['’]t|has) it"
    r" (?:be |been |really |still |not |now |ever |only |just |also )*"
    r"(?:true|possible|likely|unlikely|legal|illegal|necessary|safe|clear|certain|known|important|hard|easy|difficult"
    r"|worth|time|raining|snowing|right|wrong|fair|normal|usual|common|too (?:late|early|soon)|like to|said|me|because"
    r"|[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)* (?:who|that|which))\b"
    r"|\b(?i:does|did|will|would|could|can) it (?:take|matter|cost|mean|hurt|help|make sense)\b[^?]*"
    r"\b(?:to|that|if|whether)\b"
    r"|\b(?i:how) is it (?:that|possible)\b|\bit (?:rains?|snows?|turns? out)\b|\bmakes? it (?:to|into|through)\b"
)
_MATTER = re.compile(
    r"\b(?:is|was|are|were|did|does|do|has|had|will|would|can|could|should|isn['’]t|wasn['’]t|about|of|after|before|for"
    r"|by|with|from|to|like|than|since|until|said|say|says|mean|means|know|knew|doing|did|cause|caused|believe|why|when"
    r"|how|all) (?P<word>this|that|these|those)(?=\s*(?:$|[?.!,;]|(?:means?|happen|happened|work|affect|true|still|so"
    r"|possible|end|come|begin|start|take|cost|lead|apply|be|been|include|have|go|make|not|really|legal|because|on|again"
    r"|too|likely|normal|why|how|what|now|yet|over|under|allowed|correct|right)\b))"
    r"|\b(?P<same>do the same|do so|did so|done so|the same thing)\b",
    re.IGNORECASE,
)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbe )(?<!\bbeen )(?<!\bhas )(?<!\bhave )(?<!\bwill )"
    r"\b(?P<lead>(?:in|from|over|out|up|down) )?there\b(?! (?:is|are|was|were|will|be|has|have|any|no|still|an?)\b)",
    re.IGNORECASE,
)


def anaphors(question: str) -> tuple[Anaphor, ...]:
    """All of them in order; of words that overlap the first."""
    text = question[:_LONGEST]
    own = nominals(text)
    found = sorted(
        (*_matters(text), *_pronouns(text, own), *_theres(text, own), *_nouns(own)),
        key=lambda each: (each.place.start, each.leans is Leans.NOUN),
    )
    kept: list[Anaphor] = []
    for each in found:
        if not kept or each.place.start >= kept[-1].place.end:
            kept.append(each)
    return tuple(kept)


def _matters(text: str) -> Iterator[Anaphor]:
    for match in _MATTER.finditer(text):
        held = "same" if match["same"] else "word"
        yield Anaphor(Place(*match.span(held)), Leans.MATTER, match[held].casefold())


def _pronouns(text: str, own: Sequence[Nominal]) -> Iterator[Anaphor]:
    idle = [match.span() for match in _NO_REFERENCE.finditer(text)]
    for match in _PRONOUN.finditer(text):
        if any(start <= match.start() < end for start, end in idle) or _TWO_NAMED.match(text, match.start()):
            continue
        following = re.match(r"\s+([\w’'-]+)", text[match.end() :])
        thing = following is not None and following.group(1).casefold() not in _NOT_OWNED
        owns = match.group().casefold() in POSSESSIVE and thing
        if not is_named_inside(text, match, own, possessive=owns):
            yield Anaphor(Place(*match.span()), Leans.PRONOUN, match.group().casefold(), possessive=owns)


def _theres(text: str, own: Sequence[Nominal]) -> Iterator[Anaphor]:
    for match in _THERE.finditer(text):
        named = any(each.placed and each.place.end <= match.start() for each in own)
        people = any(map(is_of_a_people, text[: match.start()].split()))  # "has the Canadian government agreed there"
        if not named and not people:
            yield Anaphor(Place(*match.span()), Leans.PLACE, (match["lead"] or "").strip().casefold())


def _nouns(own: Sequence[Nominal]) -> Iterator[Anaphor]:
    for each in outermost(own):
        if each.hangs:
            article, *_, noun = each.text.casefold().split()
            yield Anaphor(each.place, Leans.NOUN, bare(noun), sure=article != "the")
