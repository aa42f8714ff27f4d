"""The front door of the room: files become stored and published articles; one bad source never stops the rest."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

from bot.domain.article import MAIN, checked_collection
from bot.errors import UsageError
from bot.ingestion.background import batched, in_background
from bot.ingestion.intake import Intake
from bot.ingestion.passages import pack
from bot.ingestion.pipeline import ArticlePipeline, Transformation
from bot.ingestion.prepared import Prepared
from bot.ingestion.rebuilding import rebuild
from bot.ingestion.recipe import CLEANING, Recipe, built_with
from bot.ingestion.recognising import Recogniser, Stored
from bot.ingestion.rehearsal import Rehearsal
from bot.ingestion.report import IngestReport, Progress
from bot.ingestion.run import OnProgress, Run
from bot.ingestion.tally import Tally
from bot.library.library import Library
from bot.library.records import ArticleRecord
from bot.library.vectors import VectorsUnreadable
from bot.library.writer import Writer
from bot.models.embedder import Embedder


class Ingestor:
    """Takes articles into a library.

    `transformations` are llama-index components of one's own, run on an article's `Document` before it is split;
    `now` tells the time, since no article appeared much later.
    """

    def __init__(
        self,
        library: Library,
        embedder: Embedder,
        recipe: Recipe | None = None,
        *,
        transformations: Sequence[Transformation] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._library = library
        self._embedder = embedder
        self._recipe = recipe or Recipe()
        self._transformations = tuple(transformations)
        self._now = now

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        collection: str = MAIN,
        dry_run: bool = False,
        on_progress: OnProgress | None = None,
    ) -> IngestReport:
        """Take in files and folders. What cannot be taken in is in the report, with the reason.

        A dry run reads and cleans everything and says what would happen; it writes and embeds nothing. An interrupt
        leaves what was written so far, and the next run goes on from there.

        Raises:
            UsageError: no path was given, or the collection's name cannot be shown.
            LibraryError: the library cannot be written, or was built with other settings.
            ModelError: the embedding model failed.

        """
        if not paths:
            raise UsageError("Nothing to ingest: give files or folders of .txt, .md or .jsonl.")
        return self.take_in(Intake(paths), collection=collection, dry_run=dry_run, on_progress=on_progress)

    def take_in(
        self,
        intake: Intake,
        *,
        collection: str = MAIN,
        only_own: bool = False,
        dry_run: bool = False,
        on_progress: OnProgress | None = None,
    ) -> IngestReport:
        """The same with articles from anywhere. Raises as `ingest` does.

        `only_own`: articles of other collections stay as they are, whatever the sources claim to be.
        """
        checked_collection(collection)
        stop = Event()
        run = Run(intake, self._pipeline(stop), self._embedder, Tally(dry_run), on_progress or _silent)
        if dry_run:
            rehearsal = Rehearsal(self._library)
            for article in run.articles(self._recogniser(rehearsal, collection, only_own=only_own)):
                run.taken_in(article, sum(1 for _ in pack(article.sentences, self._recipe)))
            run.tell()
        else:
            with self._library.writing() as writer:
                self._store(run, self._recogniser(writer, collection, only_own=only_own), writer, stop)
        return run.tally.report()

    def rebuild(self, on_progress: OnProgress | None = None) -> IngestReport:
        """Make the library anew from its stored texts, beside the live one, with today's settings.

        Raises:
            LibraryEmpty: there is no library.
            LibraryError: it cannot be read or written.
            ModelError: the embedding model failed.

        """
        stop = Event()
        made_with = built_with(self._embedder, self._recipe)
        return rebuild(self._library, made_with, self._pipeline(stop), stop, on_progress or _silent)

    def _store(self, run: Run, recogniser: Recogniser, writer: Writer, stop: Event) -> None:
        """Embed in the background, store here: SQLite wants one thread, and embedding does not wait for it."""
        writer.sign_older()
        with closing(in_background(batched(run.articles(recogniser)), _embedding(run.pipeline), stop.set)) as batches:
            for articles, records in batches:
                writer.put(records)
                for article, record in zip(articles, records, strict=True):
                    run.taken_in(article, len(record.passages))
                run.tell()
        if run.tally.stored:  # also when nothing changed: an interrupted run may have left something unpublished
            try:
                writer.publish()
            except VectorsUnreadable as error:
                run.tally.unpublished = str(error)

    def _recogniser(self, stored: Stored, collection: str, *, only_own: bool) -> Recogniser:
        steps = ", ".join(type(each).__qualname__ for each in self._transformations)
        return Recogniser(stored, collection, recipe=f"{CLEANING} {steps}".strip(), only_own=only_own)

    def _pipeline(self, stop: Event) -> ArticlePipeline:
        return ArticlePipeline(
            self._embedder,
            self._recipe,
            self._now(),
            transformations=self._transformations,
            stopped=stop.is_set,
        )


def _embedding(pipeline: ArticlePipeline) -> Callable[[list[Prepared]], tuple[list[Prepared], list[ArticleRecord]]]:
    return lambda articles: (articles, pipeline.embed(articles))


def _silent(progress: Progress) -> None:
    """Tell nobody."""
