"""The seam between the catalog and whatever finds vectors quickly: published generations, never rewritten.

A store holds ids and vectors only, no text. Whatever goes wrong in it is a VectorsUnreadable, and then the catalog
answers exactly. `bot.library.chroma_folder` and `bot.library.chroma_server` are the real ones.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.errors import LibraryDamaged
from bot.library.records import Generation, PassageIds, Scored, Vectors


class VectorsUnreadable(LibraryDamaged):
    """Published vectors are missing, torn, or not those of the catalog. Questions are answered without them."""


class VectorsAway(VectorsUnreadable):
    """The server that holds the published vectors cannot be reached."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Some of the catalog's vectors, to ask a generation for: ids of shape (n,), vectors of shape (n, dimension)."""

    ids: PassageIds
    vectors: Vectors


@dataclass(frozen=True, slots=True)
class Plan:
    """How a generation is made: from `base` with changes, or from nothing when `base` is None."""

    target: Generation
    base: Generation | None
    removed: Sequence[int]
    """Ids that `base` may hold and `target` must not."""
    added: Iterator[Sample]
    """What `target` holds and `base` does not, in pieces."""
    sample: Sample
    """Vectors that `target` must find before it counts as built."""


class VectorStore(Protocol):
    """Holds published generations."""

    @property
    def name(self) -> str:
        """Recorded with each generation; a generation that another store made is not asked for here."""

    @property
    def publishes(self) -> bool:
        """Whether there is anything to build; else every question is answered exactly."""

    @property
    def copies(self) -> bool:
        """Whether a generation can be made from the one before; else it is always made from the catalog."""

    def build(self, plan: Plan) -> None:
        """Make `plan.target` and prove it in another process. Nothing of a failed attempt stays in the way.

        Raises:
            VectorsUnreadable: the base cannot be read, or what was built does not find its own vectors.
            LibraryError: the disk is full or cannot be written.

        """

    def check(self, generation: Generation) -> None:
        """See that the generation is there and whole, without asking it for neighbours.

        Raises:
            VectorsUnreadable: it is not.

        """

    def prove(self, generation: Generation, sample: Sample) -> None:
        """Ask the generation for a sample of its own vectors, in another process.

        Raises:
            VectorsUnreadable: it does not find them.

        """

    def search(self, generation: Generation, vector: Vectors, limit: int) -> list[Scored]:
        """The nearest passages that it holds, best first, removed ones among them.

        Raises:
            VectorsUnreadable: it cannot be asked.

        """

    def set_aside(self, generation: Generation) -> None:
        """Put an unreadable generation where nobody looks for it."""

    def sweep(self, library_id: str, keep: Collection[int], *, quarantined: bool = False) -> None:
        """Delete all other generations of this library that no reader holds, and, if asked, those set aside."""

    def leftovers(self, library_id: str, keep: Collection[int]) -> int:
        """How many things `sweep` would look at: old generations, unfinished ones, ones set aside."""

    def close(self) -> None:
        """Let go of everything that is open."""


class ExactOnly:
    """A store that holds nothing: every question is answered exactly. For small libraries that are soon thrown away.

    It is never asked for anything, because nothing is ever published in it.
    """

    name = "none"
    publishes = False
    copies = False

    def build(self, plan: Plan) -> None: ...
    def check(self, generation: Generation) -> None: ...
    def prove(self, generation: Generation, sample: Sample) -> None: ...
    def search(self, generation: Generation, vector: Vectors, limit: int) -> list[Scored]:  # noqa: ARG002
        raise VectorsUnreadable("Nothing is published: this library is searched exactly.")

    def set_aside(self, generation: Generation) -> None: ...
    def sweep(self, library_id: str, keep: Collection[int], *, quarantined: bool = False) -> None: ...
    def leftovers(self, library_id: str, keep: Collection[int]) -> int:  # noqa: ARG002
        return 0

    def close(self) -> None: ...
