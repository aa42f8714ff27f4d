"""Who says what an article reports; "he", "the ministry" and a quotation that goes on are led back to a name.

"he said" means the last person of fitting sex who spoke or was a sentence's subject; "the company said" the last
organisation; "the ministry said" the last name that holds the word. Where nothing fits, the words stand for
themselves ("lawyers", "the creators") or, for a pronoun, the speaker is left open. English news text only.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.english.memory import Memory
from bot.answering.english.mentions import Mention, mentions
from bot.answering.english.name_runs import TITLES
from bot.answering.english.openings import PEOPLE
from bot.answering.english.quotations import Quotation, is_blank, masked, quotations
from bot.answering.english.spans import Place
from bot.answering.english.speech import Speech, is_pronoun, speeches
from bot.answering.english.subjects import opening_subject, skip_dateline
from bot.answering.english.vocabulary import meanings, telling_words
from bot.domain.article import Sentence
from bot.search.terms import bare, words

_PERSONS = TITLES | frozenset("official representative lawyer aide resident witness woman man worker source".split())
_ASKING = frozenset(("asked", "reminded", "assured", "pressed"))
_LED_BACK = frozenset(("he", "she", "it", "they"))
_TITLE = 12  # characters that a title may take between the cue and a name
_OUTLETS = frozenset("reported reports found revealed disclosed".split())


@dataclass(frozen=True, slots=True)
class Attribution:
    """One report of speech. Places are in characters of the article.

    `sentence`: index of the sentence that holds what is said. `speaker`: the fullest earlier or own name of who says
    it, or the words themselves ("lawyers"); None when a pronoun's person is not to be found. `said_by`: the words for
    him in this very sentence ("he"), None when a quotation merely goes on. `cue`: "said", "according to". `named_in`:
    the nearest other sentence that names the speaker, when this one does not.
    """

    sentence: int
    speaker: Place | None
    said_by: Place | None
    cue: Place | None
    quoted: bool
    named_in: int | None


def attributions(text: str, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    """All attributions of the sentences (ascending), in order; several in one sentence stay in their order."""
    quoted = quotations(text)
    memory = Memory(text)
    direct: list[Attribution] = []
    for index, sentence in enumerate(sentences):
        shown = masked(text, sentence.start, sentence.end, quoted)
        direct += _direct(text, shown, index, sentence, memory)
    carried = _carried(text, sentences, quoted, direct, memory)
    return tuple(sorted([*direct, *carried], key=lambda each: (each.sentence, each.cue.start if each.cue else 0)))


def speakers_of(question: str, text: str, spoken: Sequence[Attribution], sentence: int) -> tuple[Attribution, ...]:
    """The attributions of one sentence that may answer "who said …", best first; `spoken` is `attributions(text, …)`.

    Whoever the question names already is no answer. A cue of the question's own sense, a quotation, and a name come
    before others; an outlet that "reported" comes last.
    """
    asked = frozenset(bare(word) for word in words(question))
    senses = frozenset().union(*(meanings(word) for word in [*telling_words(question), "said"]))

    def order(each: Attribution) -> tuple[bool, bool, bool, int]:
        cue = text[each.cue.start : each.cue.end] if each.cue else "said"
        named = each.speaker is not None and text[each.speaker.start].isupper()
        return (
            cue in _OUTLETS,
            not (each.quoted or meanings(cue) & senses),
            not named,
            each.cue.start if each.cue else 0,
        )

    found = [
        each
        for each in spoken
        if each.sentence == sentence
        and each.speaker is not None
        and not frozenset(bare(word) for word in words(text[each.speaker.start : each.speaker.end])) <= asked
    ]
    return tuple(sorted(found, key=order))


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence while it is read: its index and start, and the names it holds."""

    index: int
    start: int
    met: tuple[Mention, ...]


def _direct(text: str, shown: str, index: int, sentence: Sentence, memory: Memory) -> Iterator[Attribution]:
    """What the sentence itself attributes; the memory learns its names and speakers."""
    begin = skip_dateline(shown)
    line = _Line(
        index, sentence.start, tuple(mentions(text, sentence.start + begin, sentence.end, index, shown[begin:]))
    )
    waiting = list(line.met)
    for speech in speeches(shown):
        while waiting and waiting[0].place.start <= line.start + max(speech.speaker.start, speech.cue.start):
            memory.meet(waiting.pop(0))
        own = shown[speech.speaker.start : speech.speaker.end]
        if is_pronoun(own) and own.casefold() not in _LED_BACK:
            continue
        who = _who(own, speech, line, memory)
        if (heard := _addressed(shown, speech, line, waiting) or who) is not None:
            memory.spoke(memory.known(heard), index)
        yield _attribution(own, speech, who, line, memory)
    if (described := _subject_described(shown, line)) is not None:
        memory.meet(described)
    for mention in waiting:
        memory.meet(mention)


def _subject_described(shown: str, line: _Line) -> Mention | None:
    """`The pilot radioed the tower.`: somebody whom "he" may mean, though unnamed."""
    subject = opening_subject(shown)
    own = shown[subject.start : subject.end] if subject else ""
    head = re.match(
        r"(?:An?|The|One|Another|His|Her|Its) (?:[a-z-]+ ){0,2}?([a-z-]+)(?= (?:of|from|for|at|in|with) |$)", own
    )
    if subject is None or head is None or head.group(1) not in PEOPLE | _PERSONS:
        return None
    about = frozenset(own.casefold().split())
    return Mention(_shifted(subject, line.start), line.index, person=True, male=None, about=about, subject=True)


def _addressed(shown: str, speech: Speech, line: _Line, following: Sequence[Mention]) -> Mention | None:
    """`Asked Mr. Roe why`: "he said" then means Mr. Roe."""
    if shown[speech.cue.start : speech.cue.end] not in _ASKING or not following:
        return None
    first = following[0]
    near = first.place.start - line.start - speech.cue.end <= _TITLE
    return first if near and first.person is not False else None


def _attribution(own: str, speech: Speech, who: Mention | None, line: _Line, memory: Memory) -> Attribution:
    said_by = _shifted(speech.speaker, line.start)
    known = (memory.full(who) or who).place if who else None
    return Attribution(
        sentence=line.index,
        speaker=known or (None if is_pronoun(own) else said_by),
        said_by=said_by,
        cue=_shifted(speech.cue, line.start),
        quoted=speech.quoted,
        named_in=who.sentence if who is not None and who.sentence != line.index and not speech.named else None,
    )


def _who(own: str, speech: Speech, line: _Line, memory: Memory) -> Mention | None:
    """The mention that the words for a speaker stand for; None when they stand for themselves or for nobody known."""
    if is_pronoun(own):
        return memory.meant(own.casefold(), line.index)
    place = _shifted(speech.speaker, line.start)
    if speech.named and " and " in own:
        return Mention(place, line.index, person=None, male=None, about=frozenset(), subject=True, plural=True)
    if speech.named:
        same = next((each for each in line.met if each.place.start <= place.start < each.place.end), None)
        return memory.known(same or Mention(place, line.index, person=None, male=None, about=frozenset(), subject=True))
    noun = head_noun(own)
    if noun is not None:
        return memory.described(noun, line.index, plain=len(own.split()) == 2)
    return _unnamed(own, place, line.index)


def _unnamed(own: str, place: Place, index: int) -> Mention:
    """`Lawyers`, `a spokesman for the ministry`: met for the first time, by description."""
    about = frozenset(word.casefold() for word in words(own))
    first = re.match(r"[^,]*?(?= (?:of|for|in|at|with|to|close|familiar|briefed|involved|told)\b|$)", own)
    head = (first.group() if first else own).split()[-1:]
    several = bool(head) and re.search(r"[^s’']s$|people$|police$", head[0]) is not None
    plural = several and re.match(r"(?:an?|one|another)\b", own, re.IGNORECASE) is None
    person = True if about & _PERSONS and not plural else None
    return Mention(place, index, person=person, male=None, about=about, subject=True, plural=plural)


def head_noun(phrase: str) -> str | None:
    """`the Chinese company`: company. None when the phrase is not of the form "the …" without a complement.

    >>> head_noun("the foreign ministry"), head_noun("a spokesman")
    ('ministry', None)
    """
    match = re.fullmatch(r"(?:[Tt]he|[Tt]his|[Tt]hat) (?:[\w’'-]+ ){0,2}([a-z][\w-]*)", phrase)
    return match.group(1) if match else None


def _carried(
    text: str,
    sentences: Sequence[Sentence],
    quoted: Sequence[Quotation],
    direct: Sequence[Attribution],
    memory: Memory,
) -> Iterator[Attribution]:
    """Sentences that are nothing but quotation: who speaks in the same or in the adjoining one speaks here."""
    spoken = {each.sentence: each for each in direct}
    quoting = {each.sentence: each for each in direct if each.quoted}
    starts = [sentence.start for sentence in sentences]
    for first, last in _chains(quoted):
        inside = range(max(0, bisect_right(starts, first) - 1), bisect_right(starts, last - 1))
        speaking = next((quoting[i] for i in inside if i in quoting), None)
        for index in inside:
            sentence = sentences[index]
            if index in spoken or not _is_all_quoted(text, sentence, quoted):
                continue
            source = speaking or quoting.get(index - 1)
            carried = _from(source, index) if source else _introduced(text, sentence, index, memory)
            if carried is not None:
                quoting[index] = spoken[index] = carried
                yield carried


def _from(source: Attribution, index: int) -> Attribution:
    near = source.sentence if source.said_by is not None and source.named_in is None else source.named_in
    return Attribution(index, source.speaker, said_by=None, cue=None, quoted=True, named_in=near)


def _introduced(text: str, sentence: Sentence, index: int, memory: Memory) -> Attribution | None:
    """`Ms. Quill disagreed. “It is nonsense.”`: the subject of the sentence before, in the same paragraph."""
    subject = memory.subject(index - 1)
    if subject is None or subject.person is False or "\n\n" in text[subject.place.end : sentence.start]:
        return None
    place = (memory.full(subject) or subject).place
    return Attribution(index, place, said_by=None, cue=None, quoted=True, named_in=subject.sentence)


def _chains(quoted: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    """Quotations, those that go on over paragraphs taken together."""
    chain: tuple[int, int] | None = None
    for each in quoted:
        if chain and not each.goes_on:
            yield chain
        chain = (chain[0], each.end) if chain and each.goes_on else (each.start, each.end)
    if chain:
        yield chain


def _is_all_quoted(text: str, sentence: Sentence, quoted: Sequence[Quotation]) -> bool:
    shown = masked(text, sentence.start, sentence.end, tuple(quoted))
    return not any(character.isalnum() and not is_blank(character) for character in shown)


def _shifted(place: Place, by: int) -> Place:
    return Place(place.start + by, place.end + by)
