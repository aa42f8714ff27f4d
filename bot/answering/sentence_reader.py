"""The first reader: no trained model of its own, but the embedder and the form of words.

It judges every stored sentence of the hits by how near it is in meaning, how much of the question's words and names it
and its neighbours hold, and whether something of the expected kind stands in it. A logistic rule makes a probability of
that; its weights were fitted by `tools/fit_sentence_reader.py` on the sample's dev half and, far lighter, on questions
of SQuAD 2.0 dev (never on the test half), with the groups of synonyms off: questions use words that nobody thought of.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

from bot.answering.expectation import Expectation, Kind, expectation
from bot.answering.polarity import is_negative
from bot.answering.question_words import QuestionWord, covered, question_words, word_meanings
from bot.answering.reading import Reading, ReadSentence, Span
from bot.answering.short_spans import spans_of
from bot.domain.article import Sentence
from bot.domain.evidence import Hit
from bot.models.embedder import Embedder

MOST_SENTENCES = 24
"""Sentences that are embedded for one question, the best by words; at about 4 ms each this bounds the time."""

UNFIT = 0.2
"""What is left of a sentence's probability when nothing of the expected kind stands in it, or it reports an error."""

_CORRECTIONS = ("correction:", "clarification:")

SETTLES = 0.35
"""The share of a yes/no question's words that must stand in or beside a sentence that settles it."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one sentence, each 0..1 (cosines -1..1)."""

    meaning: float
    meaning_around: float
    passage_meaning: float
    words: float
    words_around: float
    names_around: float
    predicate: float
    predicate_around: float
    kind: float
    rank: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A logistic rule: probability = 1 / (1 + exp(-(bias + weights . signals)))."""

    bias: float
    weights: Signals

    def probability(self, signals: Signals) -> float:
        total = self.bias + sum(w * s for w, s in zip(astuple(self.weights), astuple(signals), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


FITTED = Rule(
    bias=-9.56,
    weights=Signals(
        meaning=3.16,
        meaning_around=2.29,
        passage_meaning=-1.46,
        words=1.68,
        words_around=0.93,
        names_around=0.62,
        predicate=1.37,
        predicate_around=0.25,
        kind=2.47,
        rank=1.41,
    ),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what its words and those around it may stand for."""

    hit: Hit
    rank: int
    sentence: Sentence
    around_start: int
    here: frozenset[str]
    around: frozenset[str]
    spans: tuple[Span, ...] = ()


class SentenceReader:
    """A `Reader` that judges whole sentences and finds short answers in them by form."""

    def __init__(self, embedder: Embedder, rule: Rule = FITTED) -> None:
        self._embedder = embedder
        self._rule = rule

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Read every hit. Raises ModelError."""
        expected = expectation(question)
        asked = question_words(question, hits, expected.focus if expected.kind in (Kind.NAME, Kind.PLACE) else None)
        sentences = [
            self._judge(candidate, signals, expected, question)
            for candidate, signals in self.signals(question, hits, expected, asked)
        ]
        sentences.sort(key=lambda sentence: -sentence.probability)
        return Reading(tuple(sentences), answerable=sentences[0].probability if sentences else 0.0)

    def _judge(self, candidate: Candidate, signals: Signals, expected: Expectation, question: str) -> ReadSentence:
        text = _text(candidate)
        answers = self._rule.probability(signals)
        if not signals.kind or text.casefold().startswith(_CORRECTIONS):
            answers *= UNFIT
        settles = expected.kind is Kind.YES_NO and signals.names_around >= SETTLES and signals.words_around >= SETTLES
        return ReadSentence(
            hit=candidate.hit,
            start=candidate.sentence.start,
            end=candidate.sentence.end,
            probability=answers,
            spans=candidate.spans,
            affirms=(is_negative(text) == is_negative(question)) if settles else None,
        )

    def signals(
        self, question: str, hits: Sequence[Hit], expected: Expectation, asked: Sequence[QuestionWord]
    ) -> list[tuple[Candidate, Signals]]:
        """The best candidates by words, measured."""
        by_words = sorted(
            _candidates(hits), key=lambda c: -(covered(asked, c.here) + covered(asked, c.around) + 1 / (1 + c.rank))
        )
        candidates = [
            replace(each, spans=spans_of(each.hit.article.text, each.sentence, expected, asked))
            for each in by_words[:MOST_SENTENCES]
        ]
        texts = [_text(candidate) for candidate in candidates]
        vectors = self._embedder.embed([question, *texts, *(_text_around(candidate) for candidate in candidates)])
        cosines = vectors[1:] @ vectors[0]
        return [
            (candidate, _measure(candidate, float(here), float(around), expected, asked))
            for candidate, here, around in zip(candidates, cosines[: len(texts)], cosines[len(texts) :], strict=True)
        ]


def _candidates(hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Every sentence of every hit, once, with the words of its neighbours and its title."""
    seen: set[tuple[str, int]] = set()
    for rank, hit in enumerate(hits):
        title = word_meanings(hit.article.title or "")
        inside = [s for s in hit.sentences if hit.passage.start <= s.start and s.end <= hit.passage.end]
        held = [word_meanings(hit.article.text[s.start : s.end]) for s in inside]
        for index, sentence in enumerate(inside):
            if (hit.article.id, sentence.start) not in seen:
                seen.add((hit.article.id, sentence.start))
                around = title.union(*held[max(0, index - 1) : index + 2])
                before = inside[max(0, index - 1)].start
                yield Candidate(hit, rank, sentence, before, held[index], around)


def _measure(
    candidate: Candidate,
    meaning: float,
    meaning_around: float,
    expected: Expectation,
    asked: Sequence[QuestionWord],
) -> Signals:
    names = [word for word in asked if word.is_name]
    predicate = [word for word in asked if not word.is_name]
    fitting = expected.kind in (Kind.OPEN, Kind.YES_NO) or bool(candidate.spans)
    return Signals(
        meaning=meaning,
        meaning_around=meaning_around,
        passage_meaning=candidate.hit.similarity or 0.0,
        words=covered(asked, candidate.here),
        words_around=covered(asked, candidate.around),
        names_around=covered(names, candidate.around),
        predicate=covered(predicate, candidate.here),
        predicate_around=covered(predicate, candidate.around),
        kind=float(fitting),
        rank=1 / (1 + candidate.rank),
    )


def _text(candidate: Candidate) -> str:
    return candidate.hit.article.text[candidate.sentence.start : candidate.sentence.end]


def _text_around(candidate: Candidate) -> str:
    """The sentence with its title and the sentence before it: what "it" and "he" refer to."""
    article = candidate.hit.article
    return f"{article.title or ''}\n{article.text[candidate.around_start : candidate.sentence.end]}"
