"""Reads `.jsonl`: one JSON object a line, with the fields of front matter and `text`. A broken line costs only itself.

A file may be of any size: one line is held at a time, and a line over the limit is passed over unread.
"""

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from bot.domain.article import storable
from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Origin, Unread
from bot.ingestion.reading.decoding import decode_unmarked, marked_encoding
from bot.ingestion.reading.fields import NESTED, RawValue, fields_from
from bot.ingestion.reading.limits import ARTICLE_BYTES
from bot.ingestion.report import Fate
from bot.ingestion.sources import SourceFile, origin_of

_PIECE = 1 << 20  # bytes at a time when passing over what is too long


def read_json_lines(source: SourceFile) -> Iterator[Draft | Unread]:
    """A draft for each line that is not blank, or the reason why it gives none."""
    number = found = 0
    try:
        with source.path.open("rb") as file:
            for number, line in enumerate(_lines(file), start=1):
                origin = origin_of(source.path, source.shown, number)
                found += line is None or bool(line.strip())
                if line is None:
                    yield Unread(origin, f"the line is longer than {ARTICLE_BYTES // 1_000_000} MB")
                elif line.strip():
                    yield _draft(line, origin)
    except OSError as error:
        cause = (error.strerror or type(error).__name__).lower()
        where = f" after line {number}" if number else ""
        yield Unread(source.origin, f"cannot be read{where}: {cause}")
        return
    if not found:
        yield Unread(source.origin, "empty", Fate.SKIPPED)


def _lines(file: io.BufferedReader) -> Iterator[bytes | None]:
    """The lines as UTF-8 (or as bytes that are not), None in place of one that is too long."""
    encoding = marked_encoding(file.peek(4)[:4])
    if encoding == "utf-8-sig":
        file.seek(len(codecs.BOM_UTF8))
    elif encoding is not None:
        with io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n") as wide:
            while line := wide.readline(ARTICLE_BYTES + 1):
                if len(line) > ARTICLE_BYTES:
                    _pass_over(wide)
                yield line.encode("utf-8", errors="replace") if len(line) <= ARTICLE_BYTES else None
        return
    while data := file.readline(ARTICLE_BYTES + 1):
        if len(data) > ARTICLE_BYTES:
            _pass_over(file)
        yield data if len(data) <= ARTICLE_BYTES else None


def _pass_over(file: io.BufferedReader | io.TextIOWrapper) -> None:
    """Read to the end of the line, keeping nothing."""
    while (piece := file.readline(_PIECE)) and piece[-1:] not in (b"\n", "\n"):
        pass


def _draft(line: bytes, origin: Origin) -> Draft | Unread:
    try:
        decoded = decode_unmarked(line)
        raw = _parse(decoded.text)
        fields, warnings = fields_from(raw, "the line")
    except IngestError as error:
        return Unread(origin, str(error))
    text = raw.get("text")
    if text is NESTED:
        return Unread(origin, "'text' holds a list or a mapping; give it as one text")
    if text is None:
        return Unread(origin, "there is no 'text'")
    if not str(text).strip():
        return Unread(origin, "'text' is empty", Fate.SKIPPED)
    return Draft(
        origin,
        storable(str(text)).replace("\r\n", "\n").replace("\r", "\n"),
        fields,
        warnings=decoded.warnings + warnings,
    )


def _parse(line: str) -> Mapping[str, RawValue]:
    """The object of a line; numbers stay the digits that were written, so that an id survives.

    Raises:
        IngestError: the line is not a JSON object.

    """
    try:
        # strict=False: a raw tab or line break inside a string is a common slip and harmless
        parsed = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str, strict=False).decode(line.strip())
    except json.JSONDecodeError as error:
        raise IngestError(f"not JSON: {error.msg.lower()} at character {error.pos + 1}") from error
    except RecursionError as error:
        raise IngestError("not an article: nested too deeply") from error
    if not isinstance(parsed, dict):
        raise IngestError("not a JSON object in {braces}")
    return {key: _raw(value) for key, value in parsed.items()}


def _raw(value: Any) -> RawValue:
    """A scalar as text. `Any` is what JSON gives."""
    if isinstance(value, (dict, list)):
        return NESTED
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else str(value)
