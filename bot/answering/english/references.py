"""Which sentence must be quoted with another, so that no "he", "the company" or bare quotation is left hanging.

A sentence that leans is shown with the nearest earlier one that names what is meant, and that one again with its own,
until all stand; where nothing within reach names it, it is not to be shown. The article's title names nothing here:
it is no quote. Quoted words are their speaker's: where the sentence names him, a "they" in his mouth may stay unnamed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.english.mentions import Mention, mentions
from bot.answering.english.openings import BODIES, BUSINESS, PEOPLE, Leaning, Need, leaning
from bot.answering.english.quotations import masked, quotations
from bot.answering.english.spans import Place
from bot.answering.english.speakers import Attribution, attributions
from bot.answering.english.speech import is_pronoun
from bot.answering.english.subjects import opening_subject
from bot.answering.english.vocabulary import meanings
from bot.domain.article import Sentence
from bot.search.terms import words

REACH = 3
"""Sentences that each step goes back at most, and that are quoted with one at most: more is no answer."""

ENOUGH = 2
"""Sentences quoted with one, beyond which nobody asks what "the deal" was."""

_PAIRS = frozenset(("pair", "two", "both", "latter", "former", "neither"))
_PAIR = re.compile(r"[A-Z][\w.’'-]*,? (?:and|or) (?:[a-z]+ )?[A-Z]|\btwo\b|\bboth\b")
_DOUBTS = 3  # passes over the sentences within reach, each accepting a doubtful name more
_EITHER = _PAIRS - {"pair"}
_WINDOW = 12  # sentences before the one asked for that are read, for speakers named far back


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a sentence leans on.

    `needed`: indices of the sentences to quote with it, ascending; for a quotation that breaks off it may be the next
    one. `words`: what leans, None for a quotation without its speaker. `resolvable`: False: do not show it at all.
    """

    needed: tuple[int, ...]
    words: Place | None
    resolvable: bool


def antecedent(text: str, sentences: Sequence[Sentence], index: int) -> Antecedent | None:
    """What sentence `index` leans on; None when it stands alone. Sentences ascend, as stored with the article."""
    page = _Page(text, sentences, index)
    needed: list[int] = []
    waiting = [(index, lean) for lean in page.leans(index)]
    first = waiting[0][1].place if waiting else None
    while waiting:
        at, lean = waiting.pop(0)
        if lean.is_event and len(needed) >= ENOUGH:
            continue  # one more "the deal" in a sentence that is quoted only to help stays as it is
        target = page.target(at, lean)
        if target is None and lean.opening is not None and page.is_in_a_named_voice(at):
            continue
        if target is None or (target not in needed and len(needed) == REACH):
            return Antecedent((), first, resolvable=False)
        if target != index and target not in needed:
            needed.append(target)
            waiting += [(target, further) for further in page.leans(target)]
    return Antecedent(tuple(sorted(needed)), first, resolvable=True) if needed else None


def stands_alone(text: str, sentences: Sequence[Sentence], index: int) -> bool:
    """Whether sentence `index` is understood without another."""
    return antecedent(text, sentences, index) is None


@dataclass(frozen=True, slots=True)
class _Lean:
    """One thing a sentence needs: what its opening leans on, or (`known`) the sentence that names its speaker."""

    place: Place | None
    opening: Leaning | None
    known: int | None

    @property
    def is_event(self) -> bool:
        return self.opening is not None and self.opening.need is Need.EVENT


class _Page:
    """The sentences around one, read once."""

    def __init__(self, text: str, sentences: Sequence[Sentence], index: int) -> None:
        self._text = text
        self._first = max(0, index - _WINDOW)
        self._sentences = sentences[self._first : index + REACH + 1]
        self._quoted = quotations(text)
        self._spoken: dict[int, list[Attribution]] = {}
        for each in attributions(text, self._sentences):
            self._spoken.setdefault(each.sentence + self._first, []).append(each)

    def leans(self, index: int) -> list[_Lean]:
        """What the sentence needs: the one who speaks, what its opening means; empty when it stands."""
        sentence = self._sentence(index)
        found = self._unnamed_speaker(index)
        opening = leaning(self._text, sentence.start, sentence.end)
        if opening is None or (opening.need is Need.PERSON and self._names_before(index, opening.place.start)):
            return found
        same = any(
            lean.place and self._held(lean.place).casefold() in (opening.word, f"the {opening.word}") for lean in found
        )
        return found if same else [*found, _Lean(opening.place, opening, None)]

    def is_in_a_named_voice(self, index: int) -> bool:
        """Whether it opens with quoted words whose speaker it names: what he means by "they" is his."""
        sentence = self._sentence(index)
        opens = any(each.start <= sentence.start < each.end for each in self._quoted)
        return opens and any(each.speaker is not None for each in self._spoken.get(index, []))

    def _unnamed_speaker(self, index: int) -> list[_Lean]:
        """The need of a sentence whose speaker it does not name; empty for the others."""
        for each in self._spoken.get(index, []):
            named_in = each.named_in + self._first if each.named_in is not None else None
            if each.said_by is None:
                return [_Lean(None, None, named_in)]
            unknown = each.speaker is None and is_pronoun(self._held(each.said_by))
            if named_in is not None or (unknown and not self._names_before(index, each.said_by.start)):
                return [_Lean(each.said_by, None, named_in)]
        quoted = index not in self._spoken and self._is_all_quoted(self._sentence(index))
        return [_Lean(None, None, None)] if quoted else []

    def target(self, index: int, lean: _Lean) -> int | None:
        """The sentence that names what is meant; None when there is none within reach."""
        if lean.known is not None:
            return lean.known
        if lean.opening is None:
            return None
        for doubt in range(_DOUBTS):
            for back in self._earlier(index, lean.opening):
                if self._names(back, lean.opening, doubt=doubt):
                    return self._standing(back, index)
        near = lean.opening.need is Need.EVENT or lean.opening.word.split()[-1] in _EITHER
        return index - 1 if near and index > self._first else None

    def _earlier(self, index: int, wanted: Leaning) -> Iterator[int]:
        """The sentences within reach, nearest first; one that goes on with the same pronoun costs no step."""
        steps = 0
        for back in range(index - 1, max(self._first, index - 2 * REACH) - 1, -1):
            sentence = self._sentence(back)
            own = leaning(self._text, sentence.start, sentence.end)
            steps += own is None or own.need is not wanted.need or wanted.need is Need.EVENT
            if steps > REACH:
                return
            yield back

    def _standing(self, index: int, leaning_one: int) -> int:
        """The sentence, or an earlier one that holds a name of it and stands alone: one quote less."""
        if not self.leans(index):
            return index
        named = {self._held(each.place) for each in self._mentions(index) if each.subject}
        for back in range(index - 1, max(self._first, leaning_one - REACH) - 1, -1):
            held = {self._held(each.place) for each in self._mentions(back) if each.subject}
            if named & held and not self.leans(back):
                return back
        return index

    def _names(self, index: int, wanted: Leaning, *, doubt: int) -> bool:
        """Whether the sentence names what the later words mean."""
        sentence = self._sentence(index)
        own = leaning(self._text, sentence.start, sentence.end)
        repeats = (
            own is not None and own.need is wanted.need and (own.word == wanted.word or wanted.need is not Need.EVENT)
        )
        if wanted.need is Need.PERSON:
            return not repeats and self._names_person(index, wanted.word, doubt=doubt)
        if wanted.need is Need.NOUN:
            return self._names_noun(index, wanted.word, own, doubt=doubt)
        if wanted.need is Need.EVENT:
            noun = wanted.word.split()[-1]
            held = words(self._text[sentence.start : sentence.end])
            return not repeats and any(meanings(noun) & meanings(word) for word in held)
        if wanted.word.split()[-1] in _PAIRS:
            return _PAIR.search(self._text, sentence.start, sentence.end) is not None
        return not repeats or self._has_thing(index, doubt=0)

    def _names_person(self, index: int, pronoun: str, *, doubt: int) -> bool:
        """Whether somebody of that sex is named, or (`doubt` 0) described as a subject, or described at all."""
        found = [each for each in self._mentions(index) if each.fits(pronoun)]
        if any(each.person or each.likely or each.subject for each in found):
            return True
        sentence = self._sentence(index)
        held = self._text[sentence.start : sentence.end].casefold()
        subject = opening_subject(held)
        told = held[: subject.end] if subject and not doubt else held
        return any(word in PEOPLE for word in words(told))

    def _names_noun(self, index: int, noun: str, own: Leaning | None, *, doubt: int) -> bool:
        sentence = self._sentence(index)
        held = words(self._text[sentence.start : sentence.end])
        if own is not None and own.word == noun:
            return False
        if noun in BUSINESS:
            return self._has_thing(index, doubt=doubt) or noun in held
        several = noun.removesuffix("s") in BUSINESS | BODIES | PEOPLE and noun.endswith("s")
        if any(word.casefold() == noun for word in held) or any(noun in each.about for each in self._mentions(index)):
            return True
        if several:
            return len(self._mentions(index)) > 1
        return noun in PEOPLE and any(each.person or each.likely for each in self._mentions(index))

    def _held(self, place: Place) -> str:
        return self._text[place.start : place.end]

    def _has_thing(self, index: int, *, doubt: int) -> bool:
        """Whether an organisation or the like is named: 0 as a subject, 1 anywhere, 2 what may be a person as well."""
        return any(
            each.person is not True and (each.subject or doubt > 0) and (not each.likely or doubt > 1)
            for each in self._mentions(index)
        )

    def _names_before(self, index: int, place: int) -> bool:
        """Whether a person is named in the sentence before the place."""
        return any(each.place.start < place and each.person is not False for each in self._mentions(index))

    def _mentions(self, index: int) -> list[Mention]:
        sentence = self._sentence(index)
        shown = masked(self._text, sentence.start, sentence.end, self._quoted)
        return mentions(self._text, sentence.start, sentence.end, index, shown)

    def _is_all_quoted(self, sentence: Sentence) -> bool:
        shown = masked(self._text, sentence.start, sentence.end, self._quoted)
        return re.search(r"[^\W\ue000]", shown) is None

    def _sentence(self, index: int) -> Sentence:
        return self._sentences[index - self._first]
