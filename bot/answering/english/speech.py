"""Where a sentence says that somebody speaks: the cue ("said", "according to") and the words for the speaker.

Who those words mean ("he", "the ministry") is for `speakers` to say. Negated and passive forms ("has not said", "is
said to") report no speech. Subjects are found by the commas and small words around them, not by a grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.english.name_runs import LONGEST, TITLES, leading_name
from bot.answering.english.quotations import is_blank
from bot.answering.english.spans import Place
from bot.answering.english.subjects import (
    APPOSITION,
    FINITE,
    LEAD_IN,
    PAST,
    names_described,
    opening_subject,
    subject_before,
)
from bot.search.terms import bare

_SAYING = (
    r"said|says|say|believe|think|argue|warn|insist|deny|allege|wrote|writes|tweeted|warned|warns|argued|argues"
    r"|claimed|claims|insisted|insists|explained|stated"
    r"|declared|acknowledged|conceded|admitted|predicted|testified|joked|quipped|complained|cautioned|alleged|asserted"
    r"|remarked|replied|responded|recalled|boasted|contended|estimated|estimates|believes|thinks|vowed|pledged|promised"
    r"|denied|denies|announced|stressed|countered|lamented|commented|asked|urged|urges|concluded|observed|shouted"
)
_TELLING = (
    r"told|tells|called|calls|accused|accuses|described|describes|compared|likened|criticized|criticised|condemned"
    r"|praised|blamed|dismissed|hailed|mocked|labelled|labeled|dubbed|reminded|assured|informed"
)
_WEAK = (
    r"added|adds|confirmed|confirms|noted|notes|suggested|suggests|maintained|maintains|posted|reported|reports"
    r"|revealed"
    r"|continued|demanded|proposed|disclosed|went on|put it|found|objected"
)
_SAYING_SO = (
    r"saying|adding|warning|arguing|calling|telling|writing|tweeting|insisting|claiming|noting|accusing|describing"
)
_CUE = re.compile(
    r"\b(?:(?P<to>[Aa]ccording to|[Ii]n the words of)"
    rf"|(?P<so>{_SAYING_SO})|(?P<verb>{_SAYING})|(?P<tell>{_TELLING})|(?P<weak>{_WEAK}))\b"
)
_WEAK_NEEDS = re.compile(r" (?:that|on \w+day that|in a statement)\b|,? ?[:\ue000]|[.,;](?:$|\s)|$")
_AUXILIARY = re.compile(
    r"(?:\s|^)(?:has|have|had|also|later|then|now|once|recently|previously|repeatedly|publicly|privately|reportedly"
    r"|again|still|however|and|himself|herself|itself|since|even|already|first|simply|just|(?!family|ally|assembly|monopoly)\w+ly)$"
)
_NOT_SAID = re.compile(
    r"(?:^|\W)(?:is|are|was|were|be|been|being|to|not|never|n[’']t|cannot|can|could|would|will|should|may|might"
    r"|did|does"
    r"|do|if|than|of|or|nobody|no one|an?|the|any|its|his|her|their|s)$|\wn[’']t$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|it|they|i|we|you|one|another|others|both|who)$", re.IGNORECASE)
_SOMEBODY = re.compile(
    r"[A-Z]|(?:an?|the|one|two|three|four|his|her|its|their|some|several|many|former|another)\b|[a-z]+(?:s|people)\b"
)
_PEOPLE = re.compile(r"[a-z-]+s|police|people|he|she|it|they|state media|prosecutor")
_PAIR = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*| (?:de|van|von|der|al|la|di|da|du|&))*")
_PHRASE_END = re.compile(
    r"[,;:()\ue000—]|\.(?=\s*$)|\s(?:who|whom|which|because|whose)\s|\s[-–]\s|\sand (?:asked|declined|spoke)\b"
)
_NO_SPEECH = (("told", ["of"]), ("called", ["off"]), ("asked", ["not"]), ("asked", ["for"]))
_LONGEST_SPEAKER = 14  # words; what is longer is no name for a speaker but a misread clause


@dataclass(frozen=True, slots=True)
class Speech:
    """One cue with the words for who speaks; places count in the stretch that was searched.

    `named`: the words are (or begin with) a name, and `speaker` is that name alone. `quoted`: the cue stands beside a
    quotation.
    """

    cue: Place
    speaker: Place
    named: bool
    quoted: bool


def speeches(shown: str) -> Iterator[Speech]:
    """Every report of speech in a sentence whose quotations are blanked (`quotations.masked`), in order.

    >>> [found.speaker for found in speeches("The fee is too high, said Ada Quill.")]
    [Place(start=26, end=35)]
    """
    shown = shown[:LONGEST]
    for cue in _CUE.finditer(shown):
        if (phrase := _phrase(shown, cue)) is None:
            continue
        place, named = _speaker(shown, phrase)
        if place is not None and _is_word(shown, place):
            yield Speech(Place(*cue.span()), place, named, _beside_quotation(shown, cue, phrase))


def is_pronoun(words: str) -> bool:
    """Whether the words for a speaker are a pronoun alone."""
    return _PRONOUN.match(words) is not None


def _phrase(shown: str, cue: re.Match[str]) -> Place | None:
    """The stretch that says who speaks; None when the cue reports no speech."""
    if cue["to"]:
        return _phrase_after(shown, cue.end())
    if cue["so"]:
        before = shown[: cue.start()].rstrip()
        subject = opening_subject(shown) if before.endswith((",", "\ue000")) else None
        return subject if subject and subject.end <= cue.start() else None
    before = _without_auxiliaries(shown[: cue.start()])
    if _NOT_SAID.search(before[-30:]) or (cue.group(), shown[cue.end() : cue.end() + 4].split(" ")[1:2]) in _NO_SPEECH:
        return None
    if cue["weak"] and not (_WEAK_NEEDS.match(shown, cue.end()) or before.endswith("\ue000")):
        return None
    if cue["tell"] is None and (inverted := _inverted(shown, cue, before)) is not None:
        return inverted
    return subject_before(shown, before)


def _inverted(shown: str, cue: re.Match[str], before: str) -> Place | None:
    """`said X` behind a quotation or a comma, unless X is what was said by the one described before the comma."""
    if not before or not (before[-1] == "," or is_blank(before[-1])):
        return None
    following = _phrase_after(shown, cue.end())
    if following is None or re.match(
        r"(?:on|in|at|that|to|of|by|for|through|during|after|before)\b", shown[following.start : following.end]
    ):
        return None
    if is_blank(before[-1]) or (before[-2:-1] and is_blank(before[-2])):
        return following
    segments = [segment.strip() for segment in before[:-1].split(",")]
    if names_described(segments):
        return None
    apposed = len(segments) > 1 and APPOSITION.match(segments[-1]) and not LEAD_IN.match(segments[-1])
    if apposed and not LEAD_IN.match(segments[-2]) and not PAST.search(segments[-2]):
        return None  # "Ada Quill, the chief, said the mill would close": "the mill" is not who speaks
    return following if _SOMEBODY.match(shown, following.start) else None


def _phrase_after(shown: str, start: int) -> Place | None:
    held = shown[start : start + 300]
    begin = start + len(held) - len(held.lstrip())
    end = _PHRASE_END.search(shown, begin, start + 300)
    finish = end.start() if end else min(len(shown), start + 300)
    while finish > begin and shown[finish - 1] in " .?!":
        finish -= 1
    return Place(begin, finish) if finish > begin else None


def _speaker(shown: str, phrase: Place) -> tuple[Place | None, bool]:
    """The name that the phrase begins with, else the phrase."""
    inked = len(shown[phrase.start : phrase.end].lstrip(" '’‘`\"“”_-–—.…"))
    phrase = Place(phrase.end - inked, phrase.end)
    held = shown[phrase.start : phrase.end]
    first, joined, second = held.partition(" and ")
    if joined and _PAIR.fullmatch(first) and _PAIR.fullmatch(second):
        return phrase, True
    if (name := leading_name(held)) is not None:
        return Place(phrase.start + name.start, phrase.start + name.end), True
    described = re.match(r"(?:an?|the|another|its|his|her) [^,]+$", held)
    behind = re.match(r", ((?:[A-Z][\w.’'-]*(?: |(?=[.,]|$))){2,4})", shown[phrase.end : phrase.end + 80])
    if described and behind and (name := leading_name(behind.group(1))) is not None:
        at = phrase.end + behind.start(1)
        return Place(at + name.start, at + name.end), True  # "said a boater, Cody Marsh"
    if (relative := re.search(r" (?:who|which|that) ", held)) is not None:
        phrase = Place(phrase.start, phrase.start + relative.start())
        held = shown[phrase.start : phrase.end]
    if len(held.split()) > _LONGEST_SPEAKER or FINITE.search(held):
        return None, False
    return phrase, False


def _without_auxiliaries(before: str) -> str:
    before = before.rstrip()
    for _ in range(4):
        match = _AUXILIARY.search(before[-20:])
        if match is None or before.endswith(","):
            break
        before = before[: len(before) - (len(before[-20:]) - match.start())].rstrip()
    return before


def _beside_quotation(shown: str, cue: re.Match[str], phrase: Place) -> bool:
    near = shown[max(0, min(cue.start(), phrase.start) - 3) : max(cue.end(), phrase.end) + 4]
    behind = re.match(r"[^.;\ue000]{0,80}[,:] ?\ue000", shown[max(cue.end(), phrase.end) :])
    return any(is_blank(character) for character in near) or behind is not None


def _is_word(shown: str, place: Place) -> bool:
    held = shown[place.start : place.end]
    if held.startswith(("No ", "no ")) or (re.fullmatch(r"[a-z-]+", held) and not _PEOPLE.fullmatch(held)):
        return False
    return re.search(r"\w", held) is not None and bare(held) not in TITLES | {"who", "which", "that", "what"}
