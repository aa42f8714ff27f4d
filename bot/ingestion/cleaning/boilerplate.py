"""Which lines of a saved web page are the site's and not the story's.

A line goes only when the whole of it is a phrase that sites use and stories do not; in doubt it stays. Lines are
compared without regard to case, kind of quotation mark, or the marks that begin list items.
"""

import re
from collections.abc import Sequence

from bot.ingestion.cleaning.phrases import PHRASES, TRAILERS

_LONGEST = 300  # characters; the longest phrases below, cookie notices, stay below it


def _any_of(phrases: str) -> re.Pattern[str]:
    """One pattern of a list of them."""
    lines = re.sub(r"\n +", "", phrases).split("\n")
    return re.compile("|".join(f"(?:{line})" for line in lines if line and not line.startswith("#")))


_BOILERPLATE = _any_of(PHRASES)
_TRAILER = _any_of(TRAILERS)
_MARKS = re.compile(r"^[\s*•·\-–—>»►▶|+#\[]+|(?:\.\.+|[\s*•·\-–—>»►▶|+…\]])+$")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")


def without_boilerplate(lines: Sequence[str]) -> list[str]:
    """The lines of the story, in order."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        folded = _fold(line)
        if _TRAILER.fullmatch(folded) and _only_headlines(lines[number + 1 :]):
            break
        if not (folded and _BOILERPLATE.fullmatch(folded)):
            kept.append(line)
        elif kept and kept[-1]:
            kept.append("")  # what stood before and after it were never one paragraph
    return kept


def _fold(line: str) -> str:
    if not line or len(line) > _LONGEST:
        return ""
    return _MARKS.sub("", line).translate(_QUOTES).casefold()


def _only_headlines(rest: Sequence[str]) -> bool:
    """Whether nothing but a short list of other stories' titles follows."""
    headlines = [line for line in rest if line]
    return len(headlines) <= 12 and all(len(line) <= 140 and not _SENTENCE_END.search(line) for line in headlines)
