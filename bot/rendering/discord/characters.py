"""What a reader sees as one character, and text cut or calmed without tearing one apart.

Emoji are several code points, letters may bear marks. Only the common ways of joining are known here: a text of other
scripts is cut at white space long before it matters.
"""

import re
import unicodedata

_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_SKINS = "\U0001f3fb-\U0001f3ff"
_PICTURE = (
    f"[\u2190-\u2bff\U0001f000-\U0001faff](?:[{_MARKS}{_SKINS}]|\u200d[\u2190-\u2bff\U0001f000-\U0001faff]){{0,20}}"
)

CHARACTER = f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}|(?s:.)[{_MARKS}]{{0,20}}"
"""A regular expression: a flag, an emoji with what is joined to it, or any code point with its marks."""

_CHARACTERS = re.compile(CHARACTER)

_MOST_PICTURES = 6
"""Emoji in a row that say something; flags count as two."""

_FLOOD = re.compile(rf"({_PICTURE}(?:\s*{_PICTURE}){{{_MOST_PICTURES - 1}}})(?:\s*{_PICTURE})+")

_MOST_MARKS = 5
"""Marks on one letter. Tibetan and Hebrew with accents need so many; more are drawn over the lines around it."""

_WORD = 30
"""A text is cut at white space if that costs at most so many characters."""


def calmed(text: str) -> str:
    """The text with floods of emoji cut short and heaps of marks taken down.

    >>> calmed("no" + " 🔥" * 50 + " yes")
    'no 🔥 🔥 🔥 🔥 🔥 🔥… yes'
    """
    return _FLOOD.sub(r"\1…", _without_heaps(text))


def shortened(text: str, most: int) -> str:
    """The text, at most so many code points long, with `…` in the place of what is left out.

    >>> shortened("the quick brown fox", 12)
    'the quick…'
    """
    if len(text) <= most:
        return text
    kept = 0
    for character in _CHARACTERS.finditer(text):
        if character.end() >= most:
            break
        kept = character.end()
    space = text.rfind(" ", max(0, kept - _WORD), kept + 1)
    return f"{text[: space if space > 0 else kept].rstrip()}…"


def utf16_length(text: str) -> int:
    """The text's length in UTF-16 units: never less than its length as Discord counts it.

    Discord's API counts code points, its clients and other libraries UTF-16 units.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _without_heaps(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)
