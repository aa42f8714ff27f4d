"""One consistent view of a library, for one question: whatever is written meanwhile is not seen.

Finds passages by meaning and by words within a scope, and loads them. Fusing the two is the business of `search`.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from bot.domain.article import storable
from bot.errors import LibraryDamaged
from bot.library import catalog, loading, newest, spellings
from bot.library.database import translated
from bot.library.nearest import Nearest
from bot.library.records import ArticleSummary, LoadedPassage, Scope, ScopeCounts, Scored, Stem, Vectors
from bot.library.scope import belonging, early_enough, passing, within


class Snapshot:
    """A view of the library as it was when the question came. Made by `Library.reading`."""

    def __init__(self, connection: sqlite3.Connection, file: Path, nearest: Nearest) -> None:
        self._connection = connection
        self._file = file
        self._nearest = nearest
        self.change: int = nearest.state.change
        self.damaged: set[str] = set()
        """Ids of articles that `load` left out because their text is not what was written."""

    def newest_day(self) -> date | None:
        """The latest first day of any article; None when all are undated."""
        with translated(self._file):
            row = self._connection.execute("SELECT max(first_day) FROM articles").fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def counts(self, scope: Scope) -> ScopeCounts:
        """How many articles the scope lets through, and why others are left out."""
        filters = scope.filters
        belongs, dated, early = belonging(filters), within(filters), early_enough(scope)
        passes = passing(scope)
        with translated(self._file):
            row = self._connection.execute(
                f"SELECT count(*), coalesce(sum({passes.sql}), 0), "
                f"coalesce(sum(({belongs.sql}) AND a.first_day IS NULL AND NOT ({dated.sql})), 0), "
                f"coalesce(sum(({belongs.sql}) AND ({dated.sql}) AND NOT ({early.sql})), 0) FROM articles a",
                (*passes.values, *belongs.values, *dated.values, *belongs.values, *dated.values, *early.values),
            ).fetchone()
        return ScopeCounts(total=row[0], passing=row[1], undated_left_out=row[2], later_left_out=row[3])

    def articles(self, scope: Scope, limit: int, offset: int = 0) -> list[ArticleSummary]:
        """The articles in scope without their texts, newest first, undated last."""
        with translated(self._file):
            return loading.in_scope(self._connection, scope, limit=limit, offset=offset)

    def nearest(self, vector: Vectors, limit: int, scope: Scope) -> list[Scored]:
        """The passages in scope with the greatest cosine to a unit vector of shape (dimension,), best first."""
        with translated(self._file):
            return self._nearest.find(self._connection, np.asarray(vector, dtype=np.float32).reshape(-1), limit, scope)

    def matching(self, terms: Sequence[str], limit: int, scope: Scope) -> list[Scored]:
        """The passages in scope that hold any of the terms in title or text, by BM25, best first.

        A term is taken literally (several words: a phrase); words compare by their English stem, without accents.
        """
        expression = _any_of(terms)
        if not expression or limit < 1:
            return []
        passes = passing(scope)
        with translated(self._file):
            rows = self._connection.execute(
                "SELECT words.rowid, -bm25(words) AS value FROM words "
                "JOIN passages p ON p.id = words.rowid JOIN articles a ON a.number = p.article "
                f"WHERE words MATCH ? AND {passes.sql} ORDER BY value DESC, words.rowid LIMIT ?",
                (expression, *passes.values, limit),
            ).fetchall()
        return [Scored(row[0], row[1]) for row in rows]

    def load(self, passage_ids: Sequence[int]) -> list[LoadedPassage]:
        """These passages with their articles, in the given order.

        Passages of articles whose stored text is not what was written are left out; the articles are in `damaged`.
        """
        with translated(self._file):
            loaded, damaged = loading.load(self._connection, passage_ids)
        self.damaged |= damaged
        return loaded

    def embeddings(self, passage_ids: Sequence[int]) -> Vectors:
        """The stored vectors of these passages, in order: shape (n, dimension).

        Raises:
            LibraryDamaged: there is no vector for one of them.

        """
        with translated(self._file):
            try:
                return catalog.vectors_of(self._connection, passage_ids)
            except KeyError as error:
                raise LibraryDamaged(f"There is no vector for passage {error}. Run `newsdesk doctor`.") from error

    def term_count(self, term: str) -> int:
        """How many articles hold the term."""
        expression = _any_of([term])
        if not expression:
            return 0
        with translated(self._file):
            row = self._connection.execute(
                "SELECT count(DISTINCT p.article) FROM words JOIN passages p ON p.id = words.rowid WHERE words MATCH ?",
                (expression,),
            ).fetchone()
        return int(row[0])

    def copies(self, origin_ids: Sequence[str], scope: Scope) -> dict[str, tuple[ArticleSummary, ...]]:
        """The articles in scope that are copies of one text, by their origin's id, earliest first.

        An origin of which only one article is in scope is left out; at most 200 are told for each.
        """
        with translated(self._file):
            return loading.copies(self._connection, origin_ids, scope)

    def newest(self, scope: Scope, limit: int, holding: Sequence[str] = ()) -> list[LoadedPassage]:
        """The newest stories in scope, newest first, each by its earliest article and that one's first passage.

        `holding`: only stories of which a passage holds all these terms in title or text; that passage is given.
        """
        if holding and not (expression := _all_of(holding)):
            return []
        with translated(self._file):
            ids = newest.passages_of_newest(self._connection, scope, limit, expression if holding else "")
        return self.load(ids)

    def holds(self, term: str) -> bool:
        """Whether any article holds the term, by its stem."""
        expression = _any_of([term])
        with translated(self._file):
            return bool(expression) and spellings.holds(self._connection, expression)

    def stems(self, beginnings: Iterable[str]) -> list[Stem]:
        """The stems of all words that the articles hold and that begin so (small letters), in order."""
        with translated(self._file):
            return spellings.stems(self._connection, beginnings)

    def passages_with(self, stem: str, limit: int) -> list[str]:
        """Titles and texts of up to `limit` passages that hold a stem of `stems`."""
        with translated(self._file):
            return list(spellings.passages_with(self._connection, stem, limit))

    def outlets(self) -> tuple[str, ...]:
        """The outlets' names, each once, in order."""
        with translated(self._file):
            return loading.outlets(self._connection)

    def has_collection(self, name: str) -> bool:
        """Whether any article is in the collection. Where one is, this costs far less than listing them all."""
        if storable(name) != name:
            return False
        with translated(self._file):
            found = self._connection.execute("SELECT 1 FROM articles WHERE collection = ? LIMIT 1", (name,)).fetchone()
        return found is not None

    def collections(self) -> tuple[str, ...]:
        """The collections' names, each once, in order."""
        with translated(self._file):
            rows = self._connection.execute("SELECT DISTINCT collection FROM articles ORDER BY collection").fetchall()
        return tuple(row[0] for row in rows)

    def languages(self) -> tuple[tuple[str | None, int], ...]:
        """Languages and their numbers of articles, most first."""
        with translated(self._file):
            return loading.languages(self._connection)


def _any_of(terms: Sequence[str]) -> str:
    """The terms as an FTS5 expression for passages that hold one of them."""
    return _joined(terms, " OR ")


def _all_of(terms: Sequence[str]) -> str:
    """The terms as an FTS5 expression for passages that hold each of them."""
    return _joined(terms, " AND ")


def _joined(terms: Sequence[str], operator: str) -> str:
    """An FTS5 expression in which nothing but the words themselves and the operator has a meaning."""
    distinct = dict.fromkeys(storable(term).strip() for term in terms)
    return operator.join('"' + term.replace('"', '""') + '"' for term in distinct if term)
