"""One folder of articles: the room's front door.

Cheap to construct; nothing is opened until it is asked for something, and reading creates nothing. Any number of
threads and processes may read while one writes.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.domain.article import Article, storable
from bot.errors import LibraryEmpty, LibraryIncompatible
from bot.library import backup, catalog, checks, loading, lock, schema, status, wreck
from bot.library.database import is_there, open_reading, open_writing, system_meaning, transaction, translated
from bot.library.erasing import told_what_is_left
from bot.library.exact import RecentVectors
from bot.library.nearest import Nearest
from bot.library.records import ArticleSummary, BuiltWith, Check, LibrarySummary
from bot.library.scope import outlet_key
from bot.library.snapshot import Snapshot
from bot.library.vectors import VectorsAway, VectorStore
from bot.library.writer import Writer

FILE = "library.db"


class Library:
    """Where articles live. `exact_limit`: up to so many passages in scope are searched exactly."""

    def __init__(self, folder: Path, built_with: BuiltWith, vectors: VectorStore, *, exact_limit: int = 5000) -> None:
        self.folder = folder
        self._file = folder / FILE
        self._built_with = built_with
        self._vectors = vectors
        self._exact_limit = exact_limit
        self._recent = RecentVectors()

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """A consistent view for one question, whatever is written meanwhile.

        Raises:
            LibraryEmpty: there is no library or no passage in it.
            LibraryIncompatible: it was built with something else than this process would ask with.
            LibraryDamaged: library.db cannot be read.

        """
        with self._connected() as connection:
            with translated(self._file):
                state = catalog.state(connection)
                if connection.execute("SELECT 1 FROM passages LIMIT 1").fetchone() is None:
                    raise LibraryEmpty(f"The library in {self.folder} holds no articles. Run `newsdesk ingest PATH`.")
                self._see_that_it_fits(state.built_with)
                published = catalog.published(connection, self._vectors.name)
            nearest = Nearest(state, published, self._vectors, self._recent, self._exact_limit)
            yield Snapshot(connection, self._file, nearest)

    @contextmanager
    def writing(self, *, rebuild: bool = False) -> Iterator[Writer]:
        """The right to change the library, which is created if needed.

        `rebuild` opens also a library that was built with something else, for `Writer.replace_all`.

        Raises:
            LibraryBusy: another process writes; the message says which.
            LibraryReadOnly, LibraryFull: it cannot be written.
            LibraryIncompatible: it was built with something else.

        """
        with self._locked(), self._opened(rebuild=rebuild) as writer:
            yield writer

    def summary(self, collections: Sequence[str] = ()) -> LibrarySummary:
        """What is in the library; zeros when there is none yet. Articles count in these collections, or in all."""
        try:
            with self._connected() as connection, translated(self._file):
                return status.summary(connection, self.folder, self._vectors, collections)
        except LibraryEmpty:
            return status.nothing(self.folder)

    def articles(
        self, *, limit: int | None = None, offset: int = 0, collection: str | None = None, outlet: str | None = None
    ) -> list[ArticleSummary]:
        """The articles without their texts, newest first, undated last."""
        if any(name is not None and storable(name) != name for name in (collection, outlet)):
            return []  # nothing is stored under such a name
        key = outlet_key(outlet) if outlet is not None else None
        try:
            with self._connected() as connection, translated(self._file):
                return loading.summaries(connection, limit=limit, offset=offset, collection=collection, outlet_key=key)
        except LibraryEmpty:
            return []

    def outlets(self, collections: Sequence[str] = ()) -> tuple[str, ...]:
        """The outlets of the articles in these collections (none: in all), by name."""
        try:
            with self._connected() as connection, translated(self._file):
                return loading.outlets(connection, collections)
        except LibraryEmpty:
            return ()

    def article(self, article_id: str) -> Article:
        """One article with its text.

        Raises:
            ArticleNotFound: there is none of this id.
            LibraryDamaged: its text is not what was written.

        """
        if storable(article_id) != article_id:
            raise loading.not_found(article_id)
        try:
            with self._connected() as connection, translated(self._file):
                return loading.article(connection, article_id)
        except LibraryEmpty as error:
            raise loading.not_found(article_id) from error

    def remove(self, article_ids: Sequence[str]) -> int:
        """Take articles out, so that no file of the folder holds a byte of them; how many were there.

        Raises:
            LibraryFull, VectorsUnreadable, LibraryBusy: they are out, but traces of them are left; the message says so.
            LibraryError: nothing was taken out.

        """
        if not is_there(self._file):
            return 0
        with self.writing(rebuild=True) as writer:
            gone = writer.remove(article_ids)
            with told_what_is_left(gone, self.folder):
                try:
                    writer.publish()
                finally:
                    writer.erase()
        return gone

    def checks(self, *, repair: bool = False) -> list[Check]:
        """Whether everything is as it should be, one line each; repaired where possible if asked to."""
        if repair and is_there(self._file):
            with self.writing(rebuild=True) as writer, suppress(VectorsAway):  # the line on the vectors says it
                writer.repair()
        return checks.run(self._file, self._vectors)

    def backup(self, file: Path) -> None:
        """Write the library as it is now into one file that is not there yet. Asking and ingesting may go on.

        Raises:
            UsageError: the file exists.
            LibraryEmpty: there is nothing to back up.
            LibraryDamaged: a text is not what was written; a restore would refuse it.

        """
        with self._connected() as connection:
            backup.write(connection, file)

    def restore(self, file: Path, *, replace: bool = False) -> Path | None:
        """Put a backup in the library's place, in one transaction; what was there is gone.

        What is no library or cannot be read is not deleted but set aside; the result is its new name.

        Raises:
            UsageError: there are articles and `replace` was not said, or there is no such file.
            LibraryDamaged: the file is not a whole newsdesk backup, or `replace` was not said and what lies in the
                library's place is damaged or something else.
            LibraryIncompatible: a newer newsdesk wrote it.

        """
        backup.see_that_it_is_one(file)
        aside = None
        with self._locked():
            if replace and wreck.is_wreck(self._file):
                aside = wreck.set_aside(self._file)
            elif not replace:
                wreck.see_sound(self._file)
            with self._opened(rebuild=True) as writer:
                writer.restore(file, replace=replace)
        return aside

    def close(self) -> None:
        """Let go of the published vectors; the library may be used again afterwards."""
        self._vectors.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The writer's lock on the folder, which is created if needed."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise system_meaning(error, self.folder) from error
        with lock.held(self.folder):
            yield

    @contextmanager
    def _opened(self, *, rebuild: bool) -> Iterator[Writer]:
        """The library to write in; needs the lock."""
        connection = open_writing(self._file)
        try:
            with translated(self._file):
                self._prepare(connection, rebuild=rebuild)
            yield Writer(connection, self._file, self._vectors, self._built_with)
        finally:
            connection.close()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """A read transaction on a library of today's schema."""
        connection = open_reading(self._file)
        try:
            with translated(self._file):
                found = schema.version(connection)
            if found == 0:
                raise LibraryEmpty(f"There is no library in {self.folder} yet. Run `newsdesk ingest PATH` first.")
            if found < schema.NEWEST:
                connection.close()
                with self.writing(rebuild=True):
                    pass  # opening it to write brings it forward
                connection = open_reading(self._file)
            with translated(self._file):
                connection.execute("BEGIN")
            yield connection
        finally:
            connection.close()

    def _prepare(self, connection: sqlite3.Connection, *, rebuild: bool) -> None:
        schema.migrate(connection)
        with transaction(connection):
            if catalog.is_empty(connection):
                catalog.found(connection, self._built_with)
        if not rebuild:
            self._see_that_it_fits(catalog.state(connection).built_with)

    def _see_that_it_fits(self, stored: BuiltWith | None) -> None:
        if stored == self._built_with:
            return
        differing = [
            f"{name}: {getattr(stored, name)!r} in the library, {getattr(self._built_with, name)!r} now"
            for name in BuiltWith.__slots__
            if getattr(stored, name, None) != getattr(self._built_with, name)
        ]
        raise LibraryIncompatible(
            f"The library in {self.folder} was built with other settings ({'; '.join(differing)}). "
            "Set them as they were, or run `newsdesk ingest --rebuild`."
        )
