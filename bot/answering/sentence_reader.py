"""Judges every stored sentence of the hits: what a trained model finds in it, and whether the question's terms are met.

The model reads every passage, then the likeliest sentences again, each with nothing but the one before it: a sentence
that answers does so out of its passage too. It says where answers stand, but it takes a neighbouring fact for the one
that was asked. So a logistic rule weighs its word together with the question's own names and predicate in and beside
the sentence, and with whether something of the expected kind stands there (`signals.py`).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from bot.answering.asked_time import AskedTime, asked_time
from bot.answering.english.expectation import Kind, expectation
from bot.answering.english.orders import reports
from bot.answering.english.owners import is_anothers
from bot.answering.english.polarity import Verdict, settles
from bot.answering.english.spans import Place, names
from bot.answering.english.speakers import Attribution, attributions, speakers_of
from bot.answering.question_words import covered, question_words, word_meanings
from bot.answering.reading import Reading, ReadSentence, Span
from bot.answering.short_spans import Asked, spans_of
from bot.answering.signals import FITTED, Rule, Signals, scaled
from bot.domain.article import Sentence
from bot.domain.evidence import Hit
from bot.models.reader import PassageReader, PassageReading, Stretch

MOST_SENTENCES = 12
"""Sentences that are judged for one question: those that the model or the question's words point to. On the dev half
the right one was among the first 12 for 227 of the 228 questions for which it was among 24; each is read again."""

UNFIT = 0.2
"""What is left of a sentence's probability when nothing of the expected kind stands in it, when the question's names
or numbers are not met in its passage, when it speaks of another's thing, when nobody speaks in it though it is asked
who said something, or when it reports an error."""

SAID, SAID_SO = 0.75, 0.6
"""Asked who said something, a sentence that takes up this share of it, and whose speaker is known, answers it at least
so probably: the model looks for the name, which may stand sentences before."""

_CORRECTIONS = ("correction:", "clarification:")

FEWEST_WORDS = 2
"""A sentence of fewer words is a name in a heading or a list."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer: what its words and those around it may stand for, and what the model found in it."""

    hit: Hit
    rank: int
    sentence: Sentence
    here: frozenset[str]
    around: frozenset[str]
    passage: frozenset[str]
    """Of the whole passage and its title."""
    stretches: tuple[Stretch, ...]
    """Their probabilities are those of being the answer, the passage's own included."""
    again: tuple[Stretch, ...] = ()
    """The same from the second reading."""
    spans: tuple[Span, ...] = ()
    speaks: bool = True
    """Whether somebody is known to speak in it, where who speaks is asked for."""

    @property
    def text(self) -> str:
        return self.hit.article.text[self.sentence.start : self.sentence.end]

    @property
    def index(self) -> int:
        """Which of its article's sentences it is."""
        return self.hit.sentences.index(self.sentence)

    def speaks_of(self, asked: Asked) -> bool:
        """Whether one of the question's names, if it has any, and all its numbers stand in its passage or title.

        A year may be that of the article's date.
        """
        day = self.hit.article.first_day
        figures = asked.figures - {str(day.year)} if day else asked.figures
        named = not asked.names or any(name.meanings & self.passage for name in asked.names)
        return named and figures <= self.passage


class SentenceReader:
    """A `Reader` that judges whole sentences by a trained model's word and by their own words."""

    def __init__(self, model: PassageReader, rule: Rule = FITTED) -> None:
        self._model = model
        self._rule = rule

    def read(self, question: str, hits: Sequence[Hit], asked_on: date | None = None) -> Reading:
        """Read every hit; those of the time that the question names once more, asked without it. Raises ModelError."""
        asked = question_asked(question, hits)
        sentences = self._judged(asked, hits)
        time = asked_time(question, asked_on) if asked_on else None
        if time is not None:
            sentences = _likelier(sentences, self._of_the_time(time, hits))
        sentences.sort(key=lambda sentence: -sentence.probability)
        return Reading(tuple(sentences), sentences[0].probability if sentences else 0.0, asked.expected)

    def _judged(self, asked: Asked, hits: Sequence[Hit]) -> list[ReadSentence]:
        return [self._judge(candidate, signals, asked) for candidate, signals in self.measured(asked, hits)]

    def _of_the_time(self, time: AskedTime, hits: Sequence[Hit]) -> list[ReadSentence]:
        """What the sentences that tell of the time say to the question without it."""
        met = {
            (hit.article.id, sentence.start)
            for hit in hits
            for sentence in hit.passage_sentences
            if time.is_met(hit, sentence)
        }
        of_it = [hit for hit in hits if any((hit.article.id, s.start) in met for s in hit.passage_sentences)]
        found = self._judged(question_asked(time.bare, of_it), of_it)
        return [sentence for sentence in found if (sentence.hit.article.id, sentence.start) in met]

    def measured(self, asked: Asked, hits: Sequence[Hit]) -> list[tuple[Candidate, Signals]]:
        """The sentences that the model or the question's words point to, with what they may answer, measured."""
        words = asked.words
        found = sorted(
            _candidates(hits, self._model.read(asked.text, hits)),
            key=lambda c: -(covered(words, c.here) + covered(words, c.around) + 2 * _found(c) + 1 / (1 + c.rank)),
        )[:MOST_SENTENCES]
        found = self._read_again(asked, found)
        spoken = _speech(found) if asked.expected.speaker else {}
        candidates = [_with_spans(candidate, asked, spoken) for candidate in found]
        return [(candidate, measure(candidate, asked)) for candidate in candidates]

    def _read_again(self, asked: Asked, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates with what the model finds in them when it sees no more than two sentences."""
        readings = self._model.read(asked.text, [_with_the_one_before(candidate) for candidate in candidates])
        return [
            replace(candidate, again=_within(candidate.sentence, reading))
            for candidate, reading in zip(candidates, readings, strict=True)
        ]

    def _judge(self, candidate: Candidate, signals: Signals, asked: Asked) -> ReadSentence:
        text = candidate.text
        answers = self._rule.probability(signals)
        if asked.expected.speaker and candidate.speaks and signals.words >= SAID:
            answers = max(answers, SAID_SO)
        if not signals.kind or not candidate.speaks_of(asked) or text.casefold().startswith(_CORRECTIONS):
            answers *= UNFIT
        if is_anothers(asked.owned, text) or not candidate.speaks:
            answers *= UNFIT
        if not reports(text):
            answers = 0.0
        return ReadSentence(
            hit=candidate.hit,
            start=candidate.sentence.start,
            end=candidate.sentence.end,
            probability=answers,
            spans=candidate.spans,
            verdict=_verdict(asked, text) if asked.expected.kind is Kind.YES_NO else None,
        )


def _likelier(*readings: Sequence[ReadSentence]) -> list[ReadSentence]:
    """Each sentence once, from the reading that makes it likeliest."""
    best: dict[tuple[str, int], ReadSentence] = {}
    for sentence in chain.from_iterable(readings):
        key = sentence.hit.article.id, sentence.start
        if key not in best or sentence.probability > best[key].probability:
            best[key] = sentence
    return list(best.values())


def question_asked(question: str, hits: Sequence[Hit]) -> Asked:
    """The question with the kind of answer it expects and its words, weighed against the hits."""
    expected = expectation(question)
    focus = expected.focus if expected.kind in (Kind.NAME, Kind.PLACE) else None
    return Asked(question, expected, question_words(question, hits, focus))


def _verdict(asked: Asked, text: str) -> Verdict | None:
    return settles(asked.text, text, [name.word for name in asked.names])


def _speech(candidates: Sequence[Candidate]) -> dict[str, tuple[Attribution, ...]]:
    """Who says what, per article id."""
    hits = {candidate.hit.article.id: candidate.hit for candidate in candidates}
    return {article_id: attributions(hit.article.text, hit.sentences) for article_id, hit in hits.items()}


def _with_spans(candidate: Candidate, asked: Asked, spoken: Mapping[str, Sequence[Attribution]]) -> Candidate:
    """The candidate with what may be the short answer in it; `spoken`: who says what, per article."""
    article = candidate.hit.article
    speakers = _speakers(candidate, asked.text, spoken[article.id]) if article.id in spoken else []
    found = (*candidate.stretches, *candidate.again)
    spans = spans_of(article.text, candidate.sentence, asked, found, speakers)
    return replace(candidate, spans=spans, speaks=bool(speakers) or not asked.expected.speaker)


def _speakers(candidate: Candidate, question: str, spoken: Sequence[Attribution]) -> list[Place]:
    """Who speaks in the sentence, the likeliest first."""
    text = candidate.hit.article.text
    found = speakers_of(question, text, spoken, candidate.index)
    places = [_without_office(text, each.speaker, each.cue) for each in found if each.speaker is not None]
    return list(dict.fromkeys(places))


def _without_office(text: str, speaker: Place, cue: Place | None) -> Place:
    """The name alone: of "US Secretary of State Jane Roe said" the person."""
    if cue is None or cue.start < speaker.end or "," in text[speaker.start : cue.start]:
        return speaker
    held = names(text, speaker.start, cue.start)
    return held[-1] if held else speaker


def _candidates(hits: Sequence[Hit], readings: Sequence[PassageReading]) -> Iterator[Candidate]:
    """Every sentence of two words or more of every hit, once, with the words of its neighbours and its title."""
    seen: set[tuple[str, int]] = set()
    for rank, (hit, reading) in enumerate(zip(hits, readings, strict=True)):
        title = word_meanings(hit.article.title or "")
        inside = hit.passage_sentences
        held = [word_meanings(hit.article.text[s.start : s.end]) for s in inside]
        passage = title.union(*held)
        for index, sentence in enumerate(inside):
            key = (hit.article.id, sentence.start)
            if key in seen or len(hit.article.text[sentence.start : sentence.end].split()) < FEWEST_WORDS:
                continue
            seen.add(key)
            around = title.union(*held[max(0, index - 1) : index + 2])
            yield Candidate(hit, rank, sentence, held[index], around, passage, _within(sentence, reading))


def _within(sentence: Sentence, reading: PassageReading) -> tuple[Stretch, ...]:
    """What a reading found in one sentence, each with the probability of being the answer."""
    return tuple(
        replace(stretch, probability=stretch.probability * reading.answers)
        for stretch in reading.stretches
        if sentence.start <= stretch.start < sentence.end
    )


def _with_the_one_before(candidate: Candidate) -> Hit:
    hit = candidate.hit
    before = hit.sentences[max(0, candidate.index - 1)]
    return replace(hit, passage=replace(hit.passage, start=before.start, end=candidate.sentence.end))


def measure(candidate: Candidate, asked: Asked) -> Signals:
    """The signals of one sentence."""
    words = asked.words
    predicate = [word for word in words if not word.is_name]
    is_open = asked.expected.kind in (Kind.OPEN, Kind.YES_NO)
    found = _found(candidate)
    return Signals(
        found=found,
        sure=math.sqrt(_likeliest(candidate.stretches)),
        again=scaled(_likeliest(candidate.again)),
        found_open=found if is_open else 0.0,
        words=covered(words, candidate.here),
        words_around=covered(words, candidate.around),
        names_around=covered(asked.names, candidate.around),
        predicate=covered(predicate, candidate.here),
        predicate_around=covered(predicate, candidate.around),
        kind=float(is_open or bool(candidate.spans)),
        rank=1 / (1 + candidate.rank),
    )


def _found(candidate: Candidate) -> float:
    return scaled(_likeliest(candidate.stretches))


def _likeliest(stretches: Sequence[Stretch]) -> float:
    return max((stretch.probability for stretch in stretches), default=0.0)
