"""How a sentence opens: leaning on an earlier one ("He", "Its owner", "This", "The company") or on its own feet.

Told from the form of English news. "It is not clear that", "This week" and "The deal with Oracle" lean on nothing;
"The president" and "the police" are understood everywhere.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answering.english.spans import Place
from bot.answering.english.subjects import skip_dateline

READ = 400
"""Characters of a sentence within which its opening is sought."""


class Need(StrEnum):
    """What an earlier sentence must name."""

    PERSON = "person"
    THING = "thing"
    SEVERAL = "several"
    EVENT = "event"
    """What was said just before: "This means", "So did"."""
    NOUN = "noun"
    """The thing that the noun describes: "the company", "the ministry"."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """The words that lean (places in the article), what they need, and the pronoun or noun in small letters."""

    place: Place
    need: Need
    word: str


BUSINESS = frozenset(
    """company firm group retailer maker carrier airline bank operator startup start-up giant app platform service site
    newspaper broadcaster club team chain brewer bakery factory plant publisher manufacturer""".split()
)
BODIES = frozenset(
    """ministry department agency panel court committee council board commission union party regulator authority office
    association foundation institute university school hospital museum charity lab laboratory parliament
    senate""".split()
)
PEOPLE = frozenset(
    """minister secretary governor senator spokesman spokeswoman spokesperson representative analyst lawyer man woman
    couple suspect victim driver officer author director actor singer professor chief founder boy girl child player
    mayor judge pilot captain coach manager executive scientist researcher teacher doctor nurse farmer engineer owner
    chairman chairwoman economist official writer artist student patient defendant plaintiff pair trio duo""".split()
)
_EVENTS = frozenset(
    """deal ban order move decision plan proposal ruling law bill agreement announcement statement report letter filing
    lawsuit suit complaint case attack fire storm crash talks negotiations meeting call offer bid purchase sale
    acquisition takeover merger extension deadline vote measure rule step change incident accident investigation inquiry
    study survey project programme program scheme figure number sum price result news claim allegation comment remark
    injunction transaction investment fund aim goal idea latter former two three four other product device model bug
    drug vaccine trial strike protest match game film book show exhibition bridge building road ship vessel plane
    aircraft train rocket storm quake flood eruption outbreak discovery award prize contract treaty pact truce document
    restriction sanction tariff tax notice warning video photo message post recall side verdict sentence
    arrest""".split()
)
_LONG_LEAD = 120  # characters, as in "Determined not to give up, she"
_SHORT_LEAD = 5  # words, as in "In the United States it"
_TIMES = (
    r"(?:week|month|year|morning|afternoon|evening|night|day|days|summer|spring|winter|autumn"
    r"|fall|weekend|time|season|decade|century|quarter|hour|moment|date)"
)
_CONNECTOR = re.compile(
    r"[\s\"“”‘'(«\[]*(?:(?:But|And|Yet|So|Still|Then|Now|Instead|However|Meanwhile|Also|Or|For|Even|Only"
    r"|Moreover|Besides"
    r"|Nevertheless|Nonetheless|Separately|Indeed|Later|Earlier|Afterwards|Afterward|Again|Perhaps|Of course"
    r"|Correction:"
    r"|Because|When|While|After|Before|If|Although|Though|Since|As|Once|Until|Whether|Where)\b,? )?(?:however, "
    r"|then |also |yet )?[\"“‘']?"
)
_SUBORDINATE = re.compile(r"\b(?:Because|When|While|After|Before|If|Although|Though|Since|As|Once|Until|Whether)\b")
_LEAD = re.compile(
    r"(?:in|on|at|from|to|by|with|for|of|after|before|during|under|since|last|earlier|later|this|a (?:day|week"
    r"|month|year"
    r"|few|little)|two|three|four|five|days|hours|weeks|months|years|yesterday|today|meanwhile|then|speaking"
    r"|asked|among|"
    r"according|through|over|until|within|behind|despite|without|like|unlike|beside|besides|near|inside|outside"
    r"|about|early|late|what|how|why|only)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|said|says|told|did|does|do)\b"
)
_PRONOUN = re.compile(
    r"\b(?P<person>he|she|his|her|him|hers)\b|\b(?P<thing>it|its)\b|\b(?P<several>they|their|them|theirs)\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    r"it(?:['’]s| is| was| will be| would be| has been| had been| may be| might be| could be| remains| remained| became"
    r"| seems| seemed| appears| appeared| feels)(?:n[’']t)?(?: [a-z]+ly| not| still| also| now| too| so| very"
    r"| yet| never)*"
    r"(?: (?:[a-z-]+ ){0,3}?(?:that|whether|how|why|what|if)\b"
    r"| (?:\w+ )?(?:important|difficult|hard|easy|easier|possible|impossible|necessary|wrong|right|good|bad"
    r"|better|best|time"
    r"|early|late|common|rare|illegal|legal|enough|safe|dangerous|unusual|fair|too soon|tempting|reasonable|premature"
    r"|cheaper|worth|pointless|natural|normal|usual) (?:to|for|[a-z]+ing)\b"
    r"| (?:unclear|uncertain|unknown)\b"
    r"| (?:the )?(?:\w+ )?time\b| (?:\w+ )?(?:cold|hot|warm|dark|raining|snowing|noon|midnight|sunny|windy|\d|\w+day)\b"
    r"| (?!an? )(?:[\w.’'-]+ ){1,6}?(?:who|that|when|where)\b| (?:[\w.’'-]+ ){2,6}?who\b)"
    r"|it (?:took|takes|will take|would take|has taken|had taken|may take|could take) [^.]{1,80}? (?:to|before"
    r"|until|for)\b"
    r"|it(?:['’]s| is| was) (?:official|true|no (?:\w+ )?(?:wonder|surprise|secret|accident|coincidence)|[\w ]{1,20}:)"
    r"|it (?:rain|snow|turns out|turned out|emerged|happen|so happen|depends|goes without|follows that|makes no"
    r"|matters|helps to"
    r"|hurts to|costs [^.]{1,30} to|pays to)",
    re.IGNORECASE,
)
_CLEFT = re.compile(r"it(?:['’]s| is| was) (?:only |not )?(?P<who>he|she|him|her)\b", re.IGNORECASE)
_POINTING = re.compile(
    rf"(?P<this>This|That|These|Those|Such)\b(?! (?:[\w-]+ )?{_TIMES}\b)(?!,? said\b)(?! the\b)(?! [A-Z])"
    r"|(?P<event>(?:So|Neither|Nor) (?:did|does|do|has|have|had|is|are|was|were|will|would|can)|There,|Here,)(?=\s)"
    r"|(?P<several>Both\b(?! [A-Z])(?! [a-z]+ and\b)|Neither\b(?! [A-Z])|The (?:latter|former|two|three|pair"
    r"|other)\b(?! [A-Z])"
    r"|(?:Some|Many|Most|Few|Several|All|None|Each|Half|Others|Another|Either|One|Two|Three)"
    r"(?: of (?:them|these|those|it)\b| (?=(?:is|are|was|were|have|has|had|said|say|also|will|would|did|do|came"
    r"|went)\b)))"
)
_NOUN = re.compile(
    r"(?P<the>[Tt]he|[Tt]hat|[Tt]his|[Tt]hese|[Tt]hose) (?P<adjective>(?:(?!the "
    r"|an? )[\w-]+ ){0,2}?)(?P<noun>(?!the |an? )[a-z][a-z-]+)(?P<own>['’]s?)?(?P<rest>(?: \S+){0,7})"
)
_COMPLEMENT = re.compile(
    r" [a-z][a-z-]+ of (?=[A-Z])"
    r"| (?:of|for|between|that|who|which|named|called) (?!(?:this|these|those|its|his|her|their|it|them)\b)"
    r"| (?:with|behind|at|in|on|to|by|against|over|from) (?:[a-z’'-]+ ){0,3}"
    r"(?!\w+day\b|Jan|Feb|March|April|May\b|June|July|Aug|Sept|Oct|Nov|Dec)[A-Z]"
    r"|,? [A-Z][a-z]"
)


def leaning(text: str, start: int, end: int) -> Leaning | None:
    """What the opening of `text[start:end]` leans on; None when it stands by itself.

    >>> found = leaning("But he left early.", 0, 18)
    >>> (found.word, found.need.value) if found else None
    ('he', 'person')
    """
    held = text[start : min(end, start + READ)]
    begin = skip_dateline(held)
    opening = _CONNECTOR.match(held, begin)
    plain = len(held) - len(held[begin:].lstrip(" “\"'‘"))
    begin = opening.end() if opening else begin
    ahead = opening is not None and _SUBORDINATE.search(opening.group()) is not None
    for found in (
        _pointing(held, plain) or _pointing(held, begin),
        _pronoun(held, begin, ahead=ahead),
        _described(held, begin),
    ):
        if found is not None:
            return Leaning(Place(found.place.start + start, found.place.end + start), found.need, found.word)
    return None


def kind_of(noun: str) -> Need | None:
    """Whether a noun with "the" before it takes up something named earlier, in singular or plural."""
    for form in (noun, noun.removesuffix("s"), noun.removesuffix("ies") + "y"):
        if form in BUSINESS | BODIES | PEOPLE or form in _EVENTS:
            return Need.EVENT if form in _EVENTS else Need.NOUN
    return None


def _pointing(held: str, begin: int) -> Leaning | None:
    match = _POINTING.match(held, begin)
    if match is None or (
        match["this"] == "That" and re.match(r"That (?:an?|his|its|her|their|many|so) ", held[begin:])
    ):
        return None
    need = Need.SEVERAL if match["several"] else Need.EVENT
    return Leaning(Place(match.start(), match.end()), need, match.group().casefold().strip(" ,"))


def _pronoun(held: str, begin: int, *, ahead: bool) -> Leaning | None:
    """A pronoun that opens the sentence or follows nothing but a lead-in; `ahead`: a "when" stands before it."""
    match = _PRONOUN.search(held, begin)
    if match and (cleft := _CLEFT.match(held, match.start())):
        return Leaning(Place(*cleft.span("who")), Need.PERSON, cleft["who"].casefold())
    if match is None or _EXPLETIVE.match(held, match.start()):
        return None
    before = held[begin : match.start()]
    if before.strip() and not _is_lead_in(before, may_name=bool(match["person"])):
        return None
    if (ahead or before.strip()) and _is_named_next(held, match.end()):
        return None  # "In its filing, Quillon said"
    need = Need.PERSON if match["person"] else Need.THING if match["thing"] else Need.SEVERAL
    return Leaning(Place(match.start(), match.end()), need, match.group().casefold())


def _is_lead_in(before: str, *, may_name: bool) -> bool:
    """Whether only a phrase such as "In June," or "Before Tampa" stands there; behind a comma its name may be meant."""
    named = re.search(r"(?<!^)\b(?!\w+day\b|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[A-Z]\w+", before)
    if may_name and before.rstrip().endswith(",") and len(before) <= _LONG_LEAD:
        return not any(word in PEOPLE for word in before.casefold().replace(",", " ").split())
    direct = "," not in before and len(before.split()) <= _SHORT_LEAD and ";" not in before
    return (
        (named is None or may_name or direct)
        and _LEAD.match(before.lstrip("\"“‘' ")) is not None
        and _VERB.search(before) is None
    )


def _is_named_next(held: str, place: int) -> bool:
    """Whether, behind the next comma, a name is the subject: it may be the one that was meant ahead."""
    match = re.match(
        r"[^,]{0,120}, (?:(?:Mr|Ms|Mrs|Dr)\. |the )?(?!(?:He|She|It|They|The|In|On|At)\b)[A-Z]", held[place:]
    )
    return match is not None and re.match(r"[^,]{0,120}, (?:he|she|it|they)\b", held[place:]) is None


def _described(held: str, begin: int) -> Leaning | None:
    """`The company`, `the ban`, at the opening or behind a lead-in, without a complement that names what it is."""
    match = _NOUN.match(held, begin)
    if match is None and _LEAD.match(held[begin:]):
        match = next(
            (m for m in _NOUN.finditer(held, begin) if _is_lead_in(held[begin : m.start()], may_name=False)), None
        )
    if match is None or re.search(r"\b[A-Z]\w*[a-z]\b(?<!ese)(?<!can)(?<!ish)(?<!ian)(?!-)", match["adjective"]):
        return None
    if re.match(r" of (?:them|these|those|it)\b", match["rest"]):
        return Leaning(Place(match.start(), match.end("noun")), Need.SEVERAL, match["noun"])
    for noun in (match["noun"], *re.findall(r"^ ?([a-z-]+)", match["rest"])):
        if (need := kind_of(noun)) is not None:
            if not match["own"] and _COMPLEMENT.match(held[match.end("noun") :]):
                return None
            return Leaning(Place(*match.span("the")[:1], match.end("noun")), need, noun)
        if match["adjective"].count(" ") >= 2:
            break
    return None
