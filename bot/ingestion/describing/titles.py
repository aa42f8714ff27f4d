"""Finds the headline at the beginning of a text: a short line alone, that is no sentence, with a story below it."""

import re

from bot.domain.article import visible

_LONGEST = 160  # characters; of 40,000 news headlines few are longer than 120
_FEWEST_WORDS = 3
_SENTENCE_END = re.compile(r"[.!…:;,]['\"’”)\]]*$")
_NOT_A_HEADLINE = re.compile(
    r"(?:by|from|written by|published|updated|posted|date|photo|image|source|reporting by|editing by|note|editor's note"
    r"|correction|summary)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-Z][A-Z .'-]+(?:,[^—–-]{0,40})?(?: \([^)]{1,30}\))? ?[—–-]")


def take_title(text: str, given: str | None) -> tuple[str | None, str]:
    r"""The title and the text below it. A headline that repeats the given title is taken out of the text as well.

    >>> take_title("TikTok deal nears its end\n\nOracle signed on Friday.", None)
    ('TikTok deal nears its end', 'Oracle signed on Friday.')
    """
    first, _, rest = text.partition("\n")
    below = rest.strip()
    if not below:
        return given, text
    if given is not None:
        return given, below if _same(first, given) else text
    if _is_headline(first, below, alone=rest.startswith("\n")):
        return visible(first), below
    return None, text


def _same(line: str, title: str) -> bool:
    return re.sub(r"\W+", "", line).casefold() == re.sub(r"\W+", "", title).casefold() != ""


def _is_headline(line: str, below: str, *, alone: bool) -> bool:
    if (
        len(line) > _LONGEST
        or len(line.split()) < _FEWEST_WORDS
        or (not line[0].isalnum() and line[0] not in "\"'“‘«[(¿¡")
    ):
        return False
    if _SENTENCE_END.search(line) or _NOT_A_HEADLINE.match(line) or _DATELINE.match(line):
        return False
    if line.endswith("?") and not alone:
        return False
    return alone or len(below.partition("\n")[0]) > len(line)
