"""Published vectors in folders of this machine, one per generation, by Chroma's embedded client.

    chroma/7/vectors/...     Chroma's files, never written again
    chroma/7/manifest.json   their hashes
    chroma/7/lease           locked by who reads them
    chroma/8.building/       an attempt; chroma/6.deleting/: on its way out
    quarantine/5/            a generation that could not be read, until the next repair or removal

chromadb is imported when a generation is opened, not before: a question on a small library never needs it.
"""

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.library import lease, manifest, verify
from bot.library.asking import Asking
from bot.library.database import nearly_full_or, system_meaning
from bot.library.lease import Lease
from bot.library.manifest import VECTORS
from bot.library.records import Generation, Scored, Vectors
from bot.library.vectors import Plan, Sample, VectorsUnreadable

if TYPE_CHECKING:
    from bot.library.chroma_view import View

_LEASE = "lease"


class ChromaFolder:
    """Generations in `chroma/` of a library's folder."""

    name = "chroma folder"
    publishes = True
    copies = True

    def __init__(self, library_folder: Path) -> None:
        self._library = library_folder
        self._folder = library_folder / "chroma"
        self._quarantine = library_folder / "quarantine"
        self._asking = Asking(self._open)

    def build(self, plan: Plan) -> None:
        """Build aside, hash, prove in a child process, and give it its name."""
        building = self._folder / f"{plan.target.number}.building"
        try:
            with self._translated():
                _make_way(self._folder)
                _clear(building, self._place(plan.target))
                vectors = building / VECTORS
                if plan.base:
                    shutil.copytree(self._place(plan.base) / VECTORS, vectors)
                else:
                    vectors.mkdir(parents=True)
                _fill(vectors, plan)
                (building / _LEASE).touch()
                manifest.write(building)
                verify.in_child("folder", str(vectors), "", plan.target.passages, plan.sample)
                building.rename(self._place(plan.target))
        except BaseException:
            shutil.rmtree(building, ignore_errors=True)
            raise

    def check(self, generation: Generation) -> None:
        """See that its files are what was written."""
        manifest.check(self._place(generation))

    def prove(self, generation: Generation, sample: Sample) -> None:
        """Ask it in a child process."""
        vectors = self._place(generation) / VECTORS
        verify.in_child("folder", str(vectors), "", generation.passages, sample)

    def search(self, generation: Generation, vector: Vectors, limit: int) -> list[Scored]:
        """Ask it, under a lease that lasts while it stays open."""
        return self._asking.search(generation, vector, limit)

    def set_aside(self, generation: Generation) -> None:
        """Move it to the quarantine, which keeps the last one."""
        self._asking.close()
        with self._translated():
            _clear(self._quarantine)
            if self._place(generation).exists():
                self._quarantine.mkdir(parents=True)
                self._place(generation).rename(self._quarantine / str(generation.number))

    def sweep(self, library_id: str, keep: Collection[int], *, quarantined: bool = False) -> None:  # noqa: ARG002
        """Delete what is neither kept nor read, unfinished attempts, and, if asked, the quarantine."""
        self._asking.close()
        with self._translated():
            _make_way(self._folder)
            for entry in self._others(keep):
                if not entry.name.isdecimal() or _may_go(entry):
                    gone = entry.with_name(f"{entry.name.split('.')[0]}.deleting")
                    entry.rename(gone)
                    shutil.rmtree(gone)
            if quarantined:
                _clear(self._quarantine)

    def leftovers(self, library_id: str, keep: Collection[int]) -> int:  # noqa: ARG002
        """Old generations, attempts and what is in quarantine."""
        with self._translated():
            aside = list(self._quarantine.iterdir()) if self._quarantine.is_dir() else []
            strays = [path for path in (self._folder, self._quarantine) if _is_stray(path)]
            return len(self._others(keep)) + len(aside) + len(strays)

    def close(self) -> None:
        """Close the open generation and end its lease."""
        self._asking.close()

    def _place(self, generation: Generation) -> Path:
        return self._folder / str(generation.number)

    def _others(self, keep: Collection[int]) -> list[Path]:
        kept = {str(number) for number in keep}
        entries = sorted(self._folder.iterdir()) if self._folder.is_dir() else []
        return [entry for entry in entries if entry.name not in kept and entry.is_dir()]

    def _open(self, generation: Generation) -> "_Leased":
        place = self._place(generation)
        try:
            held = lease.shared(place / _LEASE)
        except OSError as error:
            raise VectorsUnreadable(f"The published vectors in {place} cannot be opened: {error}.") from error
        if held is None:
            raise VectorsUnreadable(f"The published vectors in {place} are being deleted.")
        try:
            manifest.check(place)
            return _Leased(_view(place / VECTORS), held)
        except BaseException:
            held.release()
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except VectorsUnreadable as error:
            raise nearly_full_or(error, self._library) from error
        except OSError as error:
            raise system_meaning(error, self._library) from error


class _Leased:
    """An opened generation and the lease on it."""

    def __init__(self, view: "View", held: Lease) -> None:
        self._view = view
        self._lease = held

    def nearest(self, vector: Vectors, limit: int) -> list[Scored]:
        return self._view.index.nearest(vector, limit)

    def close(self) -> None:
        try:
            self._view.close()
        finally:
            self._lease.release()


def _view(vectors: Path) -> "View":
    try:
        from bot.library.chroma_view import View  # noqa: PLC0415 - chromadb takes two seconds

        return View(vectors)
    except (ImportError, OSError) as error:
        raise VectorsUnreadable(f"The published vectors in {vectors} cannot be opened: {error}.") from error


def _fill(vectors: Path, plan: Plan) -> None:
    from bot.library import chroma_index  # noqa: PLC0415 - chromadb takes two seconds

    chroma_index.build_in(vectors, plan)


def _may_go(entry: Path) -> bool:
    """Whether no reader holds a lease."""
    try:
        right = lease.exclusive(entry / _LEASE)
    except FileNotFoundError:
        return True
    if right is None:
        return False
    right.release()
    return True


def _clear(*folders: Path) -> None:
    for folder in folders:
        _make_way(folder)
        if folder.exists():
            shutil.rmtree(folder)


def _make_way(folder: Path) -> None:
    """Delete what lies where a folder belongs: everything here can be made again."""
    if _is_stray(folder):
        folder.unlink()


def _is_stray(folder: Path) -> bool:
    return not folder.is_dir() and os.path.lexists(folder)
