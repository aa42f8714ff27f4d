"""Opens the files of a set, plain or gzipped, and takes them apart into rows, bounded in every direction.

Lines are read one at a time, so that a collection of any size can be walked; a JSON document is read as a whole.
"""

import gzip
import hashlib
import io
import json
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from bot.domain.article import storable, visible
from bot.errors import UsageError
from bot.evaluation.formats.rows import Row

LINE_BYTES = 20_000_000
"""As much as `ingest` takes in one article."""
DOCUMENT_BYTES = 256_000_000
"""Unpacked. The largest usual document, SQuAD 2.0 train, has 42 MB; parsed it takes about six times its bytes."""
QUESTIONS_BYTES = 2_000_000_000
"""Unpacked, of lines whose questions are all held: ten times the largest usual file. A packed bomb ends here."""
ARTICLES_BYTES = 32_000_000_000
"""Unpacked, of lines that are let go one by one: ten times the largest usual collection."""

_GZIP = b"\x1f\x8b"


def lines(path: Path, most_bytes: int = QUESTIONS_BYTES) -> Iterator[Row]:
    """The objects of a file of JSON lines. Blank lines are passed over."""
    for number, line in numbered_lines(path, most_bytes):
        place = f"{shown(path)}, line {number}"
        yield Row.of(place, _parsed(line, place), number)


def numbered_lines(path: Path, most_bytes: int = QUESTIONS_BYTES) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1."""
    total = 0
    with _opened(path) as stream:
        for number, line in enumerate(iter(lambda: stream.readline(LINE_BYTES + 1), b""), start=1):
            total += len(line)
            place = f"{shown(path)}, line {number}"
            if len(line) > LINE_BYTES:
                raise UsageError(f"{place}: longer than {LINE_BYTES // 1_000_000} MB. Is this a file of JSON lines?")
            if total > most_bytes:
                raise UsageError(f"{place}: over {most_bytes // 1_000_000_000} GB are read by here. Give a part of it.")
            text = _text(line, place)
            if text.strip():
                yield number, text


def document(path: Path) -> Row:
    """A file that is one JSON object."""
    return Row.of(shown(path), _whole(path, DOCUMENT_BYTES))


def items(path: Path, most_bytes: int = DOCUMENT_BYTES) -> Iterator[Row]:
    """The objects of a file that is one JSON list."""
    whole = _whole(path, most_bytes)
    if not isinstance(whole, list):
        raise UsageError(f"{shown(path)} does not hold a JSON list in [brackets].")
    for number, value in enumerate(whole, start=1):
        yield Row.of(f"{shown(path)}, item {number}", value, number)


def located(folder: Path, name: str) -> Path:
    """The file of that name in a folder, or the same packed (`.gz`).

    Raises:
        UsageError: neither is there.

    """
    for path in (folder / name, folder / f"{name}.gz"):
        if is_there(path):
            return path
    raise UsageError(f"There is no {visible(storable(name))} (or .gz) in {shown(folder)}.")


def has(folder: Path, name: str) -> bool:
    """Whether the folder holds that file, plain or packed."""
    return is_there(folder / name) or is_there(folder / f"{name}.gz")


def is_there(path: Path) -> bool:
    """Whether something is at that path and can be seen."""
    return os.path.exists(path)  # noqa: PTH110 - Path.exists() raises where a folder may not be entered


def digest(paths: Sequence[Path]) -> str:
    """The sha256 of a file's bytes; of several files, of their names and hashes in order."""
    hashes = [(path.name, _hash(path)) for path in paths]
    if len(hashes) == 1:
        return hashes[0][1]
    listed = "\n".join(f"{each} {name}" for name, each in hashes)
    return hashlib.sha256(listed.encode("utf-8", "surrogateescape")).hexdigest()


def shown(path: Path) -> str:
    """A path as messages show it: the last folder and the name."""
    return visible(storable("/".join(part for part in path.parts[-2:] if part != path.anchor))) or "."


def _hash(path: Path) -> str:
    with _plain(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with _plain(path) as stream:
        if stream.peek(2)[:2] != _GZIP:
            yield stream
            return
        try:
            with gzip.GzipFile(fileobj=stream) as unpacked:
                yield cast("IO[bytes]", unpacked)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UsageError(f"{shown(path)} is no sound gzip file ({error}). Fetch or pack it again.") from error


@contextmanager
def _plain(path: Path) -> Iterator[io.BufferedReader]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UsageError(f"{shown(path)} is not a file. Give the file of this format, or name another --format.")
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{shown(path)} cannot be read: {cause}.") from error


def _whole(path: Path, most_bytes: int) -> object:
    with _opened(path) as stream:
        data = stream.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise UsageError(f"{shown(path)} is larger than {most_bytes // 1_000_000} MB unpacked. Give a part of it.")
    return _parsed(_text(data, shown(path)), shown(path))


def _text(data: bytes, place: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: byte {error.start + 1} is not UTF-8. Save the file as UTF-8.") from error


def _parsed(text: str, place: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, character {error.colno}" if error.lineno > 1 else f"character {error.colno}"
        raise UsageError(f"{place}: not JSON at {where}: {error.msg.lower()}.") from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise UsageError(f"{place}: not JSON that can be read: {visible(str(error))[:80]}.") from error
