"""Nothing is shown that is not proved: a statement lives only as long as its quotes are exact and carry it.

Every cited article is read again from the library, so that what is shown is what is stored now, not what was read a
moment ago; the library refuses a text that is not what was written. Here a statement carries the words of its quotes,
so the proof is that each quote is the exact slice it claims to be and that the statement says nothing beyond them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.extractive import Draft
from bot.answering.reading import ReadSentence
from bot.domain.answer import Citation, Quote, Statement
from bot.domain.article import Article
from bot.errors import ArticleNotFound, LibraryDamaged
from bot.library.library import Library


@dataclass(frozen=True, slots=True)
class Proved:
    """Statements that hold, the articles they cite (the n-th has number n), and how many statements did not hold."""

    statements: tuple[Statement, ...]
    articles: tuple[Article, ...]
    dropped: int

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources, numbered from 1 in order of first use."""
        return tuple(Citation.of(number, article) for number, article in enumerate(self.articles, start=1))


class Prover:
    """Proves drafts against the articles as they are stored now."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def prove(self, drafts: Sequence[Draft]) -> Proved:
        """Turn drafts into statements; one that no exact quote carries is dropped and counted."""
        stored = {article_id: self._stored(article_id) for article_id in _article_ids(drafts)}
        cited: list[Article] = []
        statements: list[Statement] = []
        for draft in drafts:
            quotes = []
            for source in draft.sources:
                article = stored[source.hit.article.id]
                if article is None or not _is_exact(source, article) or not _carries(source.text, draft.text):
                    continue
                if article not in cited:
                    cited.append(article)
                quotes.append(Quote(cited.index(article) + 1, source.start, source.end, source.text))
            if quotes:
                statements.append(Statement(draft.text, tuple(quotes), round(draft.support, 4)))
        return Proved(tuple(statements), tuple(cited), len(drafts) - len(statements))

    def _stored(self, article_id: str) -> Article | None:
        """The article as it is stored now; None if it is gone or is not what was written (`doctor` tells which)."""
        try:
            return self._library.article(article_id)
        except (ArticleNotFound, LibraryDamaged):
            return None


def _article_ids(drafts: Sequence[Draft]) -> set[str]:
    return {source.hit.article.id for draft in drafts for source in draft.sources}


def _is_exact(source: ReadSentence, article: Article) -> bool:
    return source.text != "" and article.text[source.start : source.end] == source.text


def _carries(quoted: str, statement: str) -> bool:
    """Whether the statement says what is quoted and nothing else: the same letters and figures in the same order."""
    return _letters(quoted) == _letters(statement) != ""


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
