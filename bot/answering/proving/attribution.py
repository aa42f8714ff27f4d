"""Who says what a statement tells: an attribution may be neither lost nor added, nor go over to another.

"According to X" may be added where X published the article: that is true of all it says. Where no speech is found, a
speaker's name before a word of saying is enough.
"""

import re
from collections.abc import Sequence

from bot.answering.english.namings import same_name
from bot.answering.english.openings import BODIES, BUSINESS
from bot.answering.english.speech import is_pronoun
from bot.answering.proving.sources import Source
from bot.answering.proving.voices import Voice, voices, voices_in
from bot.answering.proving.wording import Word, alike, all_senses, closest, same_stem, telling_words, words_of

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
_PAPER = re.compile(
    r"(?:the|this|an?) (?:news )?(?:article|story|evidence|newspaper|outlet|text|passage)", re.IGNORECASE
)
"""The article itself, by which a claim may say that it is in there."""

_NAMELESS = re.compile(rf"(?:the|its) (?:[\w-]+ ){{0,2}}(?:{'|'.join(sorted(BUSINESS | BODIES))})$", re.IGNORECASE)
"""A speaker told by a description alone, whoever that is: "the American company"."""

_ESTIMATE = re.compile(r"\b[Bb]y (?:the|one|an?|[A-Z]\w+'s)(?: [\w'-]+){0,3} (?:estimate|count|reckoning|account)\b")
"""Somebody's word for it, told without a verb: "by one firm's count"."""

_COMMON_CUES = frozenset(("said", "says", "say", "according to", "told", "added", "in the words of"))
_PAPERS = re.compile(
    r"\b(?:complaint|filing|document|report|paper|letter|statement|lawsuit|suit|study|survey)s?$", re.IGNORECASE
)
"""Speakers that a claim may name as what holds a thing, not as who says it: "the complaints ask for"."""

_GENERIC = frozenset(
    """people person persons official officials sources analyst analysts spokesman spokeswoman spokesperson
    representative representatives the a an of for in at who chief head leader""".split()
)


def lost_voice(claim: str, source: Source) -> str | None:
    """Who is reported to say what the claim tells as a fact; None if nobody. The sentence that tells most decides."""
    claim = _without_papers(claim, source)
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


def _without_papers(claim: str, source: Source) -> str:
    """The claim without "according to the article" and its like: that does not tell whose word it is."""
    for voice in voices_in(claim):
        if voice.phrases and _is_paper(voice.phrases[0], source):
            claim = claim.replace(voice.phrases[0], "").replace(voice.cue, "")
    return claim


def _is_paper(phrase: str, source: Source) -> bool:
    """Whether the words mean the article itself, or who published it."""
    known = (source.article.outlet or "", source.article.agency or "")
    return _PAPER.fullmatch(phrase) is not None or any(same_name(phrase, each) for each in known)


def _taken(claim: str, text: str) -> list[Word]:
    """The claim's telling words that a sentence takes up."""
    held = all_senses(text)
    return [word for word in telling_words(claim) if not word.senses.isdisjoint(held)]


def other_voice(claim: str, source: Source) -> str | None:
    """Whom the claim lets say what its source does not let him say; None if there is nobody."""
    said = ((voice, phrase) for voice in voices_in(claim) for phrase in voice.phrases[:1])
    return next((phrase for voice, phrase in said if not _may_speak(claim, voice, phrase, source)), None)


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
    telling = telling_words(phrase)
    if is_pronoun(phrase) or _is_paper(phrase, source):
        return True
    said = tuple(word for word in telling_words(claim) if voice.first <= word.start < voice.last)
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
    mine = {word.bare: word for word in telling_words(one)}
    theirs = telling_words(other)
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
