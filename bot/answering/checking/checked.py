"""What a check found: a verdict for each sentence of a text, with exact quotes of the articles."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.answer import Citation, Note, Quote
from bot.domain.question import Filters


class Verdict(StrEnum):
    """What the articles say to one sentence."""

    SUPPORTED = "supported"
    OTHERWISE = "otherwise"
    """They say the same with another figure, day, name or part, or deny it."""
    NOT_FOUND = "not_found"
    NO_CLAIM = "no_claim"
    """It states nothing that articles could say: a question, a greeting, an order, what the writer says of himself."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence of the text, without its markup, and what was found for it.

    `quotes` say it (SUPPORTED), say otherwise (OTHERWISE), or are the nearest that the articles come to it (NOT_FOUND;
    mostly none). `why`: in words for a person; empty when supported.
    """

    text: str
    verdict: Verdict
    quotes: tuple[Quote, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A text checked. `cut`: it had more than was looked at. `checked_at`: aware, in UTC; later articles are left out.

    `citations` are numbered from 1 in order of first use, over all sentences.
    """

    claims: tuple[Checked, ...]
    citations: tuple[Citation, ...]
    cut: bool
    notes: tuple[Note, ...]
    filters: Filters
    checked_at: datetime
