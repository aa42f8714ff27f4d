"""How far a statement holds back: "may", "reportedly", "plans to", "about 60" may be neither lost nor added.

A hedge may go over to another of its kind ("may" to "might", "is in talks to" to "is negotiating"). One of the source's
that governs nothing of what the claim takes up does not matter. What is only to come may not be told as done.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.english.amounts import same_amount
from bot.answering.english.hedges import hedges
from bot.answering.proving.days import Day, days
from bot.answering.proving.figures import Figure, figures
from bot.answering.proving.wording import Word, closest, is_past, telling_words, words_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to hold back. `own`: its words as `english.hedges` finds them; `alike`: all words that do the same.

    `afar`: they often stand behind what they govern, or in the middle of it.
    """

    own: str
    alike: str
    afar: bool = False


_MEANT = Kind(
    own=r"proposed|.*talks|.*negotiations|.*discussions|considering|planned"
    r"|.*(?:considering|weighing|exploring|planning|negotiating|seeking|mulling|hoping)"
    r"|(?:plan|hope|aim|want|intend|seek|sought|agreed|offered|tries|tried|threaten)\w*(?: to)?",
    alike=r"propos\w+|talks?|talking|negotiat\w+|discuss\w*|consider\w*|weigh(?:s|ed|ing)?|explor\w+|plan(?:s|ned|ning)?|mull\w*"
    r"|hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|want\w*|intend\w*|intention\w*|seek\w*|sought|agree\w*|offer\w*|try\w*"
    r"|tr(?:ies|ied)|threat\w*|bid(?:s|ding)?|pursu\w+|attempt\w*|goal|wish\w*|look\w* (?:at|into|for)",
)
_KINDS = (
    _MEANT,
    Kind(  # it is possible
        own=r"may|might|could|possibly|perhaps|potential\w*|prospective",
        alike=r"may(?! \d)|might|could|can|able|possib\w+|perhaps|potential\w*|chance|prospective|allowed|unlikely",
    ),
    Kind(  # it is hearsay
        own=r"reportedly|allegedly|apparently|purportedly|supposedly|alleged|rumou?r\w*|unconfirmed|suspected"
        r"|.* (?:said|believed|thought|understood|reported|rumou?red) to|.*(?:people|persons?|sources?|insiders).*"
        r"|reports? \w+",
        alike=r"reportedly|reported to|reports? (?:say|said|suggest\w*)|alleg\w+|apparent\w*|purported\w*|suppos\w+"
        r"|rumou?r\w*|unconfirmed|suspect\w*|insiders"
        r"|(?:people|persons?|sources?|officials?) (?:familiar|close|briefed|told|said|with knowledge)"
        r"|according to (?:\w+ )?(?:people|persons?|sources?|officials?|reports?)"
        r"|(?:is|are|was|were) (?:said|believed|thought|understood)",
        afar=True,
    ),
    Kind(  # it is likely
        own=r"probably|likely|unlikely|expected|.* (?:expected|likely|set|due|poised|about) to|expects? to|expected to",
        alike=r"probab\w+|likely|unlikely|expect\w*|set to|due|poised|about to|anticipat\w+|forecast\w*|predict\w*"
        r"|scheduled|planned|think\w*|thought|believ\w+",
        afar=True,
    ),
    Kind(own=r"if|unless", alike=r"if|unless|whether|provided|otherwise|in case|should|once|only"),
    Kind(  # it is so for now
        own=r"tentatively|preliminary|in principle|in concept",
        alike=r"tentative\w*|preliminar\w+|in principle|in concept|provisional\w*|early|propos\w+",
        afar=True,
    ),
    Kind(own=r"estimat\w+", alike=r"estimat\w+|about|around|roughly|approximately|some|count(?:s|ed)?|put|reckon\w*"),
    Kind(  # it seems so
        own=r"seems?|seemed|appears? to|appeared to|seemingly|suggests?",
        alike=r"seem\w*|appear(?:s|ed)?|suggest\w*|look(?:s|ed)?|apparent\w*|sound(?:s|ed)?|impression",
        afar=True,
    ),
)

_CLAUSE_END = re.compile(r"[;:.]|, (?:and|but|while|which|who)\b|\b(?:but|although|while)\b")
_SENTENCE_END = re.compile(r"(?<=[a-z\d\")])[.!?]\"? (?=[\"A-Z])")
_SCOPE = 3
"""Telling words behind a hedge (or before it, where none follow) that it is taken to govern."""

_ABOUT = r"about|around|roughly|approximately|some|circa|an? estimated|nearly|almost|just under|close to|more or less|~"
_ABOVE = r"(?:just )?(?:more than|at least|over|above|upwards? of|no (?:fewer|less) than|in excess of)"
_BELOW = r"up to|under|below|less than|fewer than|at most|(?:by )?as (?:many|much) as|(?:not|no) more than"
_BEFORE = re.compile(
    rf"(?:^|[\s(])(?:(?P<about>{_ABOUT})|(?P<above>{_ABOVE})|(?P<below>{_BELOW})) ?(?:the )?$", re.IGNORECASE
)
_BEHIND = re.compile(r"(?:\s\w+)? or (?:(?P<about>so)|(?P<above>more|longer)|(?P<below>less|fewer))\b", re.IGNORECASE)

_FUTURE = re.compile(
    r"\b(?:will|would|shall|going to|(?:is|are|was|were) to|'ll)"
    r"(?: (?:not|also|soon|then|now|only|be|have|no longer|\w+ly))* $"
)
_DONE = re.compile(r"\b(?:has|have|had|was|were|did)(?: \w+)? $")
_OPEN = re.compile(r"\b(?:will|would|shall|to|may|might|could|can|should|must|'ll|if|being|be)(?: \w+){0,2} $")


def misheld(claim: str, source: str) -> str | None:
    """What the claim holds back on and the source does not, or the other way round, in words; None if nothing."""
    return _lost(claim, source) or _added(claim, source) or _exactness(claim, source) or _done(claim, source)


@dataclass(frozen=True, slots=True)
class _Hedge:
    """A hedge with the telling words that it governs, the nearest first."""

    text: str
    kind: Kind
    governed: tuple[Word, ...]


def _lost(claim: str, source: str) -> str | None:
    hedge = _one_sided(source, claim)
    return f"the source says “{hedge.text}”" if hedge else None


def _added(claim: str, source: str) -> str | None:
    hedge = _one_sided(claim, source)
    return f"only the statement says “{hedge.text}”" if hedge else None


def _one_sided(text: str, other: str) -> _Hedge | None:
    """A hedge of the first text that the second lacks where it tells the same."""
    theirs = words_of(other)
    for hedge in _hedges(text):
        met = [closest(word, theirs) for word in hedge.governed]
        if bool(met and met[0]) or sum(map(bool, met)) >= _SCOPE - 1:
            places = next(found for found in met if found)
            if not any(_holds_back(_clause(other, word.start, hedge.kind), hedge.kind) for word in places):
                return hedge
    return None


def _clause(text: str, at: int, kind: Kind) -> str:
    """The clause around a place; of kinds that govern from afar the sentence."""
    end = _SENTENCE_END if kind.afar else _CLAUSE_END
    first = max((match.end() for match in end.finditer(text, 0, at)), default=0)
    stop = end.search(text, at)
    return text[first : stop.start() if stop else len(text)]


def _holds_back(text: str, kind: Kind) -> bool:
    return re.search(rf"\b(?:{kind.alike})\b", text, re.IGNORECASE) is not None


@lru_cache(maxsize=4_000)
def _hedges(text: str) -> tuple[_Hedge, ...]:
    found = []
    for place in hedges(text):
        written = text[place.start : place.end]
        if written == "may" and re.match(r" \d", text[place.end :]):
            continue  # the month, in a text without capitals
        kind = next((kind for kind in _KINDS if re.fullmatch(kind.own, written, re.IGNORECASE)), None)
        if kind is not None:
            found.append(_Hedge(written, kind, _governed(text, place.start, place.end, kind)))
    return tuple(found)


def _governed(text: str, start: int, end: int, kind: Kind) -> tuple[Word, ...]:
    """The telling words that a hedge governs."""
    stop = _CLAUSE_END.search(text, end)
    telling = telling_words(text)
    behind = [word for word in telling if end <= word.start < (stop.start() if stop else len(text))]
    if behind and not (kind.afar and len(behind) < _SCOPE - 1):
        return tuple(behind[:_SCOPE])
    return tuple([word for word in telling if word.end <= start][-_SCOPE:][::-1])


def _exactness(claim: str, source: str) -> str | None:
    """A figure of which the one says "about" or "more than", and the other does not."""
    held = _counted(source)
    for fact in _counted(claim):
        same = {_bound(source, each.start, each.end) for each in held if _is_same(fact, each)}
        if same and _bound(claim, fact.start, fact.end) not in same:
            return f"the source has “{'/'.join(sorted(same)) or 'exactly'}” before {fact.text}"
    return None


def _counted(text: str) -> tuple[Figure | Day, ...]:
    return (*figures(text), *days(text))


def _is_same(one: Figure | Day, other: Figure | Day) -> bool:
    if isinstance(one, Figure) and isinstance(other, Figure):
        return same_amount(one.amount, other.amount)
    return isinstance(one, Day) and isinstance(other, Day) and one.within(other)


def _bound(text: str, start: int, end: int) -> str:
    """`about`, `above`, `below`, or nothing."""
    match = _BEFORE.search(text[max(0, start - 25) : start]) or _BEHIND.match(text[end : end + 25])
    return next((side for side, held in match.groupdict().items() if held), "") if match else ""


def _done(claim: str, source: str) -> str | None:
    """A deed that the source has still to come and the claim has behind it."""
    theirs = words_of(source)
    for word in words_of(claim):
        found = closest(word, theirs) if word.telling else ()
        if re.fullmatch(_MEANT.alike, word.bare):
            continue  # "would aim to" and "aimed to" are one
        to_come = bool(found) and all(_FUTURE.search(source[max(0, o.start - 40) : o.start]) for o in found)
        before = claim[max(0, word.start - 30) : word.start]
        past = _DONE.search(before) or (is_past(word.bare) and any(not is_past(other.bare) for other in found))
        if to_come and past and not _OPEN.search(before):
            return f"the source has “{found[0].text}” still to come"
    return None
