"""Who speaks in a sentence, and which stretch of it he is reported to say.

Speech is found by the forms that `english.speakers` knows; beside a name stand the words that describe it ("Jim Roe,
the head of Arm"), for a claim may go by these.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.english.spans import Place
from bot.answering.english.speakers import Attribution, attributions
from bot.answering.english.speech import is_pronoun
from bot.answering.english.subjects import LEAD_IN, opening_subject
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, plain
from bot.domain.article import Sentence

_DESCRIBED = re.compile(r"[^,.]{0,30},? (?:an?|the|who|whose|one|chief|head|director|founder) [^,.;]*|[^,.;]*")
"""What describes a speaker behind his name."""

_AND = re.compile(r"\b(?:and|but)\s*$")
_ASIDE = re.compile(r"(?: (?:on|in|at|late|early) [^,]{1,25})?, ")
_BOUNDARY = re.compile(r"[,;:]|\. ")
_BEFORE, _BEHIND = 45, 90  # characters around a speaker's name
_SHORT_LEAD, _DESCRIPTION = 7, 4
"""Words before a comma and a speaker up to which they say when ("On Monday,") or who ("Arm's chief executive,")."""


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

    def holds(self, word: Word) -> bool:
        """Whether a word of the sentence stands in what is said."""
        return self.first <= word.start < self.last


@lru_cache(maxsize=4_000)
def voices_in(text: str) -> tuple[Voice, ...]:
    """The voices of one sentence, from its plain text alone."""
    found: list[Voice] = []
    for each in attributions(text, (Sentence(0, len(text)),)):
        goes_on = each.cue is not None and _AND.search(text[: each.cue.start]) is not None
        voice = _voice(text, each, goes_on=goes_on)
        found.append(replace(voice, phrases=found[0].phrases) if goes_on and found else voice)
    return tuple(found)


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


def _voice(text: str, each: Attribution, *, goes_on: bool) -> Voice:
    """One report of speech. `goes_on`: its cue follows "and" or "but", its speaker is the sentence's subject."""
    if each.said_by is None or each.cue is None:
        return Voice((), 0, len(text))
    cue, begin = text[each.cue.start : each.cue.end], each.said_by.start
    subject = opening_subject(text) if goes_on else None
    phrase = _phrase(text, each.said_by, each.cue) if subject is None else text[subject.start : subject.end]
    if cue.casefold() in ("according to", "in the words of"):
        return Voice((phrase,), 0, len(text), cue)
    before = text[:begin].rstrip(" \"'")
    described = 0 if is_pronoun(phrase) else _DESCRIPTION
    lead = len(before.split()) <= (_SHORT_LEAD if LEAD_IN.match(before) else described)
    if (before.endswith(",") and not lead) or begin > each.cue.start:
        behind = text[max(each.said_by.end, each.cue.end) :]
        whole = '"' in behind or _ASIDE.match(behind) is not None
        return Voice((phrase,), 0, len(text) if whole else min(begin, each.cue.start), cue)
    return Voice((phrase,), each.cue.end, len(text), cue)


def _phrase(text: str, speaker: Place, cue: Place) -> str:
    """The words for a speaker with those that describe him: `Jim Bridenstine, the head of NASA`."""
    start, end = speaker.start, speaker.end
    if is_pronoun(text[start:end]):
        return text[start:end]
    if cue.start >= end:
        near = text[max(0, start - _BEFORE) : start]
        start -= len(near) - max((match.end() for match in _BOUNDARY.finditer(near)), default=0)
        return text[start : cue.start].strip()
    if not text[: cue.start].strip(' "'):
        return text[start:end]  # "According to X, the mill ...": no description of X
    behind = _DESCRIBED.match(text, end, end + _BEHIND)
    return text[cue.end : behind.end() if behind else end].strip()
