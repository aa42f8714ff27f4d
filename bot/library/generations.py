"""Publishing: vectors become a generation that is built aside, proved, named by one row, and never written again.

The catalog stays the truth. Until the row is written, readers use the generation before; what a killed attempt
leaves behind is swept away by the next.
"""

import sqlite3
from collections.abc import Iterator

import numpy as np

from bot.errors import LibraryDamaged
from bot.library import catalog, exact
from bot.library.database import transaction
from bot.library.records import Generation
from bot.library.vectors import Plan, Sample, VectorStore, VectorsUnreadable

_SAMPLE = 64
"""Vectors that a generation must find before it is published."""
_MOST_DEAD = 0.2
"""Deleted vectors still take room in a copy: with a greater share of them it is built anew."""


def publish(connection: sqlite3.Connection, store: VectorStore, *, sweep: bool = True) -> None:
    """See that every vector of the catalog is published and no other. Needs the writer's lock and no transaction.

    `sweep`: delete the generations that are no longer the published one and that no reader holds.
    """
    if not store.publishes:
        return
    base = current(connection, store)
    state = catalog.state(connection)
    if base is None or base.change != state.change or state.forget:
        base = _build(connection, store, base)
    if sweep:
        store.sweep(state.id, {base.number} if base else set(), quarantined=state.forget)


def current(connection: sqlite3.Connection, store: VectorStore) -> Generation | None:
    """The published generation if it is whole; one that is not is set aside."""
    published = catalog.published(connection, store.name)
    if published is None:
        return None
    try:
        store.check(published)
    except VectorsUnreadable:
        store.set_aside(published)
        return None
    return published


def sample(connection: sqlite3.Connection, generation: Generation) -> Sample:
    """Some of the vectors that the generation should hold, spread over all of them."""
    ids = [
        row[0]
        for row in connection.execute("SELECT id FROM passages WHERE id <= ? ORDER BY id", (generation.last_passage,))
    ]
    places = sorted(set(np.linspace(0, len(ids) - 1, num=min(_SAMPLE, len(ids))).astype(int).tolist())) if ids else []
    chosen = [ids[place] for place in places]
    return Sample(np.array(chosen, dtype=np.int64), catalog.vectors_of(connection, chosen))


def _build(connection: sqlite3.Connection, store: VectorStore, base: Generation | None) -> Generation | None:
    state = catalog.state(connection)
    if state.built_with is None or catalog.is_empty(connection):
        with transaction(connection):
            connection.execute("DELETE FROM generations")
            connection.execute("DELETE FROM removed")
            connection.execute("UPDATE library SET forget = 0")
        return None
    if base and (not store.copies or state.forget or _dead_share(connection, base) > _MOST_DEAD):
        base = None
    try:
        generation = _attempt(connection, store, base)
    except VectorsUnreadable:
        if base is None:
            raise
        store.set_aside(base)
        generation = _attempt(connection, store, None)
    with transaction(connection):
        catalog.record_published(connection, generation)
    return generation


def _attempt(connection: sqlite3.Connection, store: VectorStore, base: Generation | None) -> Generation:
    state = catalog.state(connection)
    if state.built_with is None:
        raise LibraryDamaged("library.db does not say what it was built with. Restore a backup.")
    removed = _removed(connection, base)
    count = connection.execute("SELECT count(*) FROM passages").fetchone()[0]
    target = Generation(
        number=catalog.last_number(connection, "generations") + 1,
        library_id=state.id,
        change=state.change,
        last_passage=catalog.last_number(connection, "passages"),
        passages=count,
        dead=base.dead + len(removed) if base else 0,
        dimension=state.built_with.dimension,
        store=store.name,
    )
    added: Iterator[Sample] = exact.blocks(connection, base.last_passage if base else 0)
    store.build(Plan(target, base, removed, added, sample(connection, target)))
    return target


def _removed(connection: sqlite3.Connection, base: Generation | None) -> list[int]:
    last = base.last_passage if base else 0
    return [row[0] for row in connection.execute("SELECT passage FROM removed WHERE passage <= ?", (last,))]


def _dead_share(connection: sqlite3.Connection, base: Generation) -> float:
    dead = base.dead + len(_removed(connection, base))
    return dead / max(1, base.passages + base.dead)
