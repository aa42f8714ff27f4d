"""Who says what a statement tells: an attribution may be neither lost nor added, nor go over to another.

"According to X" may be added where X published the article: that is true of all it says. Speech is found by the forms
that `english.speakers` knows; where it knows none, a speaker's name before a word of saying is enough.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.english.namings import same_name
from bot.answering.english.openings import BODIES, BUSINESS
from bot.answering.english.speakers import Attribution, attributions
from bot.answering.english.speech import is_pronoun
from bot.answering.english.subjects import LEAD_IN, opening_subject
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, alike, closest, plain, words_of
from bot.domain.article import Sentence

GOVERNED = 0.5
"""Share of a claim's words that must stand in what somebody is reported to say, for the claim to be his."""

TOLD = 0.4
"""Share of what a claim lets somebody say that must stand in what its source lets him say."""

_SAYING = re.compile(
    r"\b(?:said|says?|saying|told|tells|according to|in the words of|announc(?:es|ed|ing)|claim(?:s|ed|ing)?|stat(?:es|ed)"
    r"|argu(?:es|ed|ing)|den(?:y|ies|ied|ying)|warn(?:s|ed|ing)|caution(?:s|ed|ing)|accus(?:es|ed|ing)|call(?:s|ed|ing)"
    r"|describ(?:es|ed|ing)|predict(?:s|ed)|promis(?:es|ed|ing)|pledg(?:es|ed)|vow(?:s|ed)|insist(?:s|ed)|maintain(?:s|ed)"
    r"|explain(?:s|ed)|acknowledg(?:es|ed)|admit(?:s|ted)|conced(?:es|ed)|confirm(?:s|ed)|report(?:s|ed|edly)"
    r"|complain(?:s|ed|ts?)|critici[sz](?:es|ed)|declar(?:es|ed)|wr(?:ote|ites|itten)|repeat(?:s|ed)|suggest(?:s|ed)"
    r"|alleg(?:es|ed|edly)|believ(?:es?|ed)|think(?:s)?|thought|estimat(?:es?|ed)|tweet(?:s|ed)|recommend(?:s|ed)"
    r"|urg(?:es|ed)|asked|repli(?:es|ed)|respond(?:s|ed)|add(?:s|ed)|not(?:es|ed)|found|rul(?:es|ed|ing)|conclud(?:es|ed)"
    r"|cit(?:es|ed|ing)|prais(?:es|ed|ing)|stress(?:es|ed)|compar(?:es|ed)|liken(?:s|ed)|dismiss(?:es|ed)|hail(?:s|ed)|blam(?:es|ed)|condemn(?:s|ed)|in (?:\w+ )?view|by (?:\w+ ){0,4}(?:count|estimate)|apparently|supposedly|put it)\b",
    re.IGNORECASE,
)
_PAPER = frozenset("article articles report reports newspaper newspapers paper outlet story evidence source".split())
_NAMELESS = re.compile(rf"(?:the|its) (?:[\w-]+ ){{0,2}}(?:{'|'.join(sorted(BUSINESS | BODIES))})$", re.IGNORECASE)
"""A speaker told by a description alone, whoever that is: "the American company"."""

_DESCRIBED = re.compile(r"[^,.]{0,30},? (?:an?|the|who|whose|one|chief|head|director|chair\w*|founder) [^,.;]*|[^,.;]*")
"""What describes a speaker behind his name."""

_ASIDE = re.compile(r"(?: (?:on|in|at|late|early) [^,]{1,25})?, ")
_BOUNDARY = re.compile(r"[,;:]|\. ")
_BEFORE, _BEHIND = 45, 90  # characters around a speaker's name
_SHORT_LEAD = 7
_GENERIC = frozenset(
    """people person persons official officials sources analyst analysts spokesman spokeswoman spokesperson
    representative representatives the a an of for in at who chief head leader""".split()
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who is reported to say something, in the plain text of one sentence.

    `phrases`: the words for him, those of the sentence first; none where a pronoun's person is not known. `first` and
    `last`: the stretch that holds what is said. `cue`: the word of saying, empty where a quotation merely goes on.
    """

    phrases: tuple[str, ...]
    first: int
    last: int
    cue: str = ""


def lost_voice(claim: str, source: Source) -> str | None:
    """Who is reported to say what the claim tells as a fact; None if nobody."""
    sentences = [(source.sentence_text(index), voices(source, index)) for index in source.chosen]
    if not any(found for _, found in sentences):
        return None
    placed = [_placed(word, sentences) for word in words_of(claim) if word.telling]
    matched = [places for places in placed if places]
    for text, found in sentences:
        for voice in found:
            own = sum(all(at in _stretch(text, voice) for at in places) for places in matched)
            if own >= GOVERNED * len(matched) and own and not _attributes(claim, text, voice):
                return voice.phrases[0] if voice.phrases else "the one who speaks"
    return None


def other_voice(claim: str, sources: Sequence[Source]) -> str | None:
    """Whom the claim lets say what the sources do not let him say; None if there is nobody."""
    for voice in voices_in(claim):
        for phrase in voice.phrases[:1]:
            if not any(_may_speak(claim, voice, phrase, source) for source in sources):
                return phrase
    return None


@lru_cache(maxsize=4_000)
def voices_in(text: str) -> tuple[Voice, ...]:
    """The voices of one sentence, from its plain text alone."""
    whole = Sentence(0, len(text))
    return tuple(_voice(text, each) for each in attributions(text, (whole,)))


def voices(source: Source, index: int) -> tuple[Voice, ...]:
    """The voices of one sentence of an article, with what its other sentences tell of them."""
    text, article = source.sentence_text(index), source.article
    full = [
        plain(article.text[each.speaker.start : each.speaker.end])
        for each in _attributions(article.text, source.evidence.hit.sentences)
        if each.sentence == index and each.speaker is not None
    ]
    own = voices_in(text)
    if not own:
        return (Voice(tuple(full), 0, len(text)),) if full else ()
    return tuple(Voice((*voice.phrases, *full), voice.first, voice.last, voice.cue) for voice in own)


@lru_cache(maxsize=64)
def _attributions(text: str, sentences: tuple[Sentence, ...]) -> tuple[Attribution, ...]:
    return attributions(text, sentences)


def _voice(text: str, each: Attribution) -> Voice:
    if each.said_by is None or each.cue is None:
        return Voice((), 0, len(text))
    cue = text[each.cue.start : each.cue.end]
    begin = each.said_by.start
    before = text[:begin].rstrip(" \"'")
    joined = re.search(r"\b(?:and|but)$", text[: each.cue.start].rstrip()) is not None
    subject = opening_subject(text) if joined else None
    phrases = [_phrase(text, each)] if subject is None else [text[subject.start : subject.end]]
    if cue.casefold() in ("according to", "in the words of"):
        return Voice(tuple(phrases), 0, len(text), cue)
    lead = LEAD_IN.match(before) is not None and len(before.split()) <= _SHORT_LEAD
    if before.endswith(",") and not lead or begin > each.cue.start:
        behind = text[max(each.said_by.end, each.cue.end) :]
        goes_on = '"' in behind or _ASIDE.match(behind) is not None
        return Voice(tuple(phrases), 0, len(text) if goes_on else min(begin, each.cue.start), cue)
    return Voice(tuple(phrases), each.cue.end, len(text), cue)


def _phrase(text: str, each: Attribution) -> str:
    """The words for a speaker with those that describe him: `Jim Bridenstine, the head of NASA`."""
    if each.said_by is None or each.cue is None:
        return ""
    start, end = each.said_by.start, each.said_by.end
    if is_pronoun(text[start:end]):
        return text[start:end]
    near = text[max(0, start - _BEFORE) : start]
    breaks = [match.end() for match in _BOUNDARY.finditer(near)]
    start -= len(near) - (breaks[-1] if breaks else 0)
    if each.cue.start >= end:
        return text[start : each.cue.start].strip()
    behind = _DESCRIBED.match(text, end, end + _BEHIND)
    return text[each.cue.end : behind.end() if behind else end].strip()


def _placed(word: Word, sentences: Sequence[tuple[str, tuple[Voice, ...]]]) -> list[tuple[str, int]]:
    """Where the sentences take up a word."""
    return [(text, other.start) for text, _ in sentences for other in closest(word, words_of(text))]


def _stretch(text: str, voice: Voice) -> "_Stretch":
    return _Stretch(text, voice.first, voice.last)


@dataclass(frozen=True, slots=True)
class _Stretch:
    text: str
    first: int
    last: int

    def __contains__(self, place: tuple[str, int]) -> bool:
        return place[0] == self.text and self.first <= place[1] < self.last


def _attributes(claim: str, text: str, voice: Voice) -> bool:
    """Whether the claim says that somebody said it, in a word that is not itself a part of what was said."""
    cue = voice.cue.casefold()
    inside = {word.bare for word in words_of(text) if voice.first <= word.start < voice.last} - set(cue.split())
    return any(inside.isdisjoint(match.group().casefold().split()[:1]) for match in _SAYING.finditer(claim))


def _may_speak(claim: str, voice: Voice, phrase: str, source: Source) -> bool:
    """Whether the source lets him say it whom the claim means by the phrase."""
    telling = [word for word in words_of(phrase) if word.telling]
    known = (source.article.outlet or "", source.article.agency or "")
    if is_pronoun(phrase) or {word.bare for word in telling} & _PAPER or any(same_name(phrase, each) for each in known):
        return True
    said = tuple(word for word in words_of(claim) if word.telling and voice.first <= word.start < voice.last)
    said = tuple(word for word in said if all(word.bare != own.bare for own in telling))
    cues = []
    for index in source.chosen:
        text = source.sentence_text(index)
        for other in voices(source, index):
            cues.append(other.cue)
            is_his = not other.phrases or any(_is_same(phrase, each) for each in other.phrases)
            if is_his and _tells(text[other.first : other.last], said):
                return True
    return _speaks_otherwise(telling, source.text, cues)


def _tells(stretch: str, said: tuple[Word, ...]) -> bool:
    """Whether a stretch takes up enough of what the claim has said."""
    held = words_of(stretch)
    return sum(bool(closest(word, held)) for word in said) >= TOLD * len(said)


def _is_same(one: str, other: str) -> bool:
    """Whether both phrases may mean one speaker: they name the same, or have a telling word in common."""
    if same_name(one, other):
        return True
    mine = {word.bare: word for word in words_of(one) if word.telling}
    theirs = [word for word in words_of(other) if word.telling]
    if set(mine) <= BUSINESS or is_pronoun(other) or _NAMELESS.match(other):
        return True
    special = [word for bare, word in mine.items() if bare not in _GENERIC] or list(mine.values())
    return any(alike(a, b) for a in special for b in theirs)


def _speaks_otherwise(telling: Sequence[Word], text: str, cues: Sequence[str]) -> bool:
    """Whether a word for the speaker stands before a word of saying that no known form of speech has."""
    for match in _SAYING.finditer(text):
        if match.group() in cues:
            continue
        near = words_of(text[max(0, match.start() - 25) : match.start()])
        if any(alike(word, other) for word in telling for other in near):
            return True
    return False


