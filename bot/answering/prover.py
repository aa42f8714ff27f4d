"""Nothing is shown that is not proved: a statement lives only as long as its quotes are exact and carry it.

Every cited article is read again from the library, so that what is shown is what is stored now, not what was read a
moment ago; the library refuses a text that is not what was written. A statement in the articles' own words must say
nothing beyond its quotes; whether a reworded one says what they say was found by `proving`, on the very same slices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.answering.drafts import Backing, Draft, letters
from bot.domain.answer import Citation, Quote, Statement
from bot.domain.article import Article
from bot.errors import ArticleNotFound, LibraryDamaged


class Articles(Protocol):
    """Where articles are kept."""

    def article(self, article_id: str) -> Article:
        """One article with its text. Raises ArticleNotFound, LibraryDamaged."""
        ...


@dataclass(frozen=True, slots=True)
class Proved:
    """What became of each draft, in order (None: it did not hold), and the articles cited (the n-th has number n)."""

    statements: tuple[Statement | None, ...]
    articles: tuple[Article, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources, numbered from 1 in order of first use."""
        return tuple(Citation.of(number, article) for number, article in enumerate(self.articles, start=1))


class Prover:
    """Proves drafts against the articles as they are stored now."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles

    def prove(self, drafts: Sequence[Draft]) -> Proved:
        """Turn drafts into statements; one that no exact quotes carry becomes None."""
        proofs = self.begin()
        statements = tuple(proofs.statement(draft) for draft in drafts)
        return Proved(statements, proofs.articles)

    def begin(self) -> "Proofs":
        """The proofs of one answer, statement by statement."""
        return Proofs(self._articles)


class Proofs:
    """Statements proved one after the other, their sources numbered from 1 in order of first use."""

    def __init__(self, articles: Articles) -> None:
        self._kept = articles
        self._stored: dict[str, Article | None] = {}
        self._cited: list[Article] = []

    @property
    def articles(self) -> tuple[Article, ...]:
        """Those cited so far; the n-th has number n."""
        return tuple(self._cited)

    def number(self, article: Article) -> int:
        """The number of a source, which is cited with it."""
        if article not in self._cited:
            self._cited.append(article)
        return self._cited.index(article) + 1

    def statement(self, draft: Draft) -> Statement | None:
        """The draft as a statement with its quotes; None if they do not carry it."""
        held = [
            (stored, backing) for backing in draft.backings if (stored := self._holding(backing, draft)) is not None
        ]
        if not held or (draft.reworded and len(held) < len(draft.backings)):
            return None
        quotes = [
            Quote(self.number(stored), each.start, each.end, stored.text[each.start : each.end])
            for stored, backing in held
            for each in backing.sentences
        ]
        return Statement(draft.text, tuple(quotes), round(draft.support, 4))

    def _holding(self, backing: Backing, draft: Draft) -> Article | None:
        """The stored article, if the backing's slices stand in it and carry their part of the draft."""
        article_id = backing.article.id
        if article_id not in self._stored:
            self._stored[article_id] = self._read(article_id)
        stored = self._stored[article_id]
        if stored is None or not _stands(backing, stored):
            return None
        return stored if draft.reworded or _says(backing, draft.text) else None

    def _read(self, article_id: str) -> Article | None:
        """The article as it is stored now; None if it is gone or is not what was written (`doctor` tells which)."""
        try:
            return self._kept.article(article_id)
        except (ArticleNotFound, LibraryDamaged):
            return None


def _stands(backing: Backing, stored: Article) -> bool:
    """Whether every slice is the same in the article as stored."""
    slices = [(backing.article.text[each.start : each.end], each) for each in backing.sentences]
    return bool(slices) and all(text != "" and stored.text[each.start : each.end] == text for text, each in slices)


def _says(backing: Backing, statement: str) -> bool:
    """Whether the slices together say the statement and nothing else."""
    said = "".join(backing.article.text[each.start : each.end] for each in backing.sentences)
    return letters(said) == letters(statement) != ""
