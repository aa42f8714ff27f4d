"""Words by which a report holds back ("reportedly", "may", "in talks"), and what they govern.

With them neither a short answer nor a shortened statement says more than its source.
A hedge governs its clause; one that opens with "according to" or "reports say" governs the sentence. English only.
"About" before a number is part of the number and no hedge here.
"""

import re
from collections.abc import Iterator

from bot.answering.english.spans import Place

_CLAUSE = (
    r"reportedly|allegedly|apparently|purportedly|supposedly|seemingly|possibly|probably|perhaps|likely|unlikely"
    r"|tentatively|preliminary|in principle|in concept|rumou?red|alleged|proposed|potential|prospective|expected"
    r"|may|might|could|in (?:\w+ )?(?:talks|negotiations|discussions)|in talks"
    r"|(?:is|are|was|were|been) (?:said|believed|thought|expected|understood|reported|rumou?red|likely|set|due"
    r"|poised|about)"
    r" to|(?:is|are|was|were|been) (?:considering|weighing|exploring|planning|negotiating|seeking|mulling|hoping)"
    r"|(?:plans?|planned|hopes?|hoped|aims?|aimed|wants?|wanted|intends?|intended|seeks?|sought|expects?"
    r"|expected|agreed"
    r"|offered|tries|tried|threatened) to|seems?|seemed|appears? to|appeared to|suggests?|suspected|considering"
    r"|if|unless"
    r"|unconfirmed|estimated|estimates?"
)
_SENTENCE = (
    r"(?:[Aa]ccording to|[Ss]ay|[Ss]aid|[Tt]old) (?:\w+ )?(?:people|persons?|sources?|officials?|insiders)"
    r"(?: (?:familiar|close|briefed|with knowledge|who)\b)?|(?:people|sources?|a person) (?:familiar|close"
    r"|briefed|with)"
    r"|[Rr]eports? (?:say|said|suggest)|[Rr]umou?rs?"
)
_HEDGE = re.compile(
    rf"\b(?:(?P<whole>{_SENTENCE})|(?P<clause>(?:(?i:reportedly|allegedly|perhaps|apparently))|{_CLAUSE}))\b"
)
_BREAK = re.compile(
    r";|: |, (?:and|but|while|although|though|which|who|because|after|when|where|as)\b| (?:but|while|although"
    r"|though)\b|[.!?][\"”’]? (?=[\"“A-Z])"
)
_READ = 2_000  # characters of a statement that are read


def hedges(text: str) -> tuple[Place, ...]:
    """Where the text holds back, in order.

    >>> [place.start for place in hedges("Quillon may sell its reportedly ailing mill in May.")]
    [8, 21]
    """
    return tuple(Place(*match.span()) for match in _HEDGE.finditer(text[:_READ]))


def is_hedged(text: str) -> bool:
    """Whether the text holds back anywhere."""
    return _HEDGE.search(text[:_READ]) is not None


def governing(text: str, start: int, end: int) -> tuple[str, ...]:
    """The hedges of a sentence's text that govern its stretch `start:end`, as written, without repeats.

    >>> governing("Quillon may sell the mill, but Orrin Vale has left.", 31, 40), governing("Quillon may sell.", 0, 7)
    ((), ('may',))
    """
    first, last = _clause(text, start, end)
    found = [
        match.group()
        for match in _HEDGE.finditer(text[:_READ])
        if match["whole"] or (first <= match.start() < last and not start <= match.start() < end)
    ]
    return tuple(dict.fromkeys(found))


def lost_hedges(statement: str, source: str) -> tuple[str, ...]:
    """The hedges of the source that a statement made from it lacks, small; a statement may hold back more, not less."""
    kept = _wordings(statement)
    return tuple(hedge for hedge in dict.fromkeys(_wordings(source)) if hedge not in kept)


def with_hedges(short: str, text: str, start: int, end: int) -> str:
    """The short answer with what governs it in its sentence: `Quillon (reportedly)`; unchanged when nothing does."""
    found = governing(text, start, end)
    return f"{short} ({', '.join(hedge.casefold() for hedge in found[:2])})" if found else short


def _wordings(text: str) -> list[str]:
    return [match.group().casefold() for match in _HEDGE.finditer(text[:_READ])]


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    breaks = list(_breaks(text))
    first = max((at for at in breaks if at <= start), default=0)
    return first, min((at for at in breaks if at >= end), default=len(text))


def _breaks(text: str) -> Iterator[int]:
    for match in _BREAK.finditer(text[:_READ]):
        yield match.start() if match.group().startswith((",", " ")) else match.end()
