"""Whether the articles say otherwise: what a claim tells, but with another figure, day, name or part, or denied.

A claim is not contradicted by what merely speaks of something else. So one thing alone must have to be exchanged for a
sentence of the articles to say it (`repairs`), or everything be there and two names or figures have changed places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.answering.checking.hearing import Hearing
from bot.answering.checking.repairs import Repair, repairs, turned
from bot.answering.proving.faults import Kind, find_faults
from bot.answering.proving.ground import BETTER, Grounder, Weighed
from bot.answering.proving.names import common_words
from bot.answering.proving.sources import Source

MOST_REPAIRS = 16
"""Ways to put one claim right after one sentence that are tried; a sentence has few facts, a hostile one many."""

ABOUT_THE_SAME = 0.6
"""Support that the claim put right must have, or a claim of which only names or figures have changed places.

Of the dev half's 143 true statements none was contradicted from 0.3 on; without the articles of their story 3 were at
0.5."""


SURER = 0.1
"""By so much more support a sentence must say otherwise than others say the claim, to count before them: "in talks with
Beijing" beside "in talks with ByteDance, the Beijing company". On the dev half no true statement falls, 12 wrong ones
do; of 427 wrong ones that are contradicted 3 are not where a sentence only holds back more, or has another speaker."""

_AGAINST = frozenset((Kind.FACT, Kind.DENIAL, Kind.PART))
"""Faults that speak against what a claim tells, not only against how it is told."""


@dataclass(frozen=True, slots=True)
class Contrary:
    """A sentence of the articles that says otherwise, how surely (0..1) it is about the same, and what it says else."""

    source: Source
    support: float
    why: str


class Contradiction:
    """Looks among the likeliest sources of a claim for one that says otherwise."""

    def __init__(self, grounder: Grounder, hearing: Hearing) -> None:
        self._grounder = grounder
        self._hearing = hearing

    def of(self, claim: str, weighed: Sequence[Weighed], support: float) -> Contrary | None:
        """The surest sentence that says otherwise than a plain claim, one rather than two; None if there is none.

        It must be surer than the articles say the claim (`support`, 0..1), or than any sentence that has all its facts.
        Raises ModelError.
        """
        held = [each.support for each in weighed if not _AGAINST.intersection(fault.kind for fault in each.faults)]
        least = max(ABOUT_THE_SAME, max([support, *held]) + SURER)
        found = [other for each in weighed for other in self._against(claim, each) if other.support >= least]
        return max(found, key=lambda each: each.support - BETTER * (len(each.source.chosen) - 1), default=None)

    def _against(self, claim: str, weighed: Weighed) -> Iterator[Contrary]:
        source = weighed.source
        if _is_mixed(weighed) and self._hearing.unheard(claim, source.text) is None:
            yield Contrary(source, weighed.support, weighed.faults[0].why)
        for repair in islice(_ways(claim, weighed), MOST_REPAIRS):
            support = self._support(repair.text, source)
            if support >= ABOUT_THE_SAME:
                yield Contrary(source, support, repair.why)

    def _support(self, text: str, source: Source) -> float:
        """How surely the source alone says a claim put right; 0 where anything is still wrong with it."""
        if find_faults(text, source, common_words([source.evidence.text])).faults:
            return 0.0
        if self._hearing.unheard(text, source.text) is not None:
            return 0.0
        alone = tuple(source.evidence.hit.sentences[index] for index in source.chosen)
        weighed = self._grounder.weigh(text, [replace(source.evidence, sentences=alone)])
        return max((each.support for each in weighed if not each.faults), default=0.0)


def _is_mixed(weighed: Weighed) -> bool:
    """Whether all is there, but names or figures have changed places."""
    return {fault.kind for fault in weighed.faults} == {Kind.PART} and weighed.support >= ABOUT_THE_SAME


def _ways(claim: str, weighed: Weighed) -> Iterator[Repair]:
    kinds = {fault.kind for fault in weighed.faults}
    if kinds <= {Kind.FACT, Kind.PART}:
        yield from repairs(claim, weighed.source.own_text, weighed.source.day)
    elif Kind.DENIAL in kinds:
        yield from turned(claim, weighed.source.own_text)
