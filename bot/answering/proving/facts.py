"""The hard facts of a statement: figures, dates, names, quoted words, and what is no prose (links, markup, code).

All of them must be in what would be quoted for it. Each kind has its module; here they are asked in order, and put
into words for the receipt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.english.quotations import quotations
from bot.answering.proving.days import Dated, missing_days
from bot.answering.proving.figures import missing_figures
from bot.answering.proving.names import check_names
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import words_of

_NO_PROSE = re.compile(
    r"\S*(?:://|www\.|\]\(|!\[|<[a-z/!?]|</|&#|&\w+;|`|\{|\}|\||\\|~~|==|\$\(|javascript:|data:|mailto:)\S*"
    r"|\[[^\]]{0,40}\]?|[\w.+-]+@[\w-]+|@\w+|#\w+|[^\W\d_]{2,}\.[a-z]{2,}(?:/\S*)?\b|(?:/[\w.-]+){2,}|\S{60,}",
    re.IGNORECASE,
)
"""Links, addresses, markers, markup, code, and words that are none. They stand only where the quote has them too."""

_ELLIPSIS = re.compile(r"\.\.\.|…|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Checked:
    """What of a claim's facts the sources lack, in words; and the sources, with the sentences that name more fully."""

    lacking: tuple[str, ...]
    sources: tuple[Source, ...]


def check_facts(claim: str, sources: Sequence[Source], common: frozenset[str]) -> Checked:
    """Look for every hard fact of a plain claim. `common`: words that the evidence writes small."""
    named = check_names(claim, sources, common)
    fuller = list(sources)
    for at, index in named.naming:
        fuller[at] = fuller[at].with_added([index])
    texts = [source.text for source in fuller]
    dated = [Dated(source.text, source.day, source.article.outlet) for source in fuller]
    lacking = [
        *(_told("is no prose and stands in no quote", each) for each in _no_prose(claim, texts)),
        *(_told("no quote has the figure", each) for each in missing_figures(claim, texts)),
        *(_told("no quote has the date", each) for each in missing_days(claim, dated)),
        *(_told("no quote has the name", each) for each in named.missing),
        *(_told("no quote has the quoted words", each) for each in _misquoted(claim, texts)),
    ]
    return Checked(tuple(lacking), tuple(fuller))


def _told(fault: str, fact: str) -> str:
    return f"{fault}: {fact[:80]}"


def _no_prose(claim: str, texts: Sequence[str]) -> list[str]:
    found = [match.group() for match in _NO_PROSE.finditer(claim)]
    return [each for each in found if not any(each in text for text in texts)]


def _misquoted(claim: str, texts: Sequence[str]) -> list[str]:
    """Quoted stretches whose words stand in no source as they are."""
    held = [_letters(text) for text in texts]
    lacking = []
    for quotation in quotations(claim):
        quoted = claim[quotation.start : quotation.end]
        pieces = [_letters(piece) for piece in _ELLIPSIS.split(quoted)]
        if not all(any(piece in text for text in held) for piece in pieces if piece.strip()):
            lacking.append(quoted)
    return lacking


def _letters(text: str) -> str:
    """The words with one space around each, small: a piece of it begins and ends with a whole word."""
    return f" {' '.join(word.bare for word in words_of(text))} " if words_of(text) else ""


