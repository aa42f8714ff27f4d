"""Opens a published generation without writing to it.

Chroma writes into its small SQLite file whenever it opens a folder, and cannot open a read-only one. So a reader
opens a temporary folder of its own: a copy of that file (about 160 bytes a vector), and a link to the index, which is
only read.
"""

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.library import chroma_index
from bot.library.chroma_index import Index
from bot.library.vectors import VectorsUnreadable

_WRITTEN = "index_metadata.pickle"
"""Chroma's sign of an index that it has written. Without it (a single vector stays in the SQLite file) it begins a new
one in the folder that it is given."""


class View:
    """An opened generation with its temporary folder."""

    def __init__(self, vectors: Path) -> None:
        folder = Path(tempfile.mkdtemp(prefix="newsdesk-"))
        self._delete = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)  # at the latest at exit
        try:
            _mirror(vectors, folder)
            self.index: Index = chroma_index.open_in(folder)
        except BaseException:
            self._delete()
            raise

    def close(self) -> None:
        """Close the index and delete the temporary folder."""
        try:
            self.index.close()
        finally:
            self._delete()


@contextmanager
def opened(vectors: Path) -> Iterator[Index]:
    """The index of a generation's folder of vectors.

    Raises:
        VectorsUnreadable: it cannot be opened.

    """
    try:
        view = View(vectors)
    except OSError as error:
        raise VectorsUnreadable(f"The published vectors in {vectors} cannot be opened: {error}.") from error
    try:
        yield view.index
    finally:
        view.close()


def _mirror(vectors: Path, folder: Path) -> None:
    for entry in vectors.iterdir():
        if entry.is_dir() and (entry / _WRITTEN).exists():
            _link(entry, folder / entry.name)
        elif entry.is_dir():
            shutil.copytree(entry, folder / entry.name)
        else:
            shutil.copyfile(entry, folder / entry.name)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source.absolute())
    except OSError:  # not everybody may on Windows
        shutil.copytree(source, target)
