"""Which stretch of a sentence is the short answer: candidates of the expected kind, weighed by where they stand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.answering.english.countries import asks_for_country, is_country
from bot.answering.english.expectation import Expectation, Kind
from bot.answering.english.lists import enumeration, stretch
from bot.answering.english.owners import Owned, owned
from bot.answering.english.reasons import reason
from bot.answering.english.spans import (
    Place,
    follows_direction,
    is_of_a_people,
    places,
    whole_names_and_numbers,
)
from bot.answering.english.subjects import skip_dateline
from bot.answering.question_words import QuestionWord, word_meanings
from bot.answering.reading import Span
from bot.domain.article import Sentence
from bot.models.reader import Stretch
from bot.search.period import MONTHS
from bot.search.terms import STOP_WORDS, WORD, bare, words

BY_MODEL, BY_FORM = 8.0, 0.25
"""How much the model's word and the form count; chosen on the sample's dev half."""

ADDITION = 3
"""Words behind a comma that make an addition; fewer may be half of a name: "Tampa, Florida"."""

NO_SPAN = 0.5
"""The weight of "none of these" beside the candidates, so that a lone candidate in a poor place is not certain."""

_MONTHS = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_DAY_OF_MONTH = re.compile(
    rf"\b{_MONTHS} [0-3]?[0-9](?:st|nd|rd|th)?\b|\b[0-3]?[0-9](?:st|nd|rd|th)? (?:of )?{_MONTHS}", re.IGNORECASE
)
_LEGAL_FORMS = frozenset(("corp", "corporation", "inc", "incorporated", "ltd", "limited", "co", "plc", "llc"))


@dataclass(frozen=True)
class Asked:
    """The question as the spans are looked for: its wording, the kind of answer it expects, its telling words.

    What is told from these is found once; every sentence is held against it. (Slots would leave no place to keep it.)
    """

    text: str
    expected: Expectation
    words: tuple[QuestionWord, ...]

    @cached_property
    def meanings(self) -> frozenset[str]:
        """All that its words may stand for."""
        return frozenset().union(*(word.meanings for word in self.words)) if self.words else frozenset()

    @cached_property
    def names(self) -> tuple[QuestionWord, ...]:
        """Those of its words that are names."""
        return tuple(word for word in self.words if word.is_name)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its numbers: years, editions, counts. Not the days of dates, which an article may call "Sunday"."""
        undated = _DAY_OF_MONTH.sub(" ", self.text)
        return frozenset(word for word in words(undated) if word.isdecimal())

    @property
    def for_country(self) -> bool:
        """Whether only a country can be the answer."""
        return self.expected.kind in (Kind.NAME, Kind.PLACE) and asks_for_country(self.expected.focus)

    @cached_property
    def owned(self) -> tuple[Owned, ...]:
        """Whose thing it asks for."""
        return owned(self.text, {bare(name.word) for name in self.names})


def spans_of(
    text: str, sentence: Sentence, asked: Asked, stretches: Sequence[Stretch] = (), spoken: Sequence[Place] = ()
) -> tuple[Span, ...]:
    """Candidates for the short answer in one sentence, best first; probabilities sum to less than 1.

    `stretches` is what the model found there, `spoken` who speaks there, the likeliest first. What the question says
    itself is no candidate.
    """
    expected = asked.expected
    if expected.kind is Kind.YES_NO:
        return ()
    if expected.speaker and spoken:
        return _weighed(text, {place: 2.0 / (1 + rank) for rank, place in enumerate(spoken)})
    if expected.explains and (given := reason(text, sentence.start, sentence.end)) is not None:
        return _weighed(text, {given: 4.0})
    found = _weighed(text, _weights(text, sentence, asked, stretches))
    if expected.several and found:
        row = enumeration(text, found[0].start, found[0].end, sentence.start, sentence.end)
        if row:
            whole = stretch(row)
            rest = [span for span in found if span.end <= whole.start or span.start >= whole.end]
            likely = sum(span.probability for span in found) - sum(span.probability for span in rest)
            return (Span(whole.start, whole.end, text[whole.start : whole.end], likely), *rest)
    return found


def _weights(text: str, sentence: Sentence, asked: Asked, stretches: Sequence[Stretch]) -> dict[Place, float]:
    """By the model's word and by form.

    What the model found is taken in the form of the expected kind: of "Secretary of State Jane Roe" the name, of "a
    fleet of 59 ships" the number. Where no kind is expected it is taken as it stands, in whole names and numbers.
    """
    expected, in_question = asked.expected, asked.meanings
    begin = sentence.start
    # Where a report was written tells only where something happened, not which country did it.
    if expected.kind is not Kind.PLACE or expected.focus:
        begin += skip_dateline(text[begin : sentence.end])
    formed = [
        place
        for place in places(expected.kind, text, begin, sentence.end)
        if not _repeats_question(text[place.start : place.end], in_question)
        and not is_of_a_people(text[place.start : place.end])
        and (is_country(text[place.start : place.end]) or not asked.for_country)
    ]
    anchors = _anchors(text, sentence, asked.words) if formed else []
    weights = {
        place: BY_FORM * _nearness(place, anchors) * _position(text, sentence, place, expected) for place in formed
    }
    for given in stretches:
        found = replace(given, end=min(given.end, sentence.end))
        place = _formed(text, found, sentence, formed, expected) if found.start >= begin else None
        if place is None or (asked.for_country and place not in formed):
            continue
        if not _repeats_question(text[place.start : place.end], in_question):
            weights[place] = weights.get(place, 0.0) + BY_MODEL * found.probability
    return weights


def _weighed(text: str, weights: Mapping[Place, float]) -> tuple[Span, ...]:
    total = NO_SPAN + sum(weights.values())
    ordered = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0].start))
    return tuple(
        Span(place.start, place.end, text[place.start : place.end], weight / total) for place, weight in ordered
    )


def _formed(
    text: str, stretch: Stretch, sentence: Sentence, formed: Sequence[Place], expected: Expectation
) -> Place | None:
    """The place of the expected kind that the stretch means: the one it shares most with; the first of equals."""
    if expected.kind is Kind.OPEN:
        whole = _without_addition(text, stretch, expected)
        return whole_names_and_numbers(text, whole, sentence.start, sentence.end)
    shared = [min(stretch.end, place.end) - max(stretch.start, place.start) for place in formed]
    most = max(shared, default=0)
    if most > 0:
        return formed[shared.index(most)]
    return Place(stretch.start, stretch.end) if expected.kind in (Kind.NAME, Kind.PLACE) else None


def _without_addition(text: str, stretch: Stretch, expected: Expectation) -> Place:
    """The stretch up to its first comma, if a clause of ADDITION words or more follows: "a book, the first …"."""
    comma = -1 if expected.several else text.find(", ", stretch.start, stretch.end)
    if comma < 0 or len(text[comma : stretch.end].split()) <= ADDITION:
        return Place(stretch.start, stretch.end)
    return Place(stretch.start, comma)


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
    after = text[place.end : min(sentence.end, place.end + 25)]
    if expected.kind is Kind.PLACE:
        return 4.0 if follows_direction(text, place) or expected.focus else 0.5
    if expected.kind is Kind.TIME:
        return 1.5 if re.search(r"\d", text[place.start : place.end]) else 0.4
    if expected.kind in (Kind.NUMBER, Kind.MONEY) and expected.focus:
        counted = word_meanings(" ".join(words(after)[:4]))
        return 4.0 if counted & word_meanings(expected.focus) else 0.7
    if expected.kind is Kind.NAME:
        return 1.3 if " " in text[place.start : place.end] else 1.0
    return 1.0


def _repeats_question(held: str, in_question: frozenset[str]) -> bool:
    """Whether every telling word of the candidate stands in the question already; "Corp." and the like add nothing."""
    telling = [word for word in words(held) if bare(word) not in _LEGAL_FORMS | STOP_WORDS]
    return all(word_meanings(word) & in_question for word in telling)
