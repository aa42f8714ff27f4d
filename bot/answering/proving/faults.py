"""What is wrong with a claim, seen against the sentences that would be quoted for it; nothing, if it may be shown.

The order is that in which a person would ask: are the facts there, is it denied or held back, who says it, who did it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.proving.attribution import lost_voice, other_voice
from bot.answering.proving.exchanges import exchanged
from bot.answering.proving.facts import check_facts
from bot.answering.proving.negation import denial
from bot.answering.proving.reserve import misheld
from bot.answering.proving.roles import swapped
from bot.answering.proving.sources import Source, standing

_FEW = 2
"""Facts that a source may lack for those to be asked that it leans on: with more it speaks of something else."""


class Kind(StrEnum):
    """What a fault is about."""

    FACT = "fact"
    DENIAL = "denial"
    RESERVE = "reserve"
    VOICE = "voice"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, in words for a person."""

    kind: Kind
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The faults of a claim, and its source with all that has to be quoted."""

    faults: tuple[Fault, ...]
    source: Source


def find_faults(claim: str, source: Source, common: frozenset[str]) -> Found:
    """Compare a plain claim with a source; where facts are lacking, only that is told.

    `common`: words that the evidence writes small.
    """
    checked = check_facts(claim, source, common)
    if 0 < len(checked.lacking) <= _FEW:
        checked = check_facts(claim, standing(source), common)
    lacking = tuple(Fault(Kind.FACT, why) for why in checked.lacking)
    faults = lacking or (*_stance(claim, source), *_parts(claim, source))
    return Found(faults, checked.source if faults else standing(checked.source))


def _stance(claim: str, source: Source) -> Iterator[Fault]:
    if (word := denial(claim, source.own_text)) is not None:
        yield Fault(Kind.DENIAL, f"it and the quote deny each other in “{word}”")
    if (held := misheld(claim, source.own_text)) is not None:
        yield Fault(Kind.RESERVE, f"it holds back more or less: {held}")
    if (voice := lost_voice(claim, source)) is not None:
        yield Fault(Kind.VOICE, f"it does not tell whose word this is: {voice[:60]}")
    if (voice := other_voice(claim, source)) is not None:
        yield Fault(Kind.VOICE, f"the quote does not have this said by {voice[:60]}")


def _parts(claim: str, source: Source) -> Iterator[Fault]:
    for why in (swapped(claim, source.own_text), exchanged(claim, source.own_text, source.day)):
        if why is not None:
            yield Fault(Kind.PART, why)
