"""Changes to a library, by the one process that holds its lock. Each `put` is one transaction: all of it or nothing."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.domain.article import storable
from bot.errors import LibraryIncompatible
from bot.library import backup, catalog, checks, generations, origins, storing, swap
from bot.library.database import open_reading, transaction, translated
from bot.library.erasing import erase_traces
from bot.library.records import ArticleRecord, BuiltWith, Known
from bot.library.rows import check_record
from bot.library.vectors import VectorStore


class Writer:
    """Made by `Library.writing`; good until that ends."""

    def __init__(self, connection: sqlite3.Connection, file: Path, vectors: VectorStore, built_with: BuiltWith) -> None:
        self._connection = connection
        self._file = file
        self._vectors = vectors
        self._built_with = built_with

    def known(self, article_ids: Sequence[str]) -> Mapping[str, Known]:
        """What is stored under these identities; those not there are left out."""
        known: dict[str, Known] = {}
        article_ids = _possible(article_ids)
        with translated(self._file):
            for first in range(0, len(article_ids), 500):  # SQLite takes at least 999 bound values
                some = article_ids[first : first + 500]
                rows = self._connection.execute(
                    "SELECT id, content_hash, location, source_path, collection FROM articles "
                    f"WHERE id IN ({', '.join('?' * len(some))})",
                    tuple(some),
                )
                known |= {row[0]: Known(*row) for row in rows}
        return known

    def put(self, records: Sequence[ArticleRecord]) -> None:
        """Store the articles, in one transaction; one that is there is replaced with its passages.

        The library says which of them are copies of one text: what `origin_id` a record brings does not matter.

        Raises:
            ValueError: a record's parts do not fit each other.
            LibraryFull, LibraryReadOnly: nothing of it was stored.

        """
        if not records:
            return
        for record in records:
            check_record(record, self._built_with.dimension)
        self._see_that_it_fits()
        self.sign_older()
        with translated(self._file), transaction(self._connection):
            storing.replace(self._connection, records)

    def sign_older(self) -> None:
        """Find the copies among articles that an earlier newsdesk stored without looking; `put` begins with it."""
        with translated(self._file):
            while origins.has_unsigned(self._connection):
                with transaction(self._connection):
                    origins.sign_older(self._connection)

    def remove(self, article_ids: Sequence[str]) -> int:
        """Take these articles out, in one transaction; how many were there.

        `publish` afterwards, so that their vectors go, and `erase`, so that their bytes do.
        """
        with translated(self._file), transaction(self._connection):
            gone = storing.remove(self._connection, _possible(article_ids))
            if gone:
                self._connection.execute("UPDATE library SET forget = 1")
                self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        return gone

    def erase(self) -> None:
        """See that no byte of what was removed stays in library.db or its log; the file is written anew.

        Raises:
            LibraryBusy: a reader kept the old pages in use all the while.
            LibraryFull: there is no room for a second file of this size.

        """
        with translated(self._file):
            erase_traces(self._connection, self._file)

    def publish(self) -> None:
        """See that the published vectors are those of the catalog; old ones that nobody reads are deleted.

        Raises:
            VectorsUnreadable: what was built did not find its own vectors; the articles are stored all the same.

        """
        with translated(self._file):
            generations.publish(self._connection, self._vectors)

    def replace_all(self, records: Iterable[ArticleRecord], built_with: BuiltWith) -> None:
        """Put a library of these records in the place of this one: built beside it, vectors published, then swapped.

        Readers see the old library until the swap, which is one transaction; killed at any moment, it is either the
        old library or the new one.
        """
        with translated(self._file), swap.beside(self._connection, self._file, self._vectors) as new:
            swap.begin(new, self._connection, built_with)
            swap.fill(new, records, built_with.dimension)
        self._built_with = built_with

    def stored(self) -> Iterator[ArticleRecord]:
        """Everything that is stored, one article after the other, as it was when this began.

        Raises:
            LibraryDamaged: a stored text is not what was written.

        """
        connection = open_reading(self._file)
        try:
            with translated(self._file):
                connection.execute("BEGIN")
                yield from catalog.records(connection)
        finally:
            connection.close()

    def restore(self, file: Path, *, replace: bool) -> None:
        """Put a backup in the library's place; see `Library.restore`."""
        with translated(self._file):
            backup.put_back(self._connection, self._file, file, self._vectors, replace=replace)

    def repair(self) -> None:
        """Put right what can be put right; see `Library.checks`."""
        with translated(self._file):
            checks.repair(self._connection, self._file, self._vectors)

    def _see_that_it_fits(self) -> None:
        with translated(self._file):
            stored = catalog.state(self._connection).built_with
        if stored != self._built_with:
            raise LibraryIncompatible("This library was opened to be rebuilt: use `replace_all`.")


def _possible(article_ids: Sequence[str]) -> list[str]:
    """The ids that an article can have; SQLite cannot be asked for lone surrogates."""
    return [article_id for article_id in article_ids if storable(article_id) == article_id]
