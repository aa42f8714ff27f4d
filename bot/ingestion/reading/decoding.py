"""From bytes to text: the encodings that saved web pages really have, and a refusal of what is no text.

Byte order marks are believed; otherwise the text is UTF-8 or, failing that, Windows-1252 with a warning.
"""

import codecs
import unicodedata
from dataclasses import dataclass

from bot.domain.article import storable
from bot.errors import IngestError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_MOST_CONTROLS = 0.05  # share of the bytes; a text with stray control characters has far fewer, a program far more


_HEAD = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with plain line feeds, and what was odd about its bytes."""

    text: str
    warnings: tuple[str, ...] = ()


def marked_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark at the beginning names."""
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def decode(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        IngestError: the bytes are no text.

    """
    encoding = marked_encoding(data)
    if encoding not in (None, "utf-8-sig"):
        return _marked(data, str(encoding))
    if b"\x00" in data:
        advice = "" if len(data) % 2 else "; if it is UTF-16, save it with a byte order mark or as UTF-8"
        raise IngestError(f"holds null bytes, so it is not text{advice}")
    if len(data.translate(None, _CONTROLS)) < len(data) * (1 - _MOST_CONTROLS):
        raise IngestError("holds mostly control characters, so it is not text")
    return decode_unmarked(data.removeprefix(codecs.BOM_UTF8))


def decode_unmarked(data: bytes) -> Decoded:
    """Text of bytes without a byte order mark: UTF-8, UTF-8 with a few broken bytes, or Windows-1252."""
    try:
        return Decoded(_lines(data.decode("utf-8")))
    except UnicodeDecodeError:
        lenient = data.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    sound = sum(character > "\x7f" for character in lenient) - broken
    if sound > broken:
        return Decoded(_lines(lenient), (f"{broken} broken UTF-8 sequence(s) read as U+FFFD",))
    text = data.decode("cp1252", errors="replace")
    return Decoded(_lines(text), ("not UTF-8: read as Windows-1252, so letters beyond ASCII may be wrong",))


def _marked(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    head = text[:_HEAD]
    strange = sum(unicodedata.category(each) in ("Cc", "Cn", "Co") and each not in "\t\n\r" for each in head)
    if strange + head.count("\ufffd") > len(head) * _MOST_CONTROLS:
        raise IngestError(f"begins with a byte order mark of {encoding.upper()} but is not text")
    warnings = (f"broken {encoding.upper()} sequences read as U+FFFD",) if "\ufffd" in text else ()
    return Decoded(_lines(text), warnings)


def _lines(text: str) -> str:
    return storable(text.replace("\r\n", "\n").replace("\r", "\n"))
