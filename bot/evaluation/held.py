"""What a library holds of the evidence that questions name: articles by their id, or by the file or URL they came from.

A shown id is often made of hexadecimal digits, which nobody writes into a question file. Names that two articles share
mean neither; an id comes before a name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePosixPath

from bot.domain.article import Article
from bot.errors import ArticleNotFound, LibraryDamaged
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.metrics.wordings import squeezed
from bot.library.library import Library
from bot.library.records import ArticleSummary

_REMEMBERED = 1024
"""Articles that are held while figures are made: each is asked for by several metrics of neighbouring questions."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Evidence that no answer could cite: as (question id, what it names)."""

    articles: tuple[tuple[str, str], ...]
    """The library has no such article."""
    quotes: tuple[tuple[str, str], ...]
    """The article does not hold this quote, white space aside."""


def articles_of(library: Library) -> Articles:
    """What metrics ask of a library."""
    names = cache(lambda: _names(library.articles()))

    @lru_cache(_REMEMBERED)
    def article(named: str) -> Article | None:
        found = _article(library, named)
        if found is None and (article_id := names().get(named)) is not None:
            found = _article(library, article_id)
        return found

    def text(named: str) -> str | None:
        found = article(named)
        return found.text if found else None

    def origin(named: str) -> str:
        found = article(named)
        return (found.origin_id or found.id) if found else named

    return Articles(text, origin)


def missing(questions: Iterable[GoldQuestion], text: Callable[[str], str | None]) -> Missing:
    """What the questions' evidence names and the articles do not hold."""
    articles: list[tuple[str, str]] = []
    quotes: list[tuple[str, str]] = []
    for question in questions:
        for evidence in question.evidence:
            found = text(evidence.article_id)
            if found is None:
                articles.append((question.id, evidence.article_id))
            elif evidence.quote and squeezed(evidence.quote) not in squeezed(found):
                quotes.append((question.id, evidence.quote))
    return Missing(tuple(articles), tuple(quotes))


def _article(library: Library, article_id: str) -> Article | None:
    try:
        return library.article(article_id)
    except (ArticleNotFound, LibraryDamaged):
        return None


def _names(summaries: Iterable[ArticleSummary]) -> dict[str, str]:
    """Ids by each name that one article alone has."""
    named = [(name, summary.id) for summary in summaries for name in _names_of(summary)]
    count = Counter(name for name, _ in named)
    return {name: article_id for name, article_id in named if count[name] == 1}


def _names_of(summary: ArticleSummary) -> set[str]:
    return {*([summary.url] if summary.url else []), *_file_names(summary.source_path)}


def _file_names(source_path: str | None) -> Iterator[str]:
    """As shown, and its last part with and without the ending."""
    if source_path:
        path = PurePosixPath(source_path.replace("\\", "/"))
        yield from (source_path, path.name, path.stem)
