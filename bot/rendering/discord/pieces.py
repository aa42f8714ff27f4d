"""What a message is made of before anything of Discord's: cards of units, and pages of blocks.

`answers` and `checks` make cards, `splitting` makes pages of them.
"""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What kind of message it is; the front end gives each its colour."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    FAILED = "failed"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Unit:
    """One line of Markdown that stays whole wherever it fits on a page."""

    text: str
    opens: bool = False
    """Whether a block begins here; blocks stand apart from each other."""
    quoted: bool = False
    """Whether it is drawn as a quotation; if it must be cut, each piece is one."""


@dataclass(frozen=True, slots=True)
class Card:
    """A message of any length."""

    tone: Tone
    units: tuple[Unit, ...]
    small: tuple[str, ...] = ()
    """Lines in small print at its end, escaped already."""
    rest: str = "There is more than fits here."
    """Said where it does not fit on the pages that it may take."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent as one message. `first` is False where it continues another."""

    tone: Tone
    blocks: tuple[str, ...]
    """Markdown, each shown as one text display."""
    first: bool

    @property
    def text(self) -> str:
        """All of it as one text: the content of a plain message, the description of an embed (which has no title)."""
        return "\n\n".join(self.blocks)
