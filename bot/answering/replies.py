"""A language model's reply, as it comes in pieces, taken apart into statements: what is said, and what is cited for it.

A statement is complete at the end of its line, or where another sentence begins after its markers. Nothing of a reply
is trusted here: lists, headings, bold type and invisible characters are taken off, and numbers that name no evidence
are counted. Whether a statement is true is the prover's business.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from bot.answering.proving.claim import Claim

ABSTENTION = "The articles do not answer this question."
"""The sentence that a model is told to write when the evidence does not answer."""

MOST_STATEMENTS = 12
"""Statements of one reply that are looked at; the prompt asks for at most five."""

LONGEST_STATEMENT = 1_000
"""Characters. A longer run without a marker or a line's end is no statement; it is cut here and will not be proved."""

_MARKERS = re.compile(r"[\[【［]\s*(\d{1,4}(?:\s*[,;、]\s*\d{1,4})*)\s*(?:†[^\]】］]{0,40})?[\]】］]")
_COMPLETE = re.compile(
    rf"(?P<said>[^\n]*?(?:{_MARKERS.pattern}[ \t]*)+[.!?。]?)(?:[ \t]+(?=[^\s\[【［.!?。,;:])|\n+)"
    r"|(?P<bare>[^\n]*)\n+"
)
_LEAD = re.compile(r"^\s*(?:[-*•–—>#]+\s+|\(?\d{1,2}[.)]\s+|#+\s*)+")
_TYPE = re.compile(r"\*\*|__|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_FENCE_LINE = re.compile(r"^\s*(?:```.*|-{3,}|={3,}|\*{3,})\s*$")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.!?,;:。])")


class ReplyReader:
    """Reads one reply. `numbers` are those of the evidence that was given."""

    def __init__(self, numbers: Collection[int]) -> None:
        self._numbers = frozenset(numbers)
        self._waiting = ""
        self._seen = 0

    def feed(self, piece: str) -> Iterator[Claim]:
        """The statements that are complete with this piece."""
        self._waiting += piece
        while match := _COMPLETE.match(self._waiting):
            self._waiting = self._waiting[match.end() :]
            yield from self._claimed(match["said"] or match["bare"] or "")
        if len(self._waiting) > LONGEST_STATEMENT:
            yield from self._claimed(self._waiting)
            self._waiting = ""

    def finish(self) -> Iterator[Claim]:
        """The last statement, if the reply ended without the end of its line; not for one that was cut."""
        waiting, self._waiting = self._waiting, ""
        yield from self._claimed(waiting)

    def _claimed(self, raw: str) -> Iterator[Claim]:
        if self._seen >= MOST_STATEMENTS or _FENCE_LINE.match(raw):
            return
        claim = claimed(raw[:LONGEST_STATEMENT], self._numbers)
        if any(character.isalnum() for character in claim.text):
            self._seen += 1
            yield claim


def claimed(raw: str, numbers: Collection[int]) -> Claim:
    """One statement as a model wrote it, without its markers and type.

    >>> claimed("- **Oslo** won on Monday [2][7].", {1, 2})
    Claim(text='Oslo won on Monday.', cited=(2,), unknown=1)
    """
    named = [int(number) for found in _MARKERS.finditer(raw) for number in re.findall(r"\d+", found[1])]
    text = _MARKERS.sub(" ", _LEAD.sub("", shown(raw)))
    text = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(_TYPE.sub("", text).split()))
    known = tuple(dict.fromkeys(number for number in named if number in numbers))
    return Claim(text, known, len({number for number in named if number not in numbers}))


def abstains(text: str) -> bool:
    """Whether a statement is the sentence by which a model says that the evidence does not answer."""
    return _letters(text) == _letters(ABSTENTION)


def shown(text: str) -> str:
    """The text in composed form without characters that cannot be seen; of these the line's end and the tab stay."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())
