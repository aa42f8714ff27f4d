"""Makes text from articles harmless wherever it is shown, and changes nothing that is not harmful.

A terminal obeys control characters, a reader's eye obeys direction overrides, Markdown obeys punctuation. Letters of
every script, `[sic]`, `[/b]` and joiners (U+200C, U+200D: Persian words, emoji) are shown as they are.
"""

import json
import re
import unicodedata
from typing import Any

_BREAKS = re.compile("[^\\S\n]*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\\s*")
_SUSPECTS = re.compile("[\x00-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
                       "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\U00010000-\U0010ffff]")  # fmt: skip
_JOINERS = "\u200c\u200d"
_LINE_ENDS = {"\n", "\t"}
_MARKDOWN = re.compile(r"[\\`*_\[\]<>#|~&$!@:]|(?<=www)\.")
_MARKDOWN_START = re.compile(r"^(\s*)(?=[-+=])|^(\s*\d+)(?=[.)])")


def line(text: str) -> str:
    r"""The text on one line: line breaks become a space, control and direction-changing characters visible escapes.

    >>> line("two\nlines, \x1b[31mred[/b]")
    'two lines, \\x1b[31mred[/b]'
    """
    return _visible(_BREAKS.sub(" ", text), keep=frozenset())


def block(text: str) -> str:
    """The text with its lines and tabs kept, everything else as in `line`."""
    return _visible(text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n"), keep=_LINE_ENDS)


def markdown(text: str) -> str:
    r"""The text as Markdown that shows exactly this text: no markup, link, image, HTML, list or heading comes of it.

    >>> markdown("[click](http://x) *now*\n# <b>")
    '\\[click\\](http\\://x) \\*now\\* \\# \\<b\\>'
    """
    escaped = _MARKDOWN.sub(lambda found: "\\" + found[0], line(text))
    return _MARKDOWN_START.sub(lambda found: found[0] + "\\", escaped)


def json_text(data: Any, *, ascii_only: bool = False) -> str:
    """Indented JSON in which no control or direction-changing character stands raw; it parses to the same data."""
    return _SUSPECTS.sub(
        lambda found: json.dumps(found[0])[1:-1] if _is_harmful(found[0], _LINE_ENDS) else found[0],
        json.dumps(data, ensure_ascii=ascii_only, indent=2),
    )


def _visible(text: str, keep: frozenset[str] | set[str]) -> str:
    return _SUSPECTS.sub(lambda found: _escape(found[0]) if _is_harmful(found[0], keep) else found[0], text)


def _is_harmful(character: str, keep: frozenset[str] | set[str]) -> bool:
    if character in keep or character in _JOINERS:
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
