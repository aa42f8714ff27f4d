"""Which sentences of the evidence are worth comparing with a claim: those that take up most of its words.

Quick and generous: what is found here is still to be proved.
"""

from collections.abc import Sequence

from bot.answering.proving.sources import Source, sources_of
from bot.answering.proving.wording import all_senses, telling_words
from bot.domain.evidence import Evidence

MOST_COMPARED = 8
"""Sentences and pairs that are compared for one claim and one choice of evidence."""

LEAST_COVERED = 0.25
"""Share of a claim's telling words below which nothing is compared: such a sentence speaks of something else."""

TWO_COST = 0.06
"""What a pair must take up more than a sentence, to be looked at before it: two sentences hold more words anyway."""


def candidates(claim: str, evidence: Sequence[Evidence]) -> list[Source]:
    """The likeliest sources of a plain claim, best first."""
    ranked = _ranked(claim, evidence)
    return [source for covered, source in ranked[:MOST_COMPARED] if covered >= LEAST_COVERED]


def _ranked(claim: str, evidence: Sequence[Evidence]) -> list[tuple[float, Source]]:
    """All sources with the share of the claim's telling words that each takes up; each sentence once."""
    telling = len(telling_words(claim)) or 1
    seen: dict[tuple[str, tuple[int, ...]], Source] = {}
    for each in evidence:
        for source in sources_of(each):
            seen.setdefault((source.article.id, source.chosen), source)
    ranked = [
        (len(_met(claim, source)) / telling - TWO_COST * (len(source.chosen) - 1), source) for source in seen.values()
    ]
    ranked.sort(key=lambda pair: -pair[0])
    return ranked


def _met(claim: str, source: Source) -> frozenset[int]:
    """Where the claim's telling words stand that the source takes up."""
    telling = telling_words(claim)
    held = [all_senses(source.sentence_text(index)) for index in source.chosen]
    return frozenset(word.start for word in telling if any(not word.senses.isdisjoint(each) for each in held))
