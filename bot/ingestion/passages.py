"""Packs an article's sentences into the passages that are embedded and searched as one.

Tokens are counted once per sentence; the rest is arithmetic on spans, so that every passage is an exact slice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.article import Article, Sentence
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import cut

TokenCounter = Callable[[str], int]
"""How many tokens of the embedding model a text has."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A sentence's span and its length in tokens of the embedding model."""

    start: int
    end: int
    tokens: int

    @property
    def sentence(self) -> Sentence:
        return Sentence(self.start, self.end)


def measure(text: str, sentences: Sequence[Sentence], most: int, count: TokenCounter) -> tuple[Measured, ...]:
    """The sentences with their lengths; one of more than `most` tokens is cut into pieces that have no more."""
    return tuple(piece for each in sentences for piece in _fitting(text, each.start, each.end, most, count))


def pack(sentences: Sequence[Measured], recipe: Recipe) -> Iterator[tuple[int, int]]:
    """The spans of the passages, ascending; together they cover all sentences.

    A passage takes sentences while they fit. It begins with the last `overlap_sentences` of the one before, or with
    as many of them as leave half of it, and the next sentence's length, for what is new.
    """
    first = following = 0
    while following < len(sentences):
        room = recipe.passage_tokens - sum(each.tokens for each in sentences[first:following])
        needed = max(sentences[following].tokens, recipe.passage_tokens // 2)
        while first < following and needed > room:
            room += sentences[first].tokens
            first += 1
        while following < len(sentences) and (sentences[following].tokens <= room or first == following):
            room -= sentences[following].tokens
            following += 1
        yield sentences[first].start, sentences[following - 1].end
        first = max(following - recipe.overlap_sentences, first + 1)


def heading(article: Article, most: int, count: TokenCounter) -> str:
    """What is embedded above each passage: title and day, as far as they are known, in at most `most` tokens.

    >>> heading(Article("a", "", title="Oracle signs"), 50, len)
    'Oracle signs'
    """
    day = (article.date_text or "")[:10]
    dated = f"({day})" if day else ""
    words = (article.title or "").split()
    while words:
        line = " ".join([*words, dated]).strip()
        if (tokens := count(line)) <= most:
            return line
        words = words[: min(len(words) - 1, len(words) * most // tokens)]
    return dated if dated and count(dated) <= most else ""


def _fitting(text: str, start: int, end: int, most: int, count: TokenCounter) -> Iterator[Measured]:
    tokens = count(text[start:end])
    if tokens <= most or end - start <= 1:
        yield Measured(start, end, tokens)
        return
    longest = max(1, min((end - start) * most // tokens, (end - start + 1) // 2))
    for piece_start, piece_end in cut(text, start, end, longest):
        yield from _fitting(text, piece_start, piece_end, most, count)
