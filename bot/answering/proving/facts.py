"""The hard facts of a statement: figures, dates, names, quoted words, and what is no prose (links, markup, code).

All of them must be in what would be quoted for it. Each kind has its module; here they are asked in order, and put
into words for the receipt.
"""

import re
from dataclasses import dataclass

from bot.answering.english.quotations import quotations
from bot.answering.proving.days import Dated, missing_days
from bot.answering.proving.figures import missing_figures
from bot.answering.proving.names import check_names
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import words_of

_NO_PROSE = re.compile(
    r"\S*(?:://|www\.|\]\(|!\[|<[a-z/!?]|</|&#|&\w+;|`|\{|\}|\||\\|~~|==|\$\(|javascript:|data:|mailto:)\S*"
    r"|[\[【〔][^\]]{0,40}\]?|[\w.+-]+@[\w-]+|@\w+|#\w+|[^\W\d_]{2,}\.[a-z]{2,}(?:/\S*)?\b|(?:/[\w.-]+){2,}|\S{60,}",
    re.IGNORECASE,
)
"""Links, addresses, markers, markup, code, and words that are none. They stand only where the quote has them too."""

_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a claim's facts its source lacks, in words; and the source, with the sentences that name more fully."""

    lacking: tuple[str, ...]
    source: Source


def check_facts(claim: str, source: Source, common: frozenset[str]) -> Checked:
    """Look for every hard fact of a plain claim. `common`: words that the evidence writes small."""
    named = check_names(claim, source, common)
    fuller = source.with_added(named.naming)
    text = fuller.text
    lacking = (
        *(_told("is no prose and stands in no quote", each) for each in _no_prose(claim, text)),
        *(_told("no quote has the figure", each) for each in missing_figures(claim, text)),
        *(
            _told("no quote has the date", each)
            for each in missing_days(claim, Dated(text, source.day, source.article.outlet))
        ),
        *(_told("no quote has the name", each) for each in named.missing),
        *(_told("no quote has the quoted words", each) for each in _misquoted(claim, text)),
    )
    return Checked(lacking, fuller)


def _told(fault: str, fact: str) -> str:
    return f"{fault}: {fact[:80]}"


def _no_prose(claim: str, source: str) -> list[str]:
    return [match.group() for match in _NO_PROSE.finditer(claim) if match.group() not in source]


def _misquoted(claim: str, source: str) -> list[str]:
    """Quoted stretches whose words do not stand in the source as they are."""
    held = _letters(source)
    lacking = []
    for quotation in quotations(claim):
        quoted = claim[quotation.start : quotation.end]
        if not all(_letters(piece) in held for piece in _ELLIPSIS.split(quoted) if piece.strip()):
            lacking.append(quoted)
    return lacking


def _letters(text: str) -> str:
    """The words with one space around each, small: a piece of it begins and ends with a whole word."""
    return f" {' '.join(word.bare for word in words_of(text))} " if words_of(text) else ""
