"""Who says what a statement tells: an attribution may be neither lost nor added, nor go over to another.

"According to X" may be added where X published the article: that is true of all it says. Speech is found by the forms
that `english.speakers` knows; where it knows none, a speaker's name before a word of saying is enough.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.answering.english.namings import same_name
from bot.answering.english.openings import BODIES, BUSINESS
from bot.answering.english.spans import Place
from bot.answering.english.speakers import Attribution, attributions
from bot.answering.english.speech import is_pronoun
from bot.answering.english.subjects import LEAD_IN, opening_subject
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, alike, all_senses, closest, plain, same_stem, words_of
from bot.domain.article import Sentence

GOVERNED = 0.5
"""Share of a claim's words that must stand in what somebody is reported to say, for the claim to be his."""

TOLD = 0.4
"""Share of what a claim lets somebody say that must stand in what its source lets him say."""

_VERBS = """
announce announces announced announcing claims claimed claiming stated argue argues argued arguing deny denies denied
denying warn warns warned warning caution cautions cautioned cautioning accuse accuses accused accusing call calls
called calling describe describes described describing predict predicts predicted promise promises promised promising
pledge pledges pledged vow vows vowed insist insists insisted maintain maintains maintained explain explains explained
acknowledge acknowledges acknowledged admit admits admitted concede concedes conceded confirm confirms confirmed
reports reported reportedly complain complains complained complaint complaints criticises criticised criticizes
criticized declare declares declared wrote writes written repeat repeats repeated suggest suggests suggested allege
alleges alleged allegedly believe believes believed think thinks expect expects thought estimate estimates estimated
tweet tweets tweeted recommend recommends recommended urge urges urged asked reply replies replied respond responds
responded adds added notes noted found rules ruled ruling conclude concludes concluded cite cites cited citing praise
praises praised praising stress stresses stressed compare compares compared liken likens likened dismiss dismisses
dismissed hail hails hailed blame blames blamed condemn condemns condemned said say says saying told tell tells
apparently supposedly inform informs informed
""".split()
_SAYING = re.compile(
    r"\b(?:according to|in the words of|in (?:\w+ )?view|put it"
    rf"|by (?:[\w']+ ){{0,4}}(?:count|estimate|reckoning|account)|{'|'.join(_VERBS)})\b",
    re.IGNORECASE,
)
_PAPER = frozenset("article articles report reports newspaper newspapers paper outlet story evidence source".split())
_NAMELESS = re.compile(rf"(?:the|its) (?:[\w-]+ ){{0,2}}(?:{'|'.join(sorted(BUSINESS | BODIES))})$", re.IGNORECASE)
"""A speaker told by a description alone, whoever that is: "the American company"."""

_DESCRIBED = re.compile(r"[^,.]{0,30},? (?:an?|the|who|whose|one|chief|head|director|founder) [^,.;]*|[^,.;]*")
"""What describes a speaker behind his name."""

_ESTIMATE = re.compile(r"\b[Bb]y (?:the|one|an?|[A-Z]\w+'s)(?: [\w'-]+){0,3} (?:estimate|count|reckoning|account)\b")
"""Somebody's word for it, told without a verb: "by one firm's count"."""

_COMMON_CUES = frozenset(("said", "says", "say", "according to", "told", "added", "in the words of"))
_AND = re.compile(r"\b(?:and|but)\s*$")
_ASIDE = re.compile(r"(?: (?:on|in|at|late|early) [^,]{1,25})?, ")
_BOUNDARY = re.compile(r"[,;:]|\. ")
_BEFORE, _BEHIND = 45, 90  # characters around a speaker's name
_SHORT_LEAD, _DESCRIPTION = 7, 4
"""Words before a comma and a speaker up to which they say when ("On Monday,") or who ("Arm's chief executive,")."""

_PAPERS = re.compile(
    r"\b(?:complaint|filing|document|report|paper|letter|statement|lawsuit|suit|study|survey)s?$", re.IGNORECASE
)
"""Speakers that a claim may name as what holds a thing, not as who says it: "the complaints ask for"."""

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

    def holds(self, word: Word) -> bool:
        """Whether a word of the sentence stands in what is said."""
        return self.first <= word.start < self.last


def lost_voice(claim: str, source: Source) -> str | None:
    """Who is reported to say what the claim tells as a fact; None if nobody. The sentence that tells most decides."""
    if (estimate := _ESTIMATE.search(source.own_text)) is not None and not _SAYING.search(claim):
        return estimate.group()
    index = max(source.chosen, key=lambda each: len(_taken(claim, source.sentence_text(each))))
    text, speaking = source.sentence_text(index), voices(source, index)
    speakers = {word.bare for voice in speaking for phrase in voice.phrases for word in words_of(phrase)}
    taken = [word for word in _taken(claim, text) if word.bare not in speakers]
    for voice in speaking:
        inside = [word for word in taken if all(voice.holds(other) for other in closest(word, words_of(text)))]
        if inside and len(inside) >= GOVERNED * len(taken) and not _attributes(claim, text, speaking):
            return voice.phrases[0] if voice.phrases else "the one who speaks"
    return None


def _taken(claim: str, text: str) -> list[Word]:
    """The claim's telling words that a sentence takes up."""
    held = all_senses(text)
    return [word for word in words_of(claim) if word.telling and not word.senses.isdisjoint(held)]


def other_voice(claim: str, source: Source) -> str | None:
    """Whom the claim lets say what its source does not let him say; None if there is nobody."""
    said = ((voice, phrase) for voice in voices_in(claim) for phrase in voice.phrases[:1])
    return next((phrase for voice, phrase in said if not _may_speak(claim, voice, phrase, source)), None)


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
    lead = len(before.split()) <= (_SHORT_LEAD if LEAD_IN.match(before) else _DESCRIPTION)
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


def _attributes(claim: str, text: str, speaking: Sequence[Voice]) -> bool:
    """Whether the claim says that somebody said it, in a word that is not itself a part of what was said."""
    phrases = [phrase for voice in speaking for phrase in voice.phrases]
    if any(_is_same(own, other) for mine in voices_in(claim) for own in mine.phrases for other in phrases):
        return True
    papers = [found.group() for phrase in phrases if (found := _PAPERS.search(phrase))]
    cues = [voice.cue for voice in speaking if voice.cue.casefold() not in _COMMON_CUES]
    if any(same_stem(word, own) for word in words_of(" ".join([*papers, *cues])) for own in words_of(claim)):
        return True
    used = {word for voice in speaking for word in voice.cue.casefold().split()}
    inside = {word.bare for word in words_of(text) if any(voice.holds(word) for voice in speaking)} - used
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
    return _speaks_otherwise(telling, source.text, cues, said)


def _tells(stretch: str, said: tuple[Word, ...]) -> bool:
    """Whether a stretch takes up enough of what the claim has said."""
    held = all_senses(stretch)
    return len(said) < 2 or sum(not word.senses.isdisjoint(held) for word in said) >= TOLD * len(said)


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


def _speaks_otherwise(telling: Sequence[Word], text: str, cues: Sequence[str], said: tuple[Word, ...]) -> bool:
    """Whether a word for the speaker stands before a word of saying that no known form of speech has."""
    for match in _SAYING.finditer(text):
        if match.group() in cues:
            continue
        reach = 60 if match.group().endswith("ing") else 25  # "ByteDance put it differently, announcing that"
        near = words_of(text[max(0, match.start() - reach) : match.start()])
        if any(alike(word, other) for word in telling for other in near) and _tells(text[match.end() :], said):
            return True
    return False
