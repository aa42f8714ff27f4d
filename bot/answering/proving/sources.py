"""Sentences of the evidence that may say a claim: single ones, and two neighbouring ones.

Each is taken with the sentences that it leans on ("He", "The company"): they are quoted with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from bot.answering.drafts import Backing
from bot.answering.english.orders import is_foreign, reports
from bot.answering.english.references import antecedent
from bot.answering.proving.wording import plain
from bot.domain.article import Article, Sentence
from bot.domain.evidence import Evidence

_LONGEST_TITLE = 200  # characters
_WORDS_OF_AN_OUTLET = 5


@dataclass(frozen=True, slots=True)
class Source:
    """Sentences of one passage's article, by their places among all its sentences, ascending.

    `chosen` are to say the claim; `added` are quoted with them, because they name whom or what is meant.
    """

    evidence: Evidence
    chosen: tuple[int, ...]
    added: tuple[int, ...] = ()

    @property
    def article(self) -> Article:
        return self.evidence.article

    @property
    def day(self) -> date | None:
        """The article's day; None when it is not known to the day."""
        article = self.article
        return article.first_day if article.first_day == article.last_day else None

    @property
    def backing(self) -> Backing:
        """What would be quoted."""
        wanted = sorted({*self.chosen, *self.added})
        return Backing(self.article, tuple(self.evidence.hit.sentences[index] for index in wanted))

    @property
    def text(self) -> str:
        """What would be quoted, plain."""
        return plain(self.backing.text)

    @property
    def own_text(self) -> str:
        """The chosen sentences alone, plain."""
        first, last = (self.evidence.hit.sentences[self.chosen[end]] for end in (0, -1))
        return plain(self.article.text[first.start : last.end])

    def sentence_text(self, index: int) -> str:
        """One sentence of the article, plain."""
        sentence = self.evidence.hit.sentences[index]
        return plain(self.article.text[sentence.start : sentence.end])

    def with_added(self, indices: Sequence[int]) -> "Source":
        """The source with further sentences to quote."""
        added = {*self.added, *indices} - set(self.chosen)
        return replace(self, added=tuple(sorted(added)))


def sources_of(evidence: Evidence) -> Iterator[Source]:
    """The sentences that were given, each alone, then each two that adjoin; not yet with what they lean on.

    Orders and code that stand among them report nothing, and are left out.
    """
    given = {each.start for each in evidence.sentences if _is_report(evidence.article, each)}
    places = [index for index, each in enumerate(evidence.hit.sentences) if each.start in given]
    yield from (Source(evidence, (index,)) for index in places)
    yield from (Source(evidence, (index, index + 1)) for index in places if index + 1 in places)


def reported(evidence: Evidence) -> Iterator[str]:
    """The texts of the evidence that report something: its sentences, plain, and what stands over them."""
    article = evidence.article
    if article.title and reports(article.title) and len(article.title) <= _LONGEST_TITLE:
        yield plain(article.title)
    if article.outlet and len(article.outlet.split()) <= _WORDS_OF_AN_OUTLET:
        yield plain(article.outlet)
    for sentence in evidence.sentences:
        if _is_report(article, sentence):
            yield plain(article.text[sentence.start : sentence.end])


def _is_report(article: Article, sentence: Sentence) -> bool:
    text = plain(article.text[sentence.start : sentence.end])
    return reports(text) and (article.language not in (None, "en") or not is_foreign(text))


def standing(source: Source) -> Source:
    """The source with what it leans on; as it is where nothing near names that."""
    needed: set[int] = set()
    for index in source.chosen:
        needed |= set(_needed(source.article.text, source.evidence.hit.sentences, index))
    return source.with_added(sorted(needed))


@lru_cache(maxsize=1_000)
def _needed(text: str, sentences: tuple[Sentence, ...], index: int) -> tuple[int, ...]:
    leaning = antecedent(text, sentences, index)
    return leaning.needed if leaning is not None and leaning.resolvable else ()
