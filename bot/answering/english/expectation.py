"""What kind of answer a question asks for, told from its form: English questions, with or without their manners."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import dropwhile, takewhile

from bot.search.terms import STOP_WORDS, words

_LONGEST = 2_000
"""Characters of a question that its form is read off."""


class Kind(StrEnum):
    """Kinds of short answer. OPEN has none: a sentence answers (what, why, how)."""

    NAME = "name"
    """A person or an organisation."""
    PLACE = "place"
    TIME = "time"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    """A percentage or a fraction."""
    YES_NO = "yes_no"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The kind of answer, and the question's word for it: `country` in "which country", `users` in "how many users"."""

    kind: Kind
    focus: str | None = None
    speaker: bool = False
    """Who said something: the answer is the one who speaks."""
    several: bool = False
    """More than one thing is asked for: "which countries", "name two", "who are the founders"."""
    explains: bool = False
    """Why, or how something was done: the answer is a reason or a way (the kind is OPEN)."""


_SPEECH = (
    r"(?:sa(?:id|ys?)|told|tells?|wr(?:ites?|ote)|tweet(?:s|ed)|claim(?:s|ed)?|announce[sd]?|warn(?:s|ed)?|argue[sd]?"
    r"|accuse[sd]?|call(?:s|ed)?(?! (?:off|up|in)\b)|describe[sd]?|compare[sd]?|liken(?:s|ed)|den(?:y|ies|ied)"
    r"|add(?:s|ed)?"
    r"|admit(?:s|ted)?|predict(?:s|ed)?|insist(?:s|ed)?|promise[sd]?|vow(?:s|ed)?|critici[sz]e[sd]?|praise[sd]?"
    r"|condemn(?:s|ed)?|dismiss(?:es|ed)|blame[sd]?|complain(?:s|ed)?|explain(?:s|ed)?|acknowledge[sd]?"
    r"|suggest(?:s|ed)?"
    r"|joke[sd]?|urge[sd]?|caution(?:s|ed)?|conclude[sd]?|allege[sd]?|assert(?:s|ed)?|remark(?:s|ed)?"
    r"|testif(?:y|ies|ied))"
)
_ASKS_SPEAKER = re.compile(
    rf"\bwho(?: else| has| had| have| also| first| once|['’]s| was it (?:that|who)| \w+ly)* {_SPEECH}\b"
    rf"|\b(?:which|what) (?!(?:did|do|does|is|was|were|are|has|have|had)\b)(?:\w[\w’'-]* ){{1,4}}{_SPEECH}\b"
    r"|\baccording to wh(?:om|ich|at|o)\b|\bby whom (?:was|were|is|are)\b.*\b(?:said|told|called|described|accused)\b"
    r"|\bwho(?: is|['’]s| was)? quoted\b|\bwho made (?:the|that|this) (?:claim|remark|comment|statement"
    r"|accusation|comparison)"
    r"|\bwhose (?:words?|remarks?|quotes?|comments?|claims?|opinion|view|statement)\b"
)
_PLACES = frozenset(
    """country countries nation nations city cities town towns state states place places region regions sea ocean
    island islands port capital continent province village district airport""".split()
)
_NAMED = frozenset(
    """company companies firm firms app apps outlet outlets person people judge judges court investor investors
    retailer retailers agency agencies platform owner parent name minister ministers official officials bank banks
    network secretary president senator leader founder chief executive actor author singer team club party airline
    carmaker university group newspaper regulator union player rival rivals law act game spacecraft newsroom woman man
    scientist researcher economist lawyer analyst film book award ship supplier partner partners bidder buyer seller
    successor winner candidate candidates chairman chairwoman director spokesman spokeswoman organisation organization
    ministry department committee panel""".split()
)
_RULES: tuple[tuple[re.Pattern[str], Kind], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), kind)
    for pattern, kind in (
        (r"who|whom|whose", Kind.NAME),
        (r"when|(?:what|which) (?:date|day|month|year|deadline|time)|how (?:long|soon|much time|far back)", Kind.TIME),
        (r"where", Kind.PLACE),
        (r"(?:what|which|how (?:big|large) a|how much of a) (?:share|percentage|percent|proportion|stake)", Kind.SHARE),
        (r"how much\b.*\b(?:money|pay|paid|costs?|spen[dt]|buy|bought|worth|dollars|price|fine|fund)", Kind.MONEY),
        (r"what (?:price|sum)|how expensive|what (?:do|does|did|will|would) .* cost", Kind.MONEY),
        (r"how (?:many|much|large|big|old|far|often|fast|high|tall|heavy|deep|wide|hot|cold)", Kind.NUMBER),
        (r"what (?:number|amount|factor|is the population|was the population|speed|age|size)", Kind.NUMBER),
        (r"why|how come|for what reasons?|what (?:reasons?|caused|led to)|how", Kind.OPEN),
    )
)
_AUXILIARIES = frozenset(
    """is are was were do does did has have had can could will would should may might must am need""".split()
)
_YES_NO = re.compile(rf"^(?:[^,]{{1,80}}, )?(?:so |and |but |then )?(?:{'|'.join(sorted(_AUXILIARIES))})(?:n['’]t)?\b")
_QUESTION_WORD = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b")
_MANNERS = re.compile(
    r"^(?:(?:hi|hello|hey|and|so|please|ok|okay)\b,? )*(?:(?:can|could|would|will|do|does) (?:you|anyone|anybody|we)"
    r"(?: please| kindly| happen to)? (?:tell me|tell us|say|know|explain|remind me|find out|let me know)"
    r"|(?:please )?tell (?:me|us)|i(?: would|['’]d)? (?:want|like|need) to know|do we know|is it known)\b,? "
)
_ASIDE = re.compile(
    r"^(?:if|when|while|after|before|since|apart from|besides|aside from|other than|in addition to|as well as) "
    r"[^,]{3,120}, (?=(?:(?:and|then|so|in|on|at|by|to|for|from|of|with|until|till|since|under|through) )*"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b)"
)
"""A clause before the question itself: "if you count from Monday, when does it end"."""
_PREPOSITIONS = frozenset("of in for at to on by with behind that who which from".split())
_QUANTITIES = frozenset("other more most few".split())
_NUMBERED = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|1[0-9])"
_SEVERAL = re.compile(
    rf"\b(?:which|what|who|name|list|whose|give)(?: are| were)?(?: the| any)? {_NUMBERED}\b"
    r"|\bwho (?:are|were)\b(?! (?:you|we|they)\b)|^list\b"
)
_ASKED_NOUN = re.compile(
    r"\b(?P<word>which|what|whose|name)(?P<be> are| were)?(?: the| some| all| of| other)*"
    r"(?P<phrase>(?: [^\W_][\w.’'-]*){1,4})"
)


def expectation(question: str) -> Expectation:
    """Read the kind of answer off the question's wording.

    >>> expectation("which country banned TikTok?").kind, expectation("Name two founders of the bank.").several
    (<Kind.PLACE: 'place'>, True)
    """
    text = re.sub(r"\s+", " ", question[:_LONGEST].casefold()).strip(" ?!.")
    text = _ASIDE.sub("", _MANNERS.sub("", text, count=1), count=1)
    if text.startswith(("whether ", "if ")) or (_YES_NO.match(text) and _asks_whether(text)):
        return Expectation(Kind.YES_NO)
    several = _asks_several(text)
    if (named := _named_kind(text)) is not None:
        return replace(named, several=several, speaker=named.kind is Kind.NAME and _asks_speaker(text))
    asked = [
        (match.start(), order, kind) for order, (pattern, kind) in enumerate(_RULES) if (match := pattern.search(text))
    ]
    if not asked:
        return Expectation(Kind.OPEN, several=several)
    kind = min(asked)[2]
    if kind is Kind.OPEN:
        return Expectation(Kind.OPEN, explains=True)
    return Expectation(kind, _counted(text), kind is Kind.NAME and _asks_speaker(text), several)


def _asks_whether(text: str) -> bool:
    """Whether a question that may be answered yes or no is one: nothing is offered to choose from or asked before."""
    opening = text.partition(", ")[0] if ", " in text else ""
    return " or " not in text and not _QUESTION_WORD.search(opening)


def _named_kind(text: str) -> Expectation | None:
    """`which country`, `what app`, `what is X's parent company`: the answer is one of the noun that is named."""
    match = re.search(r"\b(?:which|what)\b(.*)|^(?:name|list|give) (.*)", text)
    if match is None or re.search(r"\b(?:why|when|where|who|how)\b", text[: match.start()]):
        return None
    following = words(match.group(1) or match.group(2) or "")
    if following[:1] in (["is"], ["was"], ["are"], ["were"], ["s"]):
        phrase = list(takewhile(lambda word: word not in _PREPOSITIONS, following[1:]))
        near = phrase[-2:]
    else:
        near = list(takewhile(lambda word: word not in STOP_WORDS - _QUANTITIES, following))[:4]
    for noun in reversed(near):
        if noun in _PLACES:
            return Expectation(Kind.PLACE, noun)
        if noun in _NAMED:
            return Expectation(Kind.NAME, noun)
    return None


def _asks_several(text: str) -> bool:
    """Whether the form asks for more than one: a number or a plural behind the question word."""
    return _SEVERAL.search(text) is not None or any(map(_is_plural_phrase, _ASKED_NOUN.finditer(text)))


def _is_plural_phrase(asked: re.Match[str]) -> bool:
    following = asked["phrase"].split()
    phrase = list(takewhile(lambda word: word not in STOP_WORDS, following))
    if not phrase:
        return False
    if any(_is_plural(word) and word in _PLACES | _NAMED for word in phrase):
        return True
    if asked["be"] or asked["word"] != "what":
        return _is_plural(phrase[-1] if asked["be"] else phrase[0])
    return _is_plural(phrase[-1]) and not _AUXILIARIES.isdisjoint(following[len(phrase) : len(phrase) + 1])


def _is_plural(word: str) -> bool:
    return word in ("people", "men", "women", "children") or re.search(r"[^siu]s$", word) is not None


def _counted(text: str) -> str | None:
    """The noun behind "how many": the first plural before a verb or preposition, else the last word before it."""
    match = re.search(r"\bhow (many|much)((?: [\w.’'-]+)+)", text)
    following = match.group(2).split() if match else []
    if following[:1] and following[0] in _AUXILIARIES:
        return None  # "how much did it cost": nothing is named
    nouns = dropwhile(lambda word: word in STOP_WORDS - {"us"}, following)
    telling = list(takewhile(lambda word: word not in STOP_WORDS - {"us"}, nouns))
    if match and match.group(1) == "much":  # what is not counted has no plural
        return telling[0] if telling else None
    return next(filter(_is_plural, telling), telling[-1] if telling else None)


def _asks_speaker(text: str) -> bool:
    """Whether whoever says something is asked for; not "who was told", "who did she accuse"."""
    return _ASKS_SPEAKER.search(text) is not None
