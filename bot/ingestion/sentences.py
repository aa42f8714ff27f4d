"""Finds the sentences of a text, once; every later part uses these spans.

The splitting is sentencex's. Around it: no sentence crosses a paragraph (or a line that is not merely wrapped), a few
of its slips are mended, long quotations are taken apart, and a sentence without end is cut where it hurts least.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

import sentencex

from bot.domain.article import Sentence

SPLITTER = "sentencex 1, mended 1"
"""Recorded in a library: the major version of sentencex, and a number that is raised when this module's rules change
their results. A minor version may cut a few sentences otherwise; the stored ones stay right, no rebuild is needed."""

LONGEST = 1_000
"""Characters. A longer one is no sentence but a list, a table or a text without full stops."""

_LONG_QUOTATION = 350  # characters; sentencex keeps what stands in quotation marks whole: a help up to here
_PIECE = 10_000  # characters given to sentencex at once; its time grows with the square of a paragraph without spaces
_WIDEST_WRAP = 120  # characters; a text whose lines are longer is not hard-wrapped, each of its lines is a paragraph
_QUOTATION_MARKS = str.maketrans(dict.fromkeys('"“”„‟«»‹›「」『』', " "))
_OPENING = re.compile(r"(?:^|(?<=\s))[\"“„«‹‘'(\[「『]+\s*$")
_INITIALS = re.compile(r"(?:^|[\s(\"“.'‘-])[^\W\d_]\.$")  # ends with one letter and its point: D-R. | I., or C. | E.O.
_GOES_ON = re.compile(r"[^\W\d_]\.|[a-z,;)]")
_NUMBER = re.compile(r"\W?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$")  # the number of a list's item
_BREAKS = tuple(
    re.compile(pattern)
    for pattern in (r"\n", r"[;:!?.…][\"'”’)\]]{0,3}\s|[。！？；]", r"[,،]\s|[、，]|\s[–—-]\s", r"\s")
)
_SPAN = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def find_sentences(text: str, language: str | None = None) -> tuple[Sentence, ...]:
    """The sentences, ascending, trimmed, not overlapping; together they cover every character that is not space.

    >>> [(each.start, each.end) for each in find_sentences("It is the U.S. again. TikTok left.")]
    [(0, 21), (22, 34)]
    """
    return tuple(
        Sentence(start, end)
        for block_start, block_end in _blocks(text)
        for start, end in _sentences(text, block_start, block_end, language or "en")
    )


def cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """Pieces of at most `longest` characters, cut after a line, a clause, a comma or a word, as late as can be."""
    while end - start > longest:
        window = text[start : start + longest]
        place = start + next((at for form in _BREAKS if (at := _last(form, window)) > longest // 2), longest)
        yield from _trimmed(text, start, place)
        start = place
    yield from _trimmed(text, start, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that a sentence may fill: paragraphs whose lines are wrapped, or else single lines."""
    for match in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines = match.group().split("\n")
        width = max(len(line) for line in lines)
        start = place = match.start()
        for line, following in pairwise([*lines, ""]):
            place += len(line) + 1
            room = len(line) + 1 + len(following.partition(" ")[0]) <= width
            if width > _WIDEST_WRAP or room or not following:  # the next word had room on this line: the break is meant
                yield start, place - 1
                start = place


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    for piece_start, piece_end in cut(text, start, end, _PIECE):
        for first, last in _mended(text, list(_split(text, piece_start, piece_end, language))):
            if last - first <= _LONG_QUOTATION:
                yield first, last
            else:
                for part in _mended(text, list(_split_quotation(text, first, last, language))):
                    yield from cut(text, *part, LONGEST)


def _split(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Sentencex's spans. Its pieces come in order, so that each is looked for behind the one before."""
    place = start
    for piece in sentencex.segment(language, text[start:end]):
        if wanted := piece.strip():
            found = text.find(wanted, place, end)
            if (found != place and text[place : max(found, place)].strip()) or found < 0:
                break  # it has changed or lost something: what is left is one sentence
            place = found + len(wanted)
            yield found, place
    yield from _trimmed(text, place, end)


def _split_quotation(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """As `_split`, blind to quotation marks; one that opens a sentence is not left at the end of the one before."""
    masked = text[start:end].translate(_QUOTATION_MARKS)
    ends = [span_end + start for _, span_end in _split(masked, 0, len(masked), language)]
    place = start
    for found in [*ends[:-1], end]:
        at = next((at for at in range(found, end) if text[at].isspace()), end)  # behind closing marks, masked above
        if place < at:
            yield from _trimmed(text, place, at)
            place = at


def _mended(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Joins what belongs together: initials taken apart, a list's number and its item, opening marks left behind."""
    mended: list[tuple[int, int]] = []
    for start, end in spans:
        first = mended[-1][0] if mended else start
        before = text[first : mended[-1][1]] if mended else ""
        if (_INITIALS.search(before) and _GOES_ON.match(text[start:end])) or _NUMBER.fullmatch(before):
            mended[-1] = (first, end)
        elif mark := _OPENING.search(before) if before else None:
            mended[-1:] = [*_trimmed(text, first, first + mark.start()), (first + mark.start(), end)]
        else:
            mended.append((start, end))
    return mended


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the space at its ends; nothing when it is all space."""
    match = _SPAN.search(text[start:end])
    if match:
        yield start + match.start(), start + match.end()


def _last(form: re.Pattern[str], window: str) -> int:
    """The end of the last match; 0 when there is none."""
    return max((match.end() for match in form.finditer(window)), default=0)
