"""Which stretch of a sentence is the short answer: candidates of the expected kind, weighed by where they stand."""

import re
from collections.abc import Sequence

from bot.answering.expectation import Expectation, Kind
from bot.answering.question_words import QuestionWord, word_meanings
from bot.answering.reading import Span
from bot.answering.spans import Place, follows_direction, is_of_a_people, places
from bot.domain.article import Sentence
from bot.search.terms import WORD, bare, words

NO_SPAN = 1.0
"""The weight of "none of these" beside the candidates, so that a lone candidate in a poor place is not certain."""

_LEGAL_FORMS = frozenset(("corp", "corporation", "inc", "incorporated", "ltd", "limited", "co", "plc", "llc"))

_SPEAKS = r"(?:said|says|told|tweeted|wrote|announced|warned|argued|claimed|added|asked|called|accused|according to)"


def spans_of(text: str, sentence: Sentence, expected: Expectation, asked: Sequence[QuestionWord]) -> tuple[Span, ...]:
    """Candidates in one sentence, best first; probabilities sum to less than 1. What the question says is none."""
    found = places(expected.kind, text, sentence.start, sentence.end)
    if not found:
        return ()
    in_question = frozenset().union(*(word.meanings for word in asked)) if asked else frozenset()
    anchors = _anchors(text, sentence, asked)
    weighed = []
    for place in found:
        held = text[place.start : place.end]
        if _repeats_question(held, in_question) or is_of_a_people(held):
            continue
        weight = _nearness(place, anchors) * _position(text, sentence, place, expected)
        weighed.append((weight, place))
    total = NO_SPAN + sum(weight for weight, _ in weighed)
    weighed.sort(key=lambda pair: (-pair[0], pair[1].start))
    return tuple(
        Span(place.start, place.end, text[place.start : place.end], weight / total) for weight, place in weighed
    )


def _anchors(text: str, sentence: Sentence, asked: Sequence[QuestionWord]) -> list[tuple[int, float]]:
    """Where the question's words stand in the sentence (character offsets), with weights: names pull less."""
    anchors = []
    for match in WORD.finditer(text, sentence.start, sentence.end):
        present = word_meanings(match.group())
        for word in asked:
            if word.meanings & present:
                pull = word.weight * (0.4 if word.is_name else 1.0)
                anchors.append((match.start(), pull))
                break
    return anchors


def _nearness(place: Place, anchors: Sequence[tuple[int, float]]) -> float:
    """Greater the nearer the question's words stand; a distance of 30 characters halves the pull."""
    pulls = [weight / (1 + min(abs(place.start - at), abs(place.end - at)) / 30.0) for at, weight in anchors]
    return 0.05 + sum(pulls)


def _position(text: str, sentence: Sentence, place: Place, expected: Expectation) -> float:
    """What the words beside a candidate say of its part in the sentence."""
    before = text[max(sentence.start, place.start - 25) : place.start]
    after = text[place.end : min(sentence.end, place.end + 25)]
    if expected.kind is Kind.PLACE:
        return 4.0 if follows_direction(text, place) or expected.focus else 0.5
    if expected.speaker:
        speaks = re.match(rf"(?:,[^,]{{0,80}},)? {_SPEAKS}\b", text[place.end : sentence.end]) or re.search(
            rf"\b{_SPEAKS} (?:[\w.’' ]{{0,40}} )?$",
            before,
        )
        return 5.0 if speaks else 0.5
    if expected.kind is Kind.TIME:
        return 1.5 if re.search(r"\d", text[place.start : place.end]) else 0.4
    if expected.kind in (Kind.NUMBER, Kind.MONEY) and expected.focus:
        counted = word_meanings(" ".join(words(after)[:4]))
        return 4.0 if counted & word_meanings(expected.focus) else 0.7
    if expected.kind is Kind.NAME:
        return 1.3 if " " in text[place.start : place.end] else 1.0
    return 1.0


def _repeats_question(held: str, in_question: frozenset[str]) -> bool:
    """Whether every word of the candidate stands in the question already; "Corp." and the like add nothing."""
    telling = [word for word in words(held) if bare(word) not in _LEGAL_FORMS]
    return all(word_meanings(word) & in_question for word in telling)
