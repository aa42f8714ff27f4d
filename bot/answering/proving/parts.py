"""A statement that joins two sources, taken apart: each part is proved by itself, by a source of its own.

Cut where English joins clauses ("while", "; ", ", and"). A second part without a subject gets the first one's, so that
it is not proved of somebody else.
"""

import re
from collections.abc import Iterator

from bot.answering.english.subjects import PAST, opening_subject
from bot.answering.proving.form import FEWEST_WORDS
from bot.answering.proving.wording import telling_words

MOST_CUTS = 4
"""Places at which a statement is cut; a short one has few."""

_JOINT = re.compile(r",? (?:while|whereas|but|although)(?=,? )|[,;] and(?=,? )|(?: and)(?=, )|; ")
_OWN_SUBJECT = re.compile(
    r"(?:according to [^,]+, )?"
    r"(?:[\"'(]?[A-Z]|(?:the|a|an|its|his|her|their|it|he|she|they|this|that|both|some|all|no|\d\S*)\b)"
)


def parts_of(claim: str) -> Iterator[tuple[str, str]]:
    """The plain claim cut in two, in each way that leaves something to prove on both sides.

    >>> list(parts_of("Nvidia bought Arm in Oslo, and left London on Monday."))
    [('Nvidia bought Arm in Oslo', 'Nvidia left London on Monday.')]
    """
    for match in list(_JOINT.finditer(claim))[:MOST_CUTS]:
        first, second = claim[: match.start()], claim[match.end() :].lstrip(" ,")
        if _tells(first) and _tells(second):
            yield first, second if _OWN_SUBJECT.match(second) else f"{_subject(first)} {second}"


def _tells(part: str) -> bool:
    return len(telling_words(part)) >= FEWEST_WORDS and PAST.search(f" {part}") is not None


def _subject(part: str) -> str:
    place = opening_subject(part)
    return part[place.start : place.end].strip() if place else part.split(" ", maxsplit=1)[0]
