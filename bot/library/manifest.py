"""The list of a generation's files with their hashes: a torn file is seen before Chroma opens it and crashes."""

import hashlib
import json
import os
from pathlib import Path

from bot.library.vectors import VectorsUnreadable

MANIFEST = "manifest.json"
VECTORS = "vectors"
"""The folder beside the manifest that it describes."""


def write(generation: Path) -> None:
    """Hash every file of a finished generation and see that all of it is on the disk."""
    listed = {}
    for file in _files(generation):
        with file.open("rb") as stream:
            listed[file.relative_to(generation).as_posix()] = _hash(file)
            os.fsync(stream.fileno())
    text = json.dumps({"files": listed}, indent=1)
    with (generation / MANIFEST).open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def check(generation: Path) -> None:
    """See that every file is what it was when the generation was built.

    Raises:
        VectorsUnreadable: one is missing, torn or new.

    """
    try:
        listed = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))["files"]
        found = {file.relative_to(generation).as_posix(): _hash(file) for file in _files(generation)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VectorsUnreadable(f"The published vectors in {generation} cannot be read: {error}.") from error
    if found != listed:
        names = sorted(name for name in found.keys() | listed.keys() if found.get(name) != listed.get(name))
        raise VectorsUnreadable(f"The published vectors in {generation} are not what was written: {names[0]}.")


def _files(generation: Path) -> list[Path]:
    return sorted(file for file in (generation / VECTORS).rglob("*") if file.is_file())


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
