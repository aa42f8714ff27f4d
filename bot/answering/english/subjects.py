"""Subjects of English news sentences, found by the commas and small words around them, not by a grammar.

A subject stands before its verb, past a dateline and lead-ins ("On Sunday"), or before the apposition that describes it
("Ada Quill, the chief, said"). What reports speech is for `speech` to say.
"""

import re

from bot.answering.english.name_runs import CALENDAR, leading_name
from bot.answering.english.spans import Place
from bot.search.terms import bare

_BOUNDARY = re.compile(
    r"[,;:\ue000—(]|\s[-–]\s|\s(?:and|but|while|when|because|as|after|although|though|that|whether|where|which|what|if"
    r"|since|who|before|so|until|said|says|say|told|added|thinks?|believes?)\s",
)
LEAD_IN = re.compile(
    r"(?:in|on|at|from|to|by|with|for|of|after|before|during|under|since|while|when|because|as|although|though|if|last"
    r"|earlier|later|this|that same|the next|speaking|yesterday|today|meanwhile|still|yet|then|there|here|instead|but"
    r"|and|so|now|once|moments|however|therefore|for example|of course|asked"
    r"|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|few|little|several|\d+) ){0,2}"
    r"(?:hours?|days?|weeks?|months?|years?|minutes?|decades?))\b",
    re.IGNORECASE,
)
APPOSITION = re.compile(
    r"(?:an?|the|who|whose|which|one|its|his|her|their|of|in|from|also|now|then|not)\b|[\da-z]|[A-Z]\S*[’']s? "
    r"|(?:Head|Dean|Director|Chief|President|Professor|Chair\w*|Leader|Secretary|Founder|Editor|Manager|Member|Captain"
    r"|Owner|CEO|Minister|Mayor|Spokes\w+|Senior|Vice|Deputy|Former|Associate|Executive)\b"
)
_NAME_ALONE = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}$")
_DESCRIPTION = re.compile(r"(?:an?|the|his|her|its|their|another|one|\S+['’]s?) ", re.IGNORECASE)
_RELATIVE = re.compile(r"\s(?:who|which|that)\s$")
_NEW_PHRASE = re.compile(
    r"\s(?:the|an?|its|his|her|their|China[’']s)\s(?=[\w’'-]+(?: [\w’'-]+){0,2}$)|\s(?=(?:he|she|it|they)$)|\s(?=[A-Z])"
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .’'-]{2,30}(?:, [A-Z][\w.]{1,12})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})? (?:\([\w/ ]{2,20}\) )?[-–—] "
)
FINITE = re.compile(
    r"\s(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|did|does|do|made|took|gave|won|lost"
    r"|left|quit"
    r"|fell|rose|sold|bought|cut|put|set|went|came|held|met|got|led|ran|sent|shut)\b"
)
PAST = re.compile(rf"{FINITE.pattern}|\s[a-z]{{2,}}ed\b")


def opening_subject(shown: str) -> Place | None:
    """The words before a sentence's first verb or comma, past a dateline and lead-ins with a comma."""
    start = skip_dateline(shown)
    for segment in re.finditer(r"[^,]+", shown[start:]):
        held = segment.group()
        if not LEAD_IN.match(held.strip()) and held.strip():
            begin = start + segment.start() + len(held) - len(held.lstrip())
            verb = PAST.search(shown, begin, start + segment.end())
            return Place(begin, verb.start() if verb else start + segment.end())
    return None


def skip_dateline(shown: str) -> int:
    """Where the sentence begins behind "WASHINGTON, Aug. 2 (Agency) - "; 0 without one."""
    match = _DATELINE.match(shown)
    return match.end() if match else 0


def subject_before(shown: str, before: str) -> Place | None:
    """The subject that stands before a verb: the last stretch, or, behind an apposition, the one described by it."""
    dateline = skip_dateline(shown)
    before = before.rstrip()
    if before.endswith(","):
        return _described(before[:-1], dateline) if "," in before[dateline:-1] else None
    bounds = [m for m in _BOUNDARY.finditer(before, dateline) if not _joins_names(before, m)]
    while bounds and _RELATIVE.match(bounds[-1].group()) and PAST.match(before, bounds[-1].end() - 1):
        bounds.pop()  # "one engineer who has worked on it estimated"
    start = bounds[-1].end() if bounds else dateline
    start += len(before[start:]) - len(before[start:].lstrip())
    held = before[start:]
    if not held or PAST.match(" " + held):
        return None
    if (pronoun := re.search(r"\s(?:he|she|it|they)$", held)) is not None:
        return Place(start + pronoun.start() + 1, len(before))
    if not LEAD_IN.match(held):
        return Place(start, len(before))
    inner = max((match.start() + 1 for match in _NEW_PHRASE.finditer(held)), default=0)
    while inner and (back := re.search(r"\b[A-Z][\w.’'-]* $", held[max(0, inner - 40) : inner])):
        if bare(back.group().strip()) in CALENDAR or back.start() == 0:
            break
        inner -= len(back.group())  # the whole run of capitals: "On Sunday Mr. Roe"
    return Place(start + inner, len(before)) if inner else None


def _joins_names(before: str, boundary: re.Match[str]) -> bool:
    """`Oracle and Walmart said`: one subject, not two."""
    if boundary.group().strip() != "and" or not before[boundary.end() : boundary.end() + 1].isupper():
        return False
    return re.search(r"(?:^|\W)[A-Z][\w.&’'-]*$", before[max(0, boundary.start() - 40) : boundary.start()]) is not None


def _described(before: str, least: int) -> Place | None:
    """`Ada Quill, the chief, 41,`: Ada Quill. `A spokesman, Ben Roe,`: Ben Roe."""
    segments = [m for m in re.finditer(r"[^,\ue000]+", before) if m.start() >= least or m.end() > least][-5:]
    for back, segment in enumerate(reversed(segments)):
        held = segment.group().strip()
        begin = max(least, segment.start() + len(segment.group()) - len(segment.group().lstrip()))
        name = leading_name(before[begin : segment.end()])
        whole = name is not None and name.end - name.start >= len(held) - 12 and " " in held
        last = back == len(segments) - 1
        whole = whole or names_described([each.group().strip() for each in segments[: len(segments) - back]])
        if whole or last or not APPOSITION.match(held):
            return Place(begin, segment.end())
    return None


def names_described(segments: list[str]) -> bool:
    """Whether the last segment is the name of whom the one before describes: `His wife, Leyla`."""
    if len(segments) < 2 or not _NAME_ALONE.match(segments[-1]):
        return False
    return _DESCRIPTION.match(segments[-2]) is not None and not PAST.search(segments[-2])
