"""Exact nearest neighbours with numpy over the catalog's own vectors.

The vectors newer than the published ones (all of them in a small library) are kept in memory from question to
question; a new question reads only what was added since. What would not fit is read in blocks instead.
"""

import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from bot.library.catalog import State, json_ids
from bot.library.records import PassageIds, Scored, Vectors
from bot.library.rows import as_vectors
from bot.library.vectors import Sample

_MEMORY_BYTES = 256 << 20
"""At most this much is kept; 170,000 vectors of 384 dimensions."""
_ROUNDING = 1e-5
"""Greater than any rounding of a product of two unit vectors in float32."""
_BLOCK = 8192
"""Vectors read at a time when they are not kept: 12 MiB of 384 dimensions."""


@dataclass(frozen=True, slots=True)
class _Kept:
    library_id: str
    change: int
    above: int
    sample: Sample


class RecentVectors:
    """The vectors of passages above some id, kept between questions. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: _Kept | None = None

    def above(self, connection: sqlite3.Connection, state: State, above: int) -> Iterator[Sample]:
        """All vectors of passages with a greater id, ascending, as seen by this connection: one piece if kept."""
        dimension = state.built_with.dimension if state.built_with else 0
        with self._lock:
            kept = self._kept
        if kept and kept.library_id == state.id and kept.above == above and kept.change == state.change:
            yield kept.sample
            return
        ids = _ids_above(connection, above)
        if ids.size * dimension * 4 > _MEMORY_BYTES:
            yield from blocks(connection, above)
            return
        usable = kept.sample if kept and kept.library_id == state.id and kept.above <= above else None
        sample = _completed(connection, ids, usable) if usable else _joined(list(blocks(connection, above)))
        with self._lock:
            self._kept = _Kept(state.id, state.change, above, sample)
        yield sample


def of(connection: sqlite3.Connection, passage_ids: PassageIds) -> Iterator[Sample]:
    """The vectors of these passages, in blocks."""
    for first in range(0, len(passage_ids), _BLOCK):
        rows = connection.execute(
            "SELECT passage, vector FROM embeddings WHERE passage IN (SELECT value FROM json_each(?))",
            (json_ids(passage_ids[first : first + _BLOCK]),),
        ).fetchall()
        yield _sample(rows)


def blocks(connection: sqlite3.Connection, above: int, size: int = _BLOCK) -> Iterator[Sample]:
    """All vectors of passages with a greater id, ascending, in blocks."""
    while rows := connection.execute(
        "SELECT passage, vector FROM embeddings WHERE passage > ? ORDER BY passage LIMIT ?", (above, size)
    ).fetchall():
        above = rows[-1][0]
        yield _sample(rows)


def best(samples: Iterator[Sample], vector: Vectors, limit: int, allowed: PassageIds | None = None) -> list[Scored]:
    """The passages with the greatest cosine, best first, equal ones by id; only allowed ones (None: all)."""
    ids = np.zeros(0, dtype=np.int64)
    values = np.zeros(0, dtype=np.float64)
    for sample in samples:
        if not sample.ids.size:
            continue
        rough = sample.vectors @ vector
        places = np.arange(rough.size) if allowed is None else np.flatnonzero(np.isin(sample.ids, allowed))
        places = places[_near_best(rough[places], limit)]
        precise = np.einsum("ij,j->i", sample.vectors[places].astype(np.float64), vector.astype(np.float64))
        ids = np.concatenate((ids, sample.ids[places]))
        values = np.concatenate((values, precise))
        order = np.lexsort((ids, -values))[:limit]
        ids, values = ids[order], values[order]
    return [Scored(int(number), float(value)) for number, value in zip(ids, values, strict=True)]


def _near_best(rough: Vectors, limit: int) -> PassageIds:
    """Places of all values that may be among the best: float32 products differ a little with the size of a block."""
    if rough.size <= limit:
        return np.arange(rough.size)
    least = np.partition(rough, rough.size - limit)[rough.size - limit]
    return np.flatnonzero(rough >= least - _ROUNDING)


def _ids_above(connection: sqlite3.Connection, above: int) -> PassageIds:
    rows = connection.execute("SELECT id FROM passages WHERE id > ? ORDER BY id", (above,)).fetchall()
    return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))


def _completed(connection: sqlite3.Connection, ids: PassageIds, kept: Sample) -> Sample:
    """The vectors of `ids`, from memory where they are kept and from the catalog where not."""
    still = np.isin(kept.ids, ids, assume_unique=True)
    old = kept if still.all() else Sample(kept.ids[still], kept.vectors[still])
    new = ids[~np.isin(ids, old.ids, assume_unique=True)]
    return _joined([old, *of(connection, new)])


def _joined(samples: list[Sample]) -> Sample:
    samples = [sample for sample in samples if sample.ids.size]
    if len(samples) == 1:
        return samples[0]
    if not samples:
        return Sample(np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32))
    ids = np.concatenate([sample.ids for sample in samples])
    order = np.argsort(ids)
    return Sample(ids[order], np.concatenate([sample.vectors for sample in samples])[order])


def _sample(rows: list[tuple[int, bytes]]) -> Sample:
    ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    return Sample(ids, as_vectors([row[1] for row in rows]))
