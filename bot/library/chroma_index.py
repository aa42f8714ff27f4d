"""The door to Chroma: one collection of vectors, in a folder or on a server, opened, filled and asked.

The only module that imports chromadb, which takes about two seconds: the rest of the room imports it when a
generation is really opened. Whatever chromadb raises, a panic of its Rust part included, leaves here as
VectorsUnreadable. Only ids and vectors are given to it, and it sends nothing anywhere.
"""

import sqlite3
import urllib.request
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings

from bot.library.records import Scored, Vectors
from bot.library.vectors import Plan, VectorsAway, VectorsUnreadable

_NAME = "passages"
"""Of the one collection in a folder."""
_GRAPH = {"space": "cosine", "ef_construction": 128, "max_neighbors": 24, "ef_search": 400}
"""Measured with 50,000 clustered vectors of 384 dimensions: see docs/library.md."""
_LEAST_CHANGES = 2
"""Chroma's smallest sync threshold."""
_PAGE = 100
"""Collections listed at a time."""
_HEARTBEAT_SECONDS = 3.0
_QUESTION_SECONDS = 10.0
_BUILD_SECONDS = 300.0
"""How long a server may take for its heartbeat, for a question, for one piece of what is published."""
_BUFFER = 100
"""Vectors that Chroma compares one by one before they join the graph."""


class Index:
    """An opened collection."""

    def __init__(self, client: Any, collection: Any) -> None:
        self._client = client
        self._collection = collection

    def apply(self, plan: Plan) -> None:
        """Delete and add what the plan says."""
        with door():
            size = int(self._client.get_max_batch_size())
            for first in range(0, len(plan.removed), size):
                self._collection.delete(ids=[str(number) for number in plan.removed[first : first + size]])
        for sample in plan.added:
            with door():
                for first in range(0, len(sample.ids), size):
                    self._collection.add(
                        ids=[str(number) for number in sample.ids[first : first + size]],
                        embeddings=sample.vectors[first : first + size],
                    )

    def nearest(self, vector: Vectors, limit: int) -> list[Scored]:
        """The nearest vectors that it holds, best first."""
        with door():
            found = self._collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
            pairs = zip(found["ids"][0], found["distances"][0], strict=True)
            return [Scored(int(number), 1.0 - float(distance)) for number, distance in pairs]

    def count(self) -> int:
        """How many vectors it holds."""
        with door():
            return int(self._collection.count())

    def vectors(self, ids: Sequence[int]) -> dict[int, Vectors]:
        """The vectors of these ids, those that it holds."""
        with door():
            found = self._collection.get(ids=[str(number) for number in ids], include=["embeddings"])
            rows = np.asarray(found["embeddings"], dtype=np.float32)
            return {int(number): row for number, row in zip(found["ids"], rows, strict=True)}

    def close(self) -> None:
        """Close its files or connections."""
        with door():
            _close(self._client)


def build_in(folder: Path, plan: Plan) -> None:
    """Fill a new folder, or bring a copy of the base up to date; everything is in its files when this returns."""
    changes = max(_LEAST_CHANGES, len(plan.removed) + _added(plan))
    flush = {"sync_threshold": changes, "batch_size": min(_BUFFER, changes)}  # written once, by the last change
    with door():
        with _local(folder) as client:
            if plan.base is None:
                _create(client, _NAME, flush)
            else:
                _flush_after(_get(client, _NAME), flush)
        with _local(folder) as client:  # it heeds the threshold when it opens
            Index(client, _get(client, _NAME)).apply(plan)
        _compact(folder)


def open_in(folder: Path) -> Index:
    """Open a folder. Chroma writes a little into it even so: give it a copy."""
    with door():
        client = _local(folder)
        try:
            return Index(client, _get(client, _NAME))
        except BaseException:
            client.close()
            raise


def build_on(url: str, name: str, plan: Plan) -> None:
    """Fill a new collection on the Chroma server at `http[s]://host[:port]`."""
    with door(), closing_client(url) as client:
        Index(client, _create(client, name, {})).apply(plan)


def open_on(url: str, name: str) -> Index:
    """Open a collection on a server, for short questions."""
    with door():
        client = _remote(url, timeout_seconds=_QUESTION_SECONDS)
        try:
            return Index(client, _get(client, name))
        except BaseException:
            _close(client)
            raise


def names_on(url: str, prefix: str) -> list[str]:
    """The collections on a server whose names begin so."""
    names: list[str] = []
    with door(), closing_client(url) as client:
        while page := client.list_collections(limit=_PAGE, offset=len(names)):
            names += [collection.name for collection in page]
    return [name for name in names if name.startswith(prefix)]


def delete_on(url: str, names: Sequence[str]) -> None:
    """Delete collections on a server."""
    with door(), closing_client(url) as client:
        for name in names:
            client.delete_collection(name)


@contextmanager
def door() -> Iterator[None]:
    """Let nothing out but VectorsUnreadable, except an interruption of the whole program."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, VectorsUnreadable):
        raise
    except BaseException as error:  # a Rust panic is no Exception
        raise VectorsUnreadable(f"Chroma could not be asked: {type(error).__name__}: {error}"[:500]) from error


@contextmanager
def closing_client(url: str) -> Iterator[Any]:
    """A client of a server for as long as it is needed."""
    client = _remote(url, timeout_seconds=_BUILD_SECONDS)
    try:
        yield client
    finally:
        _close(client)


def _remote(url: str, *, timeout_seconds: float) -> Any:
    _see_that_it_answers(url)
    place = urlsplit(url)
    secure = place.scheme == "https"
    host, port = place.hostname or "", place.port or (443 if secure else 80)
    settings = Settings(
        _env_file=None, anonymized_telemetry=False, chroma_server_host=host, chroma_server_http_port=port
    )
    client = chromadb.HttpClient(host=host, port=port, ssl=secure, settings=settings)
    for session in _sessions(client):
        session.timeout = timeout_seconds
    return client


def _see_that_it_answers(url: str) -> None:
    """Ask for its heartbeat: chromadb's own first request would wait for ever."""
    try:
        with urllib.request.urlopen(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_HEARTBEAT_SECONDS):  # noqa: S310
            pass
    except OSError as error:
        raise VectorsAway(
            f"The Chroma server at {url} cannot be reached ({getattr(error, 'reason', None) or error}). "
            "Questions are answered exactly meanwhile. Start the server, or unset `chroma.url`."
        ) from error


def _close(client: Any) -> None:
    sessions = _sessions(client)
    client.close()
    for session in sessions:
        session.close()


def _sessions(client: Any) -> list[Any]:
    """The httpx clients inside a server's client, which chromadb neither closes nor gives a timeout."""
    parts = [client, getattr(client, "_admin_client", None)]
    sessions = [getattr(getattr(part, "_server", None), "_session", None) for part in parts]
    return [session for session in sessions if session is not None]


def _local(folder: Path) -> Any:
    settings = Settings(_env_file=None, anonymized_telemetry=False, allow_reset=False)
    try:
        return chromadb.PersistentClient(path=str(folder), settings=settings)
    except BaseException:
        _forget(str(folder))
        raise


def _forget(folder: str) -> None:
    """Drop a client that failed to start: chromadb keeps it and would hand it out to whoever asks next."""
    if folder not in SharedSystemClient._identifier_to_refcount:  # noqa: SLF001 - nobody has it open
        SharedSystemClient._identifier_to_system.pop(folder, None)  # noqa: SLF001 - no public way forgets one only


def _create(client: Any, name: str, more: dict[str, int]) -> Any:
    return client.create_collection(name, configuration={"hnsw": _GRAPH | more}, embedding_function=None)


def _get(client: Any, name: str) -> Any:
    with _no_deprecations():
        return client.get_collection(name, embedding_function=None)


def _flush_after(collection: Any, flush: dict[str, int]) -> None:
    with _no_deprecations():
        collection.modify(configuration={"hnsw": flush})


@contextmanager
def _no_deprecations() -> Iterator[None]:
    """Chroma takes a collection whose threshold was changed for one of an old format, and warns of it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def _added(plan: Plan) -> int:
    kept = plan.base.passages - len(plan.removed) if plan.base else 0
    return plan.target.passages - kept


def _compact(folder: Path) -> None:
    """Give back the room that the vectors took in Chroma's log before they were written to its index."""
    for file in folder.glob("*.sqlite3"):
        connection = sqlite3.connect(file)
        try:
            connection.execute("VACUUM")
        finally:
            connection.close()
