"""How many and how much: a number before what it counts, as object or as subject, and sums that were paid."""

import re
from collections.abc import Iterator

from bot.evaluation.drafting.clauses import Clause, Told
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.standing import stands_alone
from bot.evaluation.drafting.verbs import base_of

_ABOUT = r"(?:(?:more than|fewer than|less than|about|around|nearly|almost|at least|some|up to|roughly|over|only) )?"
_NUMBER = (
    r"(?:\d[\d,]*(?:\.\d+)?(?: (?:hundred|thousand|million|billion))?|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_NOUN = r"(?P<noun>(?:[A-Z]?[a-z-]+ ){0,2}(?!others\b)(?:[a-z]+[^s\W]s|people|men|women|children))"
_SPANS = re.compile(r"(?:\w+ )*(?:hours|days|weeks|months|years|minutes|percent|dollars|times|points|thirds|quarters)$")
_COUNTED = re.compile(
    rf"(?P<answer>{_ABOUT}(?P<number>{_NUMBER})) {_NOUN}(?P<tail>$| (?:in|on|at|from|to|with|for|of|by|after"
    r"|before|during|against|who|across|around|worldwide|into|over)\b.*)"
)
_SUBJECT = re.compile(
    rf"(?P<answer>{_ABOUT}(?P<number>{_NUMBER})) {_NOUN}(?P<of> (?:in|from|of|at) [^,.]{{3,40}}?)?"
    r" (?P<verb>(?:have|were|had|will) [a-z]+|[a-z]+)(?P<rest> [^,;:]+)\.$",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"(?P<answer>{_ABOUT}(?P<number>(?:US)?[$€£]\d[\d,.]*\d?(?: (?:million|billion|trillion))?))(?P<tail> .+)"
)
_SPENDING = frozenset("pay spend raise invest lose earn donate".split())
_PRICE = re.compile(
    rf"(?P<thing>[^,]{{3,60}}?) for "
    rf"(?P<answer>{_ABOUT}(?P<number>(?:US)?[$€£]\d[\d,.]*\d?(?: (?:million|billion))?))$"
)
_NO_COUNT = frozenset("tell get go agree become make take give".split())


def about_number(told: Told, given: Clause) -> Iterator[Proposal]:
    """`How many apps did India ban?`, `How much did Halden pay for the cranes?`."""
    if (found := _COUNTED.match(given.rest)) and not _SPANS.match(found["noun"]) and given.base not in _NO_COUNT:
        yield from _kept(told, given.asked(f"How many {found['noun']}", found["tail"]), found)
    if (found := _SUM.match(given.rest)) and given.base in _SPENDING:
        yield from _kept(told, given.asked("How much", found["tail"]), found)
    if (found := _PRICE.fullmatch(given.rest)) and given.base in ("buy", "acquire", "purchase") and not given.auxiliary:
        yield from _kept(told, given.asked("For how much", found["thing"]), found)


def about_counted(told: Told) -> Iterator[Proposal]:
    """`How many people died in Halden?`: the number opens the sentence."""
    found = _SUBJECT.fullmatch(told.text)
    if found is None or _SPANS.match(found["noun"]) or not _is_verb(found["verb"]):
        return
    question = f"How many {found['noun']}{found['of'] or ''} {found['verb']}{found['rest']}?"
    yield from _kept(told, question, found)


def _kept(told: Told, question: str, found: re.Match[str]) -> Iterator[Proposal]:
    number, answer = found["number"], found["answer"]
    if stands_alone(question, number):
        yield Proposal(question, tuple(dict.fromkeys((number, answer[0].lower() + answer[1:]))), "how_many", told.exact)


def _is_verb(words: str) -> bool:
    auxiliary, _, verb = words.rpartition(" ")
    return base_of(verb) is not None or (bool(auxiliary) and verb.endswith("ed"))
