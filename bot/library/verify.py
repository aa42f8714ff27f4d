"""Proves published vectors in a process of its own, so that a crash in Chroma costs nothing.

`python -m bot.library.verify folder PATH COUNT` (or `server URL NAME COUNT`) reads ids and vectors of the catalog
from standard input and asks the generation for them. Exit code 0: it finds them; else the reason is on stdout.
"""

import io
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

from bot.library.vectors import Sample, VectorsUnreadable

_TIMEOUT_SECONDS = 900
_LEAST_COSINE = 0.999
"""Of a stored vector with the one in the catalog, and of the best neighbour found: float32 rounding costs 1e-6."""
_LEAST_SHARE = 0.9
"""Of the sample must be its own nearest neighbour, or equal to it; a graph misses a few, a torn one misses most."""


def in_child(kind: str, place: str, name: str, count: int, sample: Sample) -> None:
    """Run this module in a child process.

    Raises:
        VectorsUnreadable: the child crashed, or the generation does not find its own vectors.

    """
    stream = io.BytesIO()
    np.savez(stream, ids=sample.ids, vectors=sample.vectors)
    root = str(Path(__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": root, "PYTHONSAFEPATH": "1"}  # the current folder may hold another `bot`
    try:
        child = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "bot.library.verify", kind, place, name, str(count)],
            input=stream.getvalue(),
            capture_output=True,
            timeout=_TIMEOUT_SECONDS,
            env=environment,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise VectorsUnreadable(f"The published vectors could not be proved: {error}.") from error
    if child.returncode:
        said = child.stdout.decode(errors="replace").strip() or child.stderr.decode(errors="replace").strip()[-300:]
        raise VectorsUnreadable(
            f"The published vectors in {place} do not find themselves (exit code {child.returncode}): {said}"
        )


def main(kind: str, place: str, name: str, count: str) -> int:
    """Ask, say what is wrong, and return the exit code."""
    with np.load(io.BytesIO(sys.stdin.buffer.read())) as given:
        sample = Sample(given["ids"], given["vectors"])
    try:
        prove(kind, place, name, int(count), sample)
    except VectorsUnreadable as error:
        print(error)
        return 1
    return 0


def prove(kind: str, place: str, name: str, count: int, sample: Sample) -> None:
    """See that the generation holds `count` vectors, the sample's among them, and finds each by itself."""
    from bot.library import chroma_index, chroma_view  # noqa: PLC0415 - the parent must not pay for chromadb

    if kind == "folder":
        with chroma_view.opened(Path(place)) as index:
            _see(index, count, sample)
    else:
        with closing(chroma_index.open_on(place, name)) as index:
            _see(index, count, sample)


def _see(index: "chroma_index.Index", count: int, sample: Sample) -> None:  # type: ignore[name-defined] # noqa: F821
    held = index.count()
    if held != count:
        raise VectorsUnreadable(f"it holds {held} vectors instead of {count}")
    stored = index.vectors(sample.ids.tolist())
    found = 0
    for passage_id, vector in zip(sample.ids.tolist(), sample.vectors, strict=True):
        if passage_id not in stored or float(stored[passage_id] @ vector) < _LEAST_COSINE:
            raise VectorsUnreadable(f"it does not hold the vector of passage {passage_id}")
        nearest = index.nearest(vector, 1)
        found += bool(nearest) and (nearest[0].passage_id == passage_id or nearest[0].value >= _LEAST_COSINE)
    if found < _LEAST_SHARE * len(sample.ids):
        raise VectorsUnreadable(f"it finds {found} of {len(sample.ids)} vectors by themselves")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
