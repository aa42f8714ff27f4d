"""The part of a sentence that explains: a cause, a ground given, a purpose.

Found by the words that introduce it in English news ("because", "citing", "to protect"). A sentence that explains in
other words has no such part and is shown whole.
"""

import re

from bot.answering.english.spans import Place

LONGEST = 2_000
"""Characters of a sentence that are read."""

FEWEST_WORDS = 2
"""A part of fewer words explains nothing on its own: "because of it"."""

_PURPOSES = (
    "protect|prevent|avoid|stop|keep|allow|let|make|help|save|cut|reduce|raise|meet|give|pay|boost|ease|protest"
    "|comply|limit|curb|fight|ensure|secure|win|free|focus|spend|concentrate|attract|force|put|show|build|settle|speak"
    "|reach|find|fund|finance|support|defend|deter|calm|mark|make sure"
)
_DEGREE = r"(?:just |only |mainly |largely |partly |simply )?"
_CUES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_DEGREE}because of\s+",
        rf"\b{_DEGREE}because\s+",
        r"\bthe (?:main |only |real |official )?reasons? (?:is|was|given|(?:they|he|she|it) gave)(?: that| was|:)?\s+",
        r"\b(?:due to|owing to|on account of|thanks to|as a result of|in response to|in retaliation for)\s+",
        r"\bon (?:the )?grounds? (?:that|of)\s+",
        r"\b(?:citing|blaming|blamed|cited|pointing to|arguing that|saying that|fearing(?: that)?)\s+",
        r"\b(?:hoping to|in the hope (?:of|that)|once it became clear that)\s+",
        r"\b(?:caused|triggered|prompted|driven|brought about) by\s+",
        r"(?=\b(?:out of|over|amid|for) (?:\w+ ){0,2}(?:concerns?|fears?|worries|anger|doubts?|safety|lack)\b)",
        r"\b(?:in order to|so as to)\s+",
        r"\bso that\s+",
        r"(?<=, )(?:since|as)\s+(?=(?:the|its?|he|she|they|there|no|an?|most|many)\b)",
        rf"(?=\b(?:to|aimed at|meant to|designed to|intended to) (?:better |further )?(?:{_PURPOSES})\b)",
        r"\bfor\s+(?=(?:refusing|failing|breaking|violating|having|not|using|selling|taking)\b)",
        r"\bafter\s+(?=\w)",
    )
)
"""What introduces a reason, the surest first: a purpose and "after" may be something else."""

_ENDING = re.compile(
    r"[.!?;](?=[\s”\"’']|$)|[”\"]|\s[—–-]\s|,? but\b|, (?:which|who|while|although|though|whereas|and)\b"
    r"|, (?:[\w’'.-]+ ){1,6}(?:said|says|added|told|wrote|argued)\b|, (?:said|says|according to|he|she)\b"
)


def reason(text: str, start: int, end: int) -> Place | None:
    """The stretch of the sentence `text[start:end]` that gives a reason, without "because" and its like; None if none.

    A purpose keeps its "to". Offsets are the article's.

    >>> text = "The port was shut because two ships had collided, officials said."
    >>> place = reason(text, 0, len(text))
    >>> text[place.start : place.end]
    'two ships had collided'
    """
    last = min(end, start + LONGEST)
    for cue in _CUES:
        for match in cue.finditer(text, start, last):
            opens = not text[start : match.start()].strip(" “\"'‘(")
            if (place := _stretch(text, match.end(), last, opens=opens)) is not None:
                return place
    return None


def _stretch(text: str, start: int, last: int, *, opens: bool) -> Place | None:
    """From the cue to the end of its clause, if that says enough. `opens`: the cue opens the sentence."""
    ending = _ENDING.search(text, start, last)
    end = ending.start() if ending else last
    comma = text.find(", ", start, end)
    if opens and comma > start:  # "Because of a strike, no trams ran"
        end = comma
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    return Place(start, end) if len(text[start:end].split()) >= FEWEST_WORDS else None
