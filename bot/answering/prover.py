"""Nothing is shown that is not proved: a statement lives only as long as its quotes are exact and carry it.

Every cited article is read again from the library, so that what is shown is what is stored now, not what was read a
moment ago; the library refuses a text that is not what was written. Here a statement carries the words of its quotes,
so the proof is that each quote is the exact slice it claims to be and that the statement says nothing beyond them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.drafts import Backing, Draft, letters
from bot.domain.answer import Citation, Quote, Statement
from bot.domain.article import Article
from bot.errors import ArticleNotFound, LibraryDamaged
from bot.library.library import Library


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

    def __init__(self, library: Library) -> None:
        self._library = library

    def prove(self, drafts: Sequence[Draft]) -> Proved:
        """Turn drafts into statements; one that no exact quotes carry becomes None."""
        ids = {backing.article.id for draft in drafts for backing in draft.backings}
        stored = {article_id: self._stored(article_id) for article_id in ids}
        cited: list[Article] = []
        statements: list[Statement | None] = []
        for draft in drafts:
            quotes: list[Quote] = []
            for backing in draft.backings:
                article = stored[backing.article.id]
                if article is None or not _carries(backing, article, draft.text):
                    continue
                if article not in cited:
                    cited.append(article)
                number = cited.index(article) + 1
                quotes += [
                    Quote(number, each.start, each.end, article.text[each.start : each.end])
                    for each in backing.sentences
                ]
            statements.append(Statement(draft.text, tuple(quotes), round(draft.support, 4)) if quotes else None)
        return Proved(tuple(statements), tuple(cited))

    def _stored(self, article_id: str) -> Article | None:
        """The article as it is stored now; None if it is gone or is not what was written (`doctor` tells which)."""
        try:
            return self._library.article(article_id)
        except (ArticleNotFound, LibraryDamaged):
            return None


def _carries(backing: Backing, stored: Article, statement: str) -> bool:
    """Whether the slices stand in the article as stored, and together say the statement and nothing else."""
    slices = [(backing.article.text[each.start : each.end], each) for each in backing.sentences]
    exact = all(text != "" and stored.text[each.start : each.end] == text for text, each in slices)
    return exact and letters("".join(text for text, _ in slices)) == letters(statement) != ""
