"""Statements that are still to be proved: sentences of the articles, each with what it cannot be understood without.

A sentence that opens with "He" or "The company" is taken together with the sentence that names him or it, or not at
all; so is the sentence in which a speaker's name stands, where the answer is that name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answering.english.references import antecedent
from bot.answering.reading import ReadSentence, Span
from bot.domain.article import Article, Sentence


@dataclass(frozen=True, slots=True)
class Backing:
    """Sentences of one article that say a statement together, ascending."""

    article: Article
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences as one text; "…" stands where the article says something between them."""
        text = self.article.text
        parts = [text[self.sentences[0].start : self.sentences[0].end]]
        for before, after in zip(self.sentences, self.sentences[1:], strict=False):
            parts.append(" " if not text[before.end : after.start].strip() else " … ")
            parts.append(text[after.start : after.end])
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that is still to be proved. Each backing says all of it; `support` 0..1.

    A `reworded` one is in somebody's own words, found to be said by its backings together: all of them have to hold.
    """

    text: str
    backings: tuple[Backing, ...]
    support: float
    reworded: bool = False


def backed(sentence: ReadSentence, span: Span | None = None) -> Backing | None:
    """A read sentence with what it leans on, and with the sentence of the span; None if it is not to be shown."""
    article, sentences = sentence.hit.article, sentence.hit.sentences
    index = next((n for n, each in enumerate(sentences) if each.start == sentence.start), None)
    if index is None:
        return Backing(article, (Sentence(sentence.start, sentence.end),))
    wanted = {index}
    if span is not None:
        wanted |= {n for n, each in enumerate(sentences) if each.start <= span.start < each.end}
    for each in sorted(wanted):
        leaning = antecedent(article.text, sentences, each)
        if leaning is not None:
            if not leaning.resolvable:
                return None
            wanted |= set(leaning.needed)
    return Backing(article, tuple(sentences[n] for n in sorted(wanted)))


def drafts_of(sentences: Iterable[tuple[ReadSentence, Span | None]]) -> Iterator[Draft]:
    """One draft per wording, in order of first sight; copies of one sentence in several articles back one draft."""
    alike: dict[str, list[tuple[Backing, float]]] = {}
    for sentence, span in sentences:
        backing = backed(sentence, span)
        if backing is not None:
            alike.setdefault(letters(backing.text), []).append((backing, sentence.probability))
    for copies in alike.values():
        backings = tuple({backing.article.id: backing for backing, _ in copies}.values())
        yield Draft(copies[0][0].text, backings, max(probability for _, probability in copies))


def letters(text: str) -> str:
    """The letters and figures of a text, small: what a statement and its quotes must have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())


def without_repeats(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, but for those whose every word another one holds already, or that say one of their article anew."""
    kept: list[Draft] = []
    for draft in drafts:
        if not any(_repeats(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _repeats(draft: Draft, other: Draft) -> bool:
    """Whether the other one holds all its words, or it all of the other's: a sentence led in by one that is shown."""
    mine, its = letters(draft.text), letters(other.text)
    articles = {backing.article.id for backing in draft.backings}
    return mine in its or (its in mine and articles <= {backing.article.id for backing in other.backings})
