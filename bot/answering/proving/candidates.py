"""Which sentences of the evidence are worth comparing with a claim: those that take up most of its words.

Quick and generous: what is found here is still to be proved.
"""

from collections.abc import Sequence

from bot.answering.proving.sources import Source, sources_of
from bot.answering.proving.wording import all_senses, words_of
from bot.domain.evidence import Evidence

MOST_COMPARED = 8
"""Sentences and pairs that are compared for one claim and one choice of evidence."""

LEAST_COVERED = 0.25
"""Share of a claim's telling words below which nothing is compared: such a sentence speaks of something else."""

TWO_COST = 0.06
"""What a pair must take up more than a sentence, to be looked at before it: two sentences hold more words anyway."""

_JOINED = 4
"""Sentences of each source that are tried with those of another."""

_ADDS = 2
"""Telling words that a second source must take up beyond the first: fewer are met by chance."""


def candidates(claim: str, evidence: Sequence[Evidence]) -> list[Source]:
    """The likeliest sources of a plain claim, best first."""
    ranked = _ranked(claim, evidence)
    return [source for covered, source in ranked[:MOST_COMPARED] if covered >= LEAST_COVERED]


def joined_candidates(claim: str, evidence: Sequence[Evidence]) -> list[tuple[Source, Source]]:
    """The likeliest two sources of a claim that joins two articles; each takes up words that the other does not."""
    by_article: dict[str, list[Source]] = {}
    for covered, source in _ranked(claim, evidence):
        held = by_article.setdefault(source.article.id, [])
        if covered >= LEAST_COVERED / 2 and len(source.chosen) == 1 and len(held) < _JOINED:
            held.append(source)
    pairs = [
        (len(one | other), (first, second))
        for number, (name, firsts) in enumerate(by_article.items())
        for other_name in list(by_article)[number + 1 :]
        for first in firsts
        for second in by_article[other_name]
        for one, other in ((_met(claim, first), _met(claim, second)),)
        if name != other_name and len(one - other) >= _ADDS and len(other - one) >= _ADDS
    ]
    pairs.sort(key=lambda pair: -pair[0])
    return [pair for _, pair in pairs[:MOST_COMPARED]]


def _ranked(claim: str, evidence: Sequence[Evidence]) -> list[tuple[float, Source]]:
    """All sources with the share of the claim's telling words that each takes up; a sentence given twice counts once."""
    telling = sum(word.telling for word in words_of(claim)) or 1
    seen: dict[tuple[str, tuple[int, ...]], Source] = {}
    for each in evidence:
        for source in sources_of(each):
            seen.setdefault((source.article.id, source.chosen), source)
    ranked = [(len(_met(claim, source)) / telling - TWO_COST * (len(source.chosen) - 1), source) for source in seen.values()]
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def _met(claim: str, source: Source) -> frozenset[int]:
    """Where the claim's telling words stand that the source takes up."""
    telling = [word for word in words_of(claim) if word.telling]
    held = [all_senses(source.sentence_text(index)) for index in source.chosen]
    return frozenset(word.start for word in telling if any(not word.senses.isdisjoint(each) for each in held))
