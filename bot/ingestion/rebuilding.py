"""Makes a library anew from what it holds, beside the live one: nothing is read from files again.

Where splitter, passage settings and embedding model are as they were, sentences, passages and vectors are taken over;
otherwise the stored texts are split and embedded again.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from threading import Event

from bot.errors import LibraryEmpty
from bot.ingestion.background import batched, in_background
from bot.ingestion.drafts import Origin
from bot.ingestion.pipeline import ArticlePipeline
from bot.ingestion.prepared import Prepared
from bot.ingestion.report import Fate, IngestReport, Progress
from bot.ingestion.run import OnProgress
from bot.ingestion.tally import Tally
from bot.library.library import Library
from bot.library.records import ArticleRecord, BuiltWith


def rebuild(
    library: Library, built_with: BuiltWith, pipeline: ArticlePipeline, stop: Event, on_progress: OnProgress
) -> IngestReport:
    """Rebuild the library; unchanged are articles that were taken over, updated those that were made anew.

    Raises:
        LibraryEmpty: there is no library.
        LibraryError: it cannot be read or written.

    """
    before = library.summary()
    if before.built_with is None:
        raise LibraryEmpty(f"There is no library in {before.folder} to rebuild. Run `newsdesk ingest PATH` first.")
    tally = Tally()
    with library.writing(rebuild=True) as writer:
        stored = writer.stored()
        same = before.built_with == built_with
        records = _taken_over(stored, tally) if same else _made_anew(stored, pipeline, tally, stop)
        with closing(_told(records, tally, before.articles, on_progress)) as told:
            writer.replace_all(told, built_with)
    return tally.report()


def _taken_over(stored: Iterator[ArticleRecord], tally: Tally) -> Generator[ArticleRecord, None, None]:
    for record in stored:
        tally.unchanged()
        yield record


def _made_anew(
    stored: Iterator[ArticleRecord], pipeline: ArticlePipeline, tally: Tally, stop: Event
) -> Generator[ArticleRecord, None, None]:
    prepared = (_split_again(record, pipeline) for record in stored)
    with closing(in_background(batched(prepared), pipeline.embed, stop.set)) as batches:
        for records in batches:
            for record in records:
                tally.counts[Fate.UPDATED] += 1
                tally.passages += len(record.passages)
                yield record


def _split_again(record: ArticleRecord, pipeline: ArticlePipeline) -> Prepared:
    article = record.article
    return pipeline.split_again(article, Origin(article.source_path or article.id, record.location or ""))


def _told(
    records: Generator[ArticleRecord, None, None], tally: Tally, total: int, on_progress: OnProgress
) -> Generator[ArticleRecord, None, None]:
    """The records, with a word of progress now and then. What is measured are articles: a library has no files."""
    with closing(records):
        for number, record in enumerate(records, start=1):
            yield record
            if number % 100 == 0 or number == total:
                on_progress(Progress(number, max(total, number), tally.met, tally.passages))
