"""The articles that questions are drafted from: files as `ingest` reads them, or those of a library.

Files become what they would be in a library, with the same ids, so that a question's evidence is found there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

from bot.domain.article import MAIN, Article
from bot.errors import LibraryError
from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.intake import Intake
from bot.ingestion.pipeline import ArticlePipeline
from bot.ingestion.recipe import CLEANING
from bot.ingestion.recognising import Recognised, Recogniser
from bot.ingestion.report import Fate
from bot.library.library import Library
from bot.library.records import Known

OnLost = Callable[[str], None]
"""Told of each article that cannot be read, in words."""


def of_files(paths: Sequence[Path], pipeline: ArticlePipeline, on_lost: OnLost) -> Iterator[Article]:
    """The articles of files and folders, in order; of two that are the same, the first."""
    recogniser = Recogniser(_Nothing(), MAIN, recipe=CLEANING)
    for group in Intake(paths).groups():
        recognised = recogniser.recognise([each for each in group.members if isinstance(each, Draft)])
        prepared = pipeline.prepare([each for each in recognised if isinstance(each, Recognised)])
        for unread in (*group.members, *recognised, *prepared):
            if isinstance(unread, Unread) and unread.fate is Fate.FAILED:
                on_lost(f"{unread.origin.path}: {unread.reason}")
        for result in prepared:
            if not isinstance(result, Unread):
                yield result.article


def of_library(library: Library, on_lost: OnLost, random: Random) -> Iterator[Article]:
    """The articles of a library, in an order of chance, each read when it is asked for."""
    ids = sorted(each.id for each in library.articles())
    for article_id in random.sample(ids, len(ids)):
        try:
            yield library.article(article_id)
        except LibraryError as error:
            on_lost(str(error))


def some(articles: Iterable[Article], most: int, random: Random) -> list[Article]:
    """At most that many of the articles, each as likely as another, in order; no more than these are held."""
    kept: list[tuple[int, Article]] = []
    for at, article in enumerate(articles):
        if len(kept) < most:
            kept.append((at, article))
        elif (place := random.randrange(at + 1)) < most:
            kept[place] = (at, article)
    return [article for _, article in sorted(kept, key=lambda each: each[0])]


class _Nothing:
    """Nothing is stored: every draft is new."""

    def known(self, article_ids: Sequence[str]) -> Mapping[str, Known]:  # noqa: ARG002 -- as `Stored` has it
        return {}
