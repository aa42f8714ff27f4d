"""Which files an ingest reads: the given files, and the given folders walked in sorted order.

Hidden names are passed over in silence, as every tool does; everything else that is not read is told. Links are
followed, except back into a folder that was walked already. Reading the files is the business of `reading`.
"""

import os
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.article import storable, visible
from bot.ingestion.drafts import Origin, Unread
from bot.ingestion.report import Fate

SUFFIXES = (".txt", ".md", ".jsonl")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `size` is its length in bytes when it was found."""

    path: Path
    shown: str
    size: int

    @property
    def origin(self) -> Origin:
        return origin_of(self.path, self.shown)


def origin_of(path: Path, shown: str, line: int | None = None) -> Origin:
    """Where a draft comes from. A name that is no UTF-8 cannot be stored; it keeps its readable part."""
    return Origin(shown, storable(str(path)), line)


@dataclass(slots=True)
class _Walk:
    """What one pass over the given paths remembers."""

    folders: set[tuple[int, int]] = field(default_factory=set)
    """Device and number of each folder that was read: the same folder met again is a loop or a second way in."""
    others: Counter[str] = field(default_factory=Counter)
    """Files of other kinds, by suffix."""


def find_sources(paths: Sequence[Path]) -> Iterator[SourceFile | Unread]:
    """All files to read, in the order of `paths`, folders sorted by name; what cannot be read comes as `Unread`.

    Files of other kinds are counted and come as one `Unread` at the end.
    """
    walk = _Walk()
    for given in paths:
        path = Path(os.path.abspath(given))  # noqa: PTH100 - Path.resolve() would replace a link by what it points to
        if _is_folder(path):
            yield from _folder(path, visible(storable(path.name)), walk)
        else:
            yield _given_file(path)
    if walk.others:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(walk.others.items()))
        total = walk.others.total()
        files = "file" if total == 1 else "files"
        reason = f"{total} {files} of other kinds left aside ({kinds}); read are .txt, .md and .jsonl"
        yield Unread(Origin("other kinds of files", ""), reason, Fate.SKIPPED, total)


def _given_file(path: Path) -> SourceFile | Unread:
    """A file that was named itself: named wrongly, it is a failure and not passed over."""
    shown = _join(visible(storable(path.parent.name)), path.name)
    if path.suffix.lower() not in SUFFIXES and os.path.lexists(path):
        kind = f"'{visible(path.suffix)}' files" if path.suffix else "a file without a suffix"
        return Unread(
            origin_of(path, shown), f"cannot read {kind}; give .txt, .md or .jsonl files, or a folder of them"
        )
    return _regular(path, shown)


def _folder(given: Path, shown: str, walk: _Walk) -> Iterator[SourceFile | Unread]:
    """The files below a folder. A stack instead of recursion: folders can be nested deeper than Python's limit."""
    real = Path(os.path.realpath(given))
    waiting = [(given, shown)]
    while waiting:
        path, name = waiting.pop()
        if _is_folder(path):
            inside = _entries(path, name, walk)
            if isinstance(inside, Unread):
                yield inside
            else:
                waiting.extend((entry, _join(name, entry.name)) for entry in reversed(inside))
        elif path.suffix.lower() not in SUFFIXES:
            walk.others[visible(storable(path.suffix.lower())) or "without a suffix"] += 1
        elif _is_link(path) and _is_read_itself(path, real):
            yield Unread(origin_of(path, name), "a link to a file that is read itself", Fate.SKIPPED)
        else:
            yield _regular(path, name)


def _entries(folder: Path, shown: str, walk: _Walk) -> list[Path] | Unread:
    """What lies in a folder, by name, without hidden names."""
    origin = origin_of(folder, shown)
    try:
        place = folder.stat()
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        return Unread(origin, f"the folder cannot be read: {_cause(error)}")
    if (place.st_dev, place.st_ino) in walk.folders:
        return Unread(origin, "a folder that was read already, met again through a link", Fate.SKIPPED)
    walk.folders.add((place.st_dev, place.st_ino))
    return entries


def _is_read_itself(link: Path, folder: Path) -> bool:
    """Whether a link leads to a file that this walk comes to by its own name."""
    try:
        within = link.resolve(strict=True).relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        return False
    return within.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in within.parts)


def _is_folder(entry: Path) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_link(path: Path) -> bool:
    return os.path.islink(path)  # noqa: PTH114 - Path.is_symlink() raises where a folder may not be entered


def _regular(path: Path, shown: str) -> SourceFile | Unread:
    """The file, if it is one: a pipe or a device would be waited for without end."""
    origin = origin_of(path, shown)
    try:
        place = path.stat()
    except OSError as error:
        words = "a link that leads nowhere or to itself" if _is_link(path) else f"cannot be read: {_cause(error)}"
        return Unread(origin, words)
    if not stat.S_ISREG(place.st_mode):
        return Unread(origin, "not a file with contents of its own (a pipe, a socket or a device)")
    return SourceFile(path, shown, place.st_size)


def _join(folder: str, name: str) -> str:
    name = visible(storable(name))
    return f"{folder}/{name}" if folder else name


def _cause(error: OSError) -> str:
    """The system's words without the path, which the report shows beside them."""
    return (error.strerror or type(error).__name__).lower()
