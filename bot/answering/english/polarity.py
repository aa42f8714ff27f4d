"""Whether a sentence says that something is so or that it is not, and whether it says it at all.

A yes/no question is settled by a sentence that holds its predicate, or the opposite of it, said to be so or denied.
Read by the form of English news: no grammar is parsed, so a sentence that is not understood settles nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.answering.english.vocabulary import meanings, telling_words
from bot.search.terms import WORD, bare

LONGEST = 1_500
"""Characters of a sentence that are read."""

REACH = 70
"""Characters before a predicate in which a negation or a doubt may stand; chosen on the sample's dev half."""

MET = 0.34
"""The share of the predicate's words that a sentence must take up; chosen on the sample's dev half."""


class Verdict(StrEnum):
    YES = "yes"
    NO = "no"
    UNCERTAIN = "uncertain"
    """It speaks of the matter and leaves it open: "may", "in talks", "has not decided"."""


_NEGATIVE = re.compile(
    r"\b(?:not|no|none|never|nobody|nothing|neither|nor|without|cannot|\w+n[’']t"
    r"|den(?:y|ies|ied)|reject(?:s|ed)?|refus(?:e|es|ed)|turned down|declined to|failed to|abandoned|ruled out"
    r"|far from|stopped short)\b"
)
_DENIES = re.compile(
    r"\b(?:not(?! only\b)|no(?! doubt\b)|none|never|nobody|nothing|neither|nor|without|cannot|hardly|few|\w+n[’']t"
    r"|den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing|al)|declin(?:e|es|ed|ing) to|fail(?:s|ed|ing)? to|ruled out|rules out"
    r"|far from|stop(?:s|ped)? short of|no plans? to|unable to|no longer|instead of|rather than|dismiss(?:es|ed)?"
    r"|yet to|abandon(?:s|ed)?|drop(?:s|ped)? (?:its|his|her|their|the) plans?)\b"
)
_DOUBTS = re.compile(
    r"\b(?:may|might|could(?! (?:be )?not?\b)|possibly|perhaps|reportedly|allegedly|in talks|in negotiations"
    r"|consider(?:s|ed|ing)|weigh(?:s|ed|ing)|mull(?:s|ed|ing)|explor(?:es|ed|ing)|if|whether|unless|unclear|uncertain|undecided"
    r"|not (?:yet )?(?:decided|clear|certain|known)|expected to|likely to|hopes? to|seek(?:s|ing)? to|rumou?red)\b"
)
_OPPOSITES = """
accept approve agree allow clear permit support | reject refuse deny decline spurn block oppose veto ban
confirm admit acknowledge | deny dispute reject
win won victory beat | lose lost defeat beaten
rise rose grow grew climb gain increase jump up higher | fall fell drop decline slide shrank decrease tumble down lower
begin began start started launch open opened opening | end ended stop stopped halt close closed closing shut
continue continues stay stays remain remains still keep kept | end ended stop leave left quit abandon withdraw pull lost
join joined enter entered | leave left quit withdraw exit
buy bought hire hired | sell sold fire fired dismiss
pass passed succeed succeeded | fail failed
bid bidding offer offered | rejected lost withdrew dropped
allow allowed lift lifted legal free | ban banned forbid forbidden prohibit prohibited bar barred block blocked outlaw
alive survive survived | dead died killed die
true right correct | false wrong untrue
permanent lasting | interim temporary acting stopgap
safe unhurt unharmed | hurt injured unsafe
guilty convicted convict | innocent acquitted acquit cleared
keep kept retain | delete deleted erase destroy remove
public open | private secret closed
inside within | outside beyond
certain sure guaranteed | uncertain unclear doubtful unsure
delay delayed postpone postponed | schedule punctual
""".strip().splitlines()
_PHRASES = tuple(
    (re.compile(rf"\b(?:{phrase})\b"), word)
    for phrase, word in (
        (r"(?:turn|vot|shot|shoot|struck|strik|knock)(?:s|ed|e|es|ing)? down", "rejected"),
        (r"(?:call|scrap|axe)(?:s|ed|ing)? off", "ended"),
        (r"(?:pull|back|drop|walk)(?:s|ed|ing)? (?:out|away)|out of the running", "withdrew"),
        (
            r"(?:sign|wav)(?:s|ed|ing)? off on|(?:g[ao]ve|gives?) (?:\w+ ){0,3}(?:go-ahead|green light|blessing)",
            "approved",
        ),
        (r"(?:go|goes|going|went)(?: on)? sale", "launched"),
        (r"(?:go|goes|going|went) up", "rose"),
        (r"(?:go|goes|going|went|came) down", "fell"),
    )
)
"""Verbs of several words, and a single verb of the same sense."""

_TELLS = re.compile(
    r"\b(?:say|explain|name|disclose|reveal|specify|give|tell \w+) (?:how|what|who|whom|when|where|which|whether|why)\b"
)
_WITHHOLDS = re.compile(
    r"\b(?:offer|gave|give|name|provid|supplie|suppl|disclos|set|mention|specif)\w* (?:no|neither)\b"
    r"|\b(?:did|does|do|would|has|have|had)(?: not|n[’']t) (?:\w+ )?(?:sa[yi]|tell|told|name|give|g[ai]ve|disclos"
    r"|specif|elaborat|reveal|explain|mention)|\bdeclined to\b|\bwithout (?:say|nam|giv|specify|explain)ing\b"
)
_SOURCE = re.compile(r",? according to [^,?]*(?=\?|$)", re.IGNORECASE)
_BREAK = re.compile(r"[;:]|,? (?:but|although|though|while|whereas|however)\b|[—–]| - ")
_CLAUSE_END = re.compile(rf", and\b|{_BREAK.pattern}")


def is_negative(text: str) -> bool:
    """Whether the text holds a negation. Two of them rarely mean yes: "he offered no proof of the claim they reject".

    >>> is_negative("It has never been sold"), is_negative("It was sold")
    (True, False)
    """
    return _NEGATIVE.search(text[:LONGEST].casefold()) is not None


def settles(question: str, sentence: str, names: Sequence[str] = ()) -> Verdict | None:
    """What a sentence says to a yes/no question; None when it does not speak of the question's predicate.

    `names`: the question's names; they say what the matter is about and are no predicate. Whether the sentence is about
    them is for the caller to know. A question's own negation ("isn't it closed?") counts.

    >>> settles("Did the council approve the bridge?", "The council rejected the bridge on Monday.")
    <Verdict.NO: 'no'>
    """
    question = _SOURCE.sub("", question[:LONGEST])
    text, asked = _plain(sentence), _plain(question)
    if _TELLS.search(asked):
        return Verdict.NO if _WITHHOLDS.search(text) else None
    places = [_place(word, text) for word in _predicate(question, names)]
    met = [place for place in places if place is not None]
    if not met or len(met) < MET * len(places):
        return None
    first = min(place.at for place in met)
    start = _clause_start(text, first)
    last = max(place.at for place in met)
    stretch = text[start : last if places[-1] is not None else _clause_end(text, last)]
    opposites = {place.at - start for place in met if place.opposite}
    denials = [match for match in _DENIES.finditer(stretch) if match.start() not in opposites]
    if _DOUBTS.search(stretch) and not _DOUBTS.search(asked):
        return Verdict.UNCERTAIN
    turns = [
        len(denials) % 2 == 1,
        bool(opposites),
        _DENIES.search(asked) is not None,
        _is_outside(asked, text),
    ]
    return Verdict.NO if sum(turns) % 2 else Verdict.YES


def _plain(text: str) -> str:
    plain = text[:LONGEST].casefold()
    for pattern, word in _PHRASES:
        plain = pattern.sub(word, plain)
    return plain


def _predicate(question: str, names: Sequence[str]) -> list[str]:
    """The telling words that are no names; capitals are names too, unless there is nothing else."""
    plain = {bare(part) for name in names for part in WORD.findall(name)}
    telling = [word for word in telling_words(_plain(question)) if bare(word) not in plain]
    written = {bare(word) for word in WORD.findall(question[:LONGEST]) if word[:1].isupper()}
    return [word for word in telling if bare(word) not in written] or telling


@dataclass(frozen=True, slots=True)
class _Met:
    """Where a sentence takes up a word of the question: as it stands, or by its opposite."""

    at: int
    opposite: bool


def _place(word: str, text: str) -> _Met | None:
    """The first place of the word's meaning; else of its opposite."""
    senses, opposed = meanings(word), _opposites().get(_stem(word), frozenset())
    opposite = None
    for match in WORD.finditer(text):
        if senses & meanings(match.group()):
            return _Met(match.start(), opposite=False)
        if opposite is None and _stem(match.group()) in opposed:
            opposite = _Met(match.start(), opposite=True)
    return opposite


def _clause_start(text: str, at: int) -> int:
    """Where the clause that holds a place begins, at most `REACH` characters before it."""
    begin = max(0, at - REACH)
    breaks = [match.end() for match in _BREAK.finditer(text, begin, at)]
    return breaks[-1] if breaks else begin


def _clause_end(text: str, at: int) -> int:
    """Where the clause that holds a place ends: how it goes on where the question's last word is not taken up."""
    found = _CLAUSE_END.search(text, at)
    return found.start() if found else len(text)


def _is_outside(asked: str, text: str) -> bool:
    return re.search(r"\b(?:in|inside|within)\b", asked) is not None and re.search(r"\boutside\b", text) is not None


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    """For each stem the stems that say the opposite."""
    against: dict[str, set[str]] = {}
    for line in _OPPOSITES:
        left, right = ([_stem(word) for word in side.split()] for side in line.split("|"))
        for here, there in ((left, right), (right, left)):
            for stem in here:
                against.setdefault(stem, set()).update(there)
    return {stem: frozenset(stems) for stem, stems in against.items()}


def _stem(word: str) -> str:
    """The stem alone, without the groups of synonyms."""
    return next(sense for sense in sorted(meanings(word), key=lambda sense: sense.startswith("group ")))
