"""Published vectors on a Chroma server: a collection per generation, named after the library and the number.

The server keeps its own files whole, so there is no manifest and no lease: a question whose collection has just been
replaced is answered exactly.
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from bot.library import verify
from bot.library.asking import Asking
from bot.library.records import Generation, Scored, Vectors
from bot.library.vectors import Plan, Sample, VectorsUnreadable

if TYPE_CHECKING:
    from types import ModuleType

    from bot.library.chroma_index import Index


class ChromaServer:
    """Generations on the server at `url`: `http[s]://host[:port]`."""

    publishes = True
    copies = False

    def __init__(self, url: str) -> None:
        self._url = url
        self._asking = Asking(self._open)

    @property
    def name(self) -> str:
        """The server's address is part of it: another server does not hold these generations."""
        return f"chroma server {self._url}"

    def build(self, plan: Plan) -> None:
        """Fill a new collection and prove it from a child process."""
        index, name = _index(), _name(plan.target)
        self._delete([name])
        try:
            index.build_on(self._url, name, plan)
            verify.in_child("server", self._url, name, plan.target.passages, plan.sample)
        except VectorsUnreadable:
            self._delete([name])
            raise

    def check(self, generation: Generation) -> None:
        """See that the collection is there with all its vectors."""
        opened: Index = _index().open_on(self._url, _name(generation))
        try:
            count = opened.count()
        finally:
            opened.close()
        if count != generation.passages:
            raise VectorsUnreadable(f"{_name(generation)} holds {count} vectors instead of {generation.passages}.")

    def prove(self, generation: Generation, sample: Sample) -> None:
        """Ask it from a child process."""
        verify.in_child("server", self._url, _name(generation), generation.passages, sample)

    def search(self, generation: Generation, vector: Vectors, limit: int) -> list[Scored]:
        """Ask the collection."""
        return self._asking.search(generation, vector, limit)

    def set_aside(self, generation: Generation) -> None:
        """Delete it: a server offers no place for it where nobody looks."""
        self._asking.close()
        self._delete([_name(generation)])

    def sweep(self, library_id: str, keep: Collection[int], *, quarantined: bool = False) -> None:  # noqa: ARG002
        """Delete this library's other collections."""
        self._asking.close()
        self._delete(self._others(library_id, keep))

    def leftovers(self, library_id: str, keep: Collection[int]) -> int:
        """Old collections of this library."""
        return len(self._others(library_id, keep))

    def close(self) -> None:
        """Close the connection."""
        self._asking.close()

    def _open(self, generation: Generation) -> "Index":
        opened: Index = _index().open_on(self._url, _name(generation))
        return opened

    def _others(self, library_id: str, keep: Collection[int]) -> list[str]:
        kept = {f"{_prefix(library_id)}{number}" for number in keep}
        return [name for name in _index().names_on(self._url, _prefix(library_id)) if name not in kept]

    def _delete(self, names: Sequence[str]) -> None:
        index = _index()
        there = set(index.names_on(self._url, "newsdesk-")) if names else set()
        index.delete_on(self._url, [name for name in names if name in there])


def _index() -> "ModuleType":
    try:
        from bot.library import chroma_index  # noqa: PLC0415 - chromadb takes two seconds
    except ImportError as error:
        raise VectorsUnreadable(f"chromadb cannot be used: {error}. Install newsdesk again.") from error
    return chroma_index


def _prefix(library_id: str) -> str:
    return f"newsdesk-{library_id}-"


def _name(generation: Generation) -> str:
    return f"{_prefix(generation.library_id)}{generation.number}"
