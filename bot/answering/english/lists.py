"""Enumerations: the items that stand in a row with one that answers ("the United States, Canada and New Zealand").

Told by their form: names, or phrases, parted by commas with an "and" or "or" before the last. An apposition ("Halden, a
port in the north") is no row, and a row of two needs its "and". Offsets are the article's.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answering.english.spans import Place, names

LONGEST = 2_000
"""Characters of a sentence that are read."""

MOST_WORDS = 12
"""Words of an item that is no name; longer ones are clauses."""

_JOINED = re.compile(
    r"\s*(?P<comma>[,;])?\s*(?P<last>(?:and|or|as well as|plus|along with|&)\s+)?(?:also\s+|then\s+|finally\s+)?"
    r"(?:the\s+|an?\s+)?(?:[a-z][\w’'-]*\s+){0,4}"
)
_ROLE_BETWEEN = re.compile(
    r"[’']?s?\s+(?:(?:co-?)?founder|chief|chief executive|boss|head|chair|chairman|chairwoman|leader|owner|star|singer"
    r"|president|minister|director|captain|coach)\s+"
)
_LEADS_IN = re.compile(
    r":\s|\b(?:such as|including|namely|like|between|among|both|are|were|either|from|to|with|of|by|for)\s"
)
_PARTING = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|or|as well as)\s+")
_LAST = re.compile(r"\b(?:and|or|as well as|plus|along with)\b|&")


def enumeration(text: str, start: int, end: int, sentence_start: int, sentence_end: int) -> tuple[Place, ...]:
    """The items of the row that the span `text[start:end]` belongs to, in order; empty if it stands in no row.

    The span may be one item, a part of one, or the whole row.

    >>> text = "It sails to Oslo, Kiel and Gdansk on Mondays."
    >>> [text[item.start : item.end] for item in enumeration(text, 18, 22, 0, len(text))]
    ['Oslo', 'Kiel', 'Gdansk']
    """
    last = min(sentence_end, sentence_start + LONGEST)
    span = Place(start, end)
    for row in _rows_of_names(text, sentence_start, last):
        if any(_touch(item, span) for item in row):
            return tuple(row)
    if any(item.start <= start and end <= item.end for item in names(text, sentence_start, last)):
        return ()  # a name that stands in no row of names
    return tuple(_phrases(text, span, last))


def stretch(items: Sequence[Place]) -> Place:
    """The slice from the first item to the last: the row as it is written. Needs at least one item."""
    return Place(items[0].start, items[-1].end)


def _rows_of_names(text: str, start: int, end: int) -> Iterator[list[Place]]:
    """Names that follow each other with nothing but commas, "and" and roles between them; two at least."""
    row: list[Place] = []
    ends = False
    for begin, name in _holders(text, start, end):
        join = _JOINED.fullmatch(text, row[-1].end, begin) if row and not ends else None
        if join is not None and (join["comma"] or join["last"]):
            row.append(name)
            ends = bool(join["last"])
            continue
        if ends:
            yield row
        row, ends = [name], False
    if ends:
        yield row


def _holders(text: str, start: int, end: int) -> Iterator[tuple[int, Place]]:
    """Names, each with where its roles begin: of "Halden chief Rosa Lind" only the person is a name."""
    begin: int | None = None
    found = names(text, start, end)
    for name, following in pairwise([*found, Place(end, end)]):
        begin = name.start if begin is None else begin
        if following.start == end or not _ROLE_BETWEEN.fullmatch(text, name.end, following.start):
            yield begin, name
            begin = None


def _touch(item: Place, span: Place) -> bool:
    return item.start < span.end and span.start < item.end


def _phrases(text: str, span: Place, end: int) -> Iterator[Place]:
    """The items of a row of phrases that begins with the span, or that the span spans; none if it is no row."""
    begin = span.start
    lead = _LEADS_IN.search(text, span.start, span.end)
    if lead is not None and "," not in text[span.start : lead.start()]:
        begin = lead.end()
    stop = re.compile(r"[.;!?](?:\s|$)|[.!?]?[”\"]|,? (?:but|which|who|while|because|when|if|said|says)\b").search(
        text, begin, end
    )
    last = stop.start() if stop else end
    partings = list(_PARTING.finditer(text, begin, last))
    final = next((index for index, match in enumerate(partings) if _LAST.search(match.group())), None)
    if final is None:
        return
    partings = partings[: final + 1]
    bounds = [begin, *(at for match in partings for at in match.span()), _item_end(text, partings[-1].end(), last)]
    items = [Place(left, right) for left, right in zip(bounds[::2], bounds[1::2], strict=True) if left < right]
    fitting = all(len(text[item.start : item.end].split()) <= MOST_WORDS for item in items)
    if fitting and len(items) > 1 and (len(items) > 2 or items[-1].start < span.end):
        yield from items


def _item_end(text: str, start: int, last: int) -> int:
    """Where the last item ends: at the next comma, else where the clause does."""
    comma = text.find(",", start, last)
    return comma if comma >= 0 else last
