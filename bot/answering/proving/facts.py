"""The hard facts of a statement: figures, dates, names, quoted words, what is no prose, and what nothing speaks of.

All of them must be in what would be quoted for it. Each kind has its module; here they are asked in order, and put
into words for the receipt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answering.english.quotations import quotations
from bot.answering.proving.days import Dated, days, missing_days
from bot.answering.proving.figures import figures, missing_figures
from bot.answering.proving.names import check_names
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, all_senses, words_of
from bot.search.terms import STOP_WORDS

UNHEARD = 3
"""Telling words on end that no quote takes up: of the 143 paraphrases of the dev half one has so many."""

_NO_PROSE = re.compile(
    r"\S*(?:://|www\.|\]\(|!\[|<[a-z/!?]|</|&#|&\w+;|`|\{|\}|\||\\|~~|==|\$\(|javascript:|data:|mailto:)\S*"
    r"|[\[【〔][^\]]{0,40}\]?|[\w.+-]+@[\w-]+|@\w+|#\w+|[^\W\d_]{2,}\.[a-z]{2,}(?:/\S*)?\b|(?:/[\w.-]+){2,}|\S{60,}",
    re.IGNORECASE,
)
"""Links, addresses, markers, markup, code, and words that are none. They stand only where the quote has them too."""

_COMPOUND = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b")
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
        *(_told("no quote speaks of", each) for each in _unheard(claim, text)),
        *(_told("no quote has the compound", each) for each in _grafted(claim, text)),
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


def _unheard(claim: str, source: str) -> Iterator[str]:
    """Stretches of telling words of which the source takes up none; dates and figures are looked for by themselves."""
    facts = [(each.start, each.end) for each in days(claim)] + [(each.start, each.end) for each in figures(claim)]
    held = all_senses(source)
    stretch: list[Word] = []
    for word in words_of(claim):
        if not word.telling or any(start <= word.start < end for start, end in facts):
            continue
        stretch = [*stretch, word] if word.senses.isdisjoint(held) else []
        if len(stretch) == UNHEARD:
            yield claim[stretch[0].start : word.end]


def _grafted(claim: str, source: str) -> list[str]:
    """Words joined by hyphens that the source does not join so, one of them a name of it, written small."""
    capital = {word.bare for word in words_of(source) if word.capital}
    small = {word.bare for word in words_of(source) if not word.capital}
    joined = [match.group() for match in _COMPOUND.finditer(claim) if match.group() not in source]
    return [each for each in joined if capital.difference(small, STOP_WORDS).intersection(each.split("-"))]


def _letters(text: str) -> str:
    """The words with one space around each, small: a piece of it begins and ends with a whole word."""
    return f" {' '.join(word.bare for word in words_of(text))} " if words_of(text) else ""
