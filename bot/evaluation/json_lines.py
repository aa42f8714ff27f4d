"""Values as JSON, one a line or one a file, as runs and judgements are kept: whole lines only, checked when read.

Not pydantic's own JSON: it refuses lone surrogates, which a question file may hold.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.errors import UsageError

T = TypeVar("T")


def encoded(kind: Any, value: object) -> bytes:
    """A value as one line."""
    return json.dumps(plain(kind, value), separators=(",", ":")).encode() + b"\n"


def plain(kind: Any, value: object) -> Any:
    """What `json` writes."""
    return _adapter(kind).dump_python(value, mode="json")


def decoded(data: bytes, kind: Callable[..., T], where: str) -> T:
    """A value of the kind; what is wrong is told without quoting it, since it may be an article. Raises UsageError."""
    try:
        value: T = _adapter(kind).validate_python(json.loads(data, parse_constant=_refuse))
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(map(str, problem["loc"])) or "the whole"
        raise UsageError(f"{where}: {field}: {problem['msg']}. Delete it, or use the newsdesk that wrote it.") from None
    except (ValueError, RecursionError):
        raise UsageError(f"{where}: is no JSON. Delete it and run again: what is missing is asked anew.") from None
    return value


def whole_lines(file: Path, most_bytes: int) -> Iterator[bytes]:
    """The lines that end; the last one may not. None where there is no file. Raises UsageError for one too long."""
    if not file.exists():
        return
    with file.open("rb") as stream:
        for number, line in enumerate(iter(lambda: stream.readline(most_bytes + 1), b""), start=1):
            if len(line) > most_bytes:
                raise UsageError(f"{file}, line {number}: longer than {most_bytes:,} bytes. Delete the line.")
            if line.endswith(b"\n"):
                yield line


def drop_torn(file: Path, most_bytes: int) -> None:
    """Cut what stands behind the last line end: the next line would be appended to it."""
    if file.exists():
        with file.open("r+b") as stream:
            stream.truncate(sum(len(line) for line in whole_lines(file, most_bytes)))


def write_whole(file: Path, text: str) -> None:
    """As a whole or not at all. Raises OSError."""
    beside = file.with_name(f"{file.name}.new")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """Built when it is first asked for: it takes a tenth of a second."""
    return TypeAdapter(kind)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
