"""Which way a question takes to its nearest passages.

Few passages in scope: exactly, from the catalog. Many: the published vectors, asked for more than is wanted, plus,
exactly, those newer than them; and exactly after all when too few remain in scope or the store cannot be asked.
The values are always those of the catalog's vectors.
"""

import math
import sqlite3
from dataclasses import dataclass

import numpy as np

from bot.errors import LibraryIncompatible
from bot.library import exact
from bot.library.catalog import State, json_ids
from bot.library.exact import RecentVectors
from bot.library.records import Generation, PassageIds, Scope, Scored, Vectors
from bot.library.scope import passing
from bot.library.vectors import VectorStore, VectorsUnreadable

_SPARE = 1.3
"""Asked for this many times what the share of passages in scope calls for: the scope is not spread evenly."""
_MOST_ASKED = 4096
"""More neighbours than this cost more than reading the passages in scope."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    vector: Vectors
    limit: int
    scope: Scope


@dataclass(slots=True)
class Nearest:
    """Finds passages by meaning for one snapshot. `exact_limit`: in passages."""

    state: State
    published: Generation | None
    store: VectorStore
    recent: RecentVectors
    exact_limit: int

    def find(self, connection: sqlite3.Connection, vector: Vectors, limit: int, scope: Scope) -> list[Scored]:
        """The nearest passages in scope, best first."""
        self._check(vector)
        inside, total = _reach(connection, scope)
        if not inside or limit < 1:
            return []
        published = self.published
        if published and inside > self.exact_limit:
            try:
                asked = min(math.ceil(limit * total / inside * _SPARE) + 16, published.passages + published.dead)
                if asked <= _MOST_ASKED:
                    found = self._published(connection, published, _Wanted(vector, limit, scope), asked)
                    if len(found) >= min(limit, inside):
                        return found
            except VectorsUnreadable:
                pass  # the catalog holds the same vectors; `doctor` tells, the next ingest repairs
        return self._exactly(connection, _Wanted(vector, limit, scope), inside, total)

    def _published(
        self, connection: sqlite3.Connection, published: Generation, wanted: _Wanted, asked: int
    ) -> list[Scored]:
        near = self.store.search(published, wanted.vector, asked)
        inside = _in_scope(connection, wanted.scope, [hit.passage_id for hit in near])
        kept = [hit.passage_id for hit in near if hit.passage_id in inside]
        if len(kept) < wanted.limit and asked <= len(near) < published.passages:
            return []  # there may be more in scope beyond what was asked for
        newer = self.recent.above(connection, self.state, published.last_passage)
        allowed = None if wanted.scope.is_open else _ids(connection, wanted.scope, published.last_passage)
        found = [
            *exact.best(exact.of(connection, np.array(kept, dtype=np.int64)), wanted.vector, wanted.limit),
            *exact.best(newer, wanted.vector, wanted.limit, allowed),
        ]
        return sorted(found, key=lambda hit: (-hit.value, hit.passage_id))[: wanted.limit]

    def _exactly(self, connection: sqlite3.Connection, wanted: _Wanted, inside: int, total: int) -> list[Scored]:
        if inside < total and inside <= self.exact_limit < total:
            return exact.best(exact.of(connection, _ids(connection, wanted.scope)), wanted.vector, wanted.limit)
        allowed = None if inside == total else _ids(connection, wanted.scope)
        return exact.best(self.recent.above(connection, self.state, 0), wanted.vector, wanted.limit, allowed)

    def _check(self, vector: Vectors) -> None:
        dimension = self.state.built_with.dimension if self.state.built_with else 0
        if vector.shape != (dimension,):
            raise LibraryIncompatible(
                f"The question's vector has {vector.size} dimensions, the library's have {dimension}. "
                "Ask with the embedding model that the library was built with, or run `newsdesk ingest --rebuild`."
            )


def _reach(connection: sqlite3.Connection, scope: Scope) -> tuple[int, int]:
    """How many passages are in scope, and how many there are."""
    passes = passing(scope)
    row = connection.execute(
        f"SELECT coalesce(sum(CASE WHEN {passes.sql} THEN a.passages ELSE 0 END), 0), coalesce(sum(a.passages), 0) "
        "FROM articles a",
        passes.values,
    ).fetchone()
    return int(row[0]), int(row[1])


def _in_scope(connection: sqlite3.Connection, scope: Scope, passage_ids: list[int]) -> set[int]:
    passes = passing(scope)
    rows = connection.execute(
        "SELECT p.id FROM passages p JOIN articles a ON a.number = p.article "
        f"WHERE p.id IN (SELECT value FROM json_each(?)) AND {passes.sql}",
        (json_ids(passage_ids), *passes.values),
    )
    return {row[0] for row in rows}


def _ids(connection: sqlite3.Connection, scope: Scope, above: int = 0) -> PassageIds:
    """The passages in scope, ascending."""
    passes = passing(scope)
    rows = connection.execute(
        "SELECT p.id FROM passages p JOIN articles a ON a.number = p.article "
        f"WHERE p.id > ? AND {passes.sql} ORDER BY p.id",
        (above, *passes.values),
    ).fetchall()
    return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
