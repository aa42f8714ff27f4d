"""Where an article quotes: stretches between quotation marks, paragraph by paragraph.

A paragraph that leaves its quotation open, and is followed by one that opens with a mark, goes on in that one, as news
style has it. A mark that nothing closes is taken for a slip (or for inches) and opens nothing. Quotations within
quotations are not told apart.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_MARK = re.compile("[\"“”„«»‘’']")
_OPENS = frozenset("“„«‘")
_CLOSES = frozenset("”»")
_SINGLE = frozenset("‘’'")
_BLANK = "\ue000"
"""Fills what is masked: one private-use character for each quoted one, so that offsets stay."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch with its marks, half open, in characters of the article.

    `goes_on`: it takes up the quotation that the paragraph before left open.
    """

    start: int
    end: int
    goes_on: bool = False


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations, ascending and apart, in one pass.

    >>> [(q.start, q.end) for q in quotations('"Rain," he said. "Much of it."')]
    [(0, 7), (17, 30)]
    """
    found: list[Quotation] = []
    left_open: tuple[int, int, bool] | None = None
    for paragraph in _PARAGRAPH.finditer(text):
        resumes = left_open is not None and text[paragraph.start()] in "\"“„«‘'"
        if resumes and left_open:
            found.append(Quotation(*left_open))
        left_open = None
        for start, end in _pairs(text, paragraph.start(), paragraph.end()):
            goes_on = resumes and start == paragraph.start()
            if end is None:
                left_open = (start, paragraph.end(), goes_on)
            else:
                found.append(Quotation(start, end, goes_on))
    return tuple(found)


def masked(text: str, start: int, end: int, quoted: tuple[Quotation, ...]) -> str:
    """`text[start:end]` with every quoted character blanked, as long as before."""
    pieces = []
    place = start
    for at in range(bisect_right(quoted, start, key=lambda each: each.end), len(quoted)):
        if quoted[at].start >= end:
            break
        begin = max(quoted[at].start, place)
        finish = min(quoted[at].end, end)
        pieces += [text[place:begin], _BLANK * (finish - begin)]
        place = finish
    return "".join([*pieces, text[place:end]])


def is_blank(character: str) -> bool:
    """Whether the character stands for a quoted one."""
    return character == _BLANK


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """Openings with their closings; the last may lack one."""
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if opened is None:
            if _may_open(text, at, start, end):
                opened = at
        elif _may_close(text, at, end, text[opened]):
            yield opened, at + 1
            opened = None
        elif mark.group() not in _SINGLE and _may_open(text, at, start, end):
            opened = at  # the one before was never closed
    if opened is not None and text[opened] not in _SINGLE:
        yield opened, None


def _may_open(text: str, at: int, start: int, end: int) -> bool:
    if text[at] in _CLOSES or text[at] == "’":
        return False
    alone = at == start or text[at - 1].isspace() or text[at - 1] in "([—–-"
    return alone and at + 1 < end and not text[at + 1].isspace()


def _may_close(text: str, at: int, end: int, opening: str) -> bool:
    mark = text[at]
    ends_word = at + 1 >= end or not text[at + 1].isalnum()
    if opening in _SINGLE:  # an apostrophe looks the same: only one behind a comma or a full stop closes
        return mark in "’'" and ends_word and text[at - 1] in ",.!?…"
    if mark in _SINGLE or mark in _OPENS:
        return False
    return mark in _CLOSES or ends_word or not text[at - 1].isspace()
