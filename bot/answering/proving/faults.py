"""What is wrong with a claim, seen against the sentences that would be quoted for it; nothing, if it may be shown.

The order is that in which a person would ask: are the facts there, is it denied or held back, who says it, who did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.proving.exchanges import exchanged
from bot.answering.proving.facts import check_facts
from bot.answering.proving.negation import denial
from bot.answering.proving.reserve import misheld
from bot.answering.proving.roles import swapped
from bot.answering.proving.sources import Source, standing
from bot.answering.proving.voices import lost_voice, other_voice


_FEW = 2
"""Facts that sentences may lack for those to be asked that they lean on: with more they speak of something else."""


@dataclass(frozen=True, slots=True)
class Found:
    """The faults, in words for a person, and the sources with all that has to be quoted."""

    faults: tuple[str, ...]
    sources: tuple[Source, ...]


def find_faults(claim: str, sources: Sequence[Source], common: frozenset[str]) -> Found:
    """Compare a plain claim with sources that are to say it together; the first kind of fault that it has is told.

    `common`: words that the evidence writes small. The sources come back with the sentences that they lean on.
    """
    checked = check_facts(claim, sources, common)
    if 0 < len(checked.lacking) <= _FEW:
        checked = check_facts(claim, [standing(source) for source in sources], common)
    faults = checked.lacking or (*_stance(claim, checked.sources), *_roles(claim, checked.sources))
    return Found(faults, checked.sources if faults else tuple(standing(source) for source in checked.sources))


def _stance(claim: str, sources: Sequence[Source]) -> list[str]:
    text = " ".join(source.own_text for source in sources)
    faults = []
    if (word := denial(claim, text)) is not None:
        faults.append(f"it and the quote deny each other in “{word}”")
    if (held := misheld(claim, text)) is not None:
        faults.append(f"it holds back more or less: {held}")
    lost = next((voice for source in sources if (voice := lost_voice(claim, source)) is not None), None)
    if lost is not None:
        faults.append(f"it does not say that this is what {lost[:60]} says")
    if (voice := other_voice(claim, sources)) is not None:
        faults.append(f"the quote does not have this said by {voice[:60]}")
    return faults


def _roles(claim: str, sources: Sequence[Source]) -> list[str]:
    text = " ".join(source.own_text for source in sources)
    day = sources[0].day if len({source.day for source in sources}) == 1 else None
    return [fault for fault in (swapped(claim, text), exchanged(claim, text, day)) if fault is not None]
