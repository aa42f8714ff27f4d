"""Who did something, what somebody did it to, when and where: each part of a clause asked for by the others."""

import re
from collections.abc import Iterator
from datetime import date

from bot.answering.english.countries import is_country
from bot.answering.english.dates import resolve
from bot.evaluation.drafting.clauses import CAPITAL, Clause, Told, full_name
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.standing import stands_alone
from bot.evaluation.drafting.verbs import PLACED, TRANSITIVE, UNDATED, is_deed

_OF_SUBJECT = re.compile(r"\b(?:its|their|his|her)\b")
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Aug\.|Sept\."
    r"|Oct\.|Nov\.|Dec\.)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_DATE = re.compile(
    rf"(?:^| )(?:on (?P<day>(?:{_WEEKDAY}, )?{_DAY}|{_WEEKDAY})|in (?P<period>{_MONTH} \d{{4}}|(?:19|20)\d\d))"
    r"(?=$| (?!night|morning|afternoon|evening|and\b|or\b))"
)
_VERB_BEFORE = re.compile(r"\b(?:to|that|which|who|would|will|had|has|was|were|is|are|\w+ed|\w+ing|signed|sold|made)\b")
_OBJECT = re.compile(
    r"(?P<thing>(?:(?:an?|the|\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|[a-z-]+|[A-Z][\w.’'-]*) ){0,7}?"
    r"[\w’'&-]+)(?=$| (?:in|on|at|from|to|with|for|after|before|during|against|by|into|over|under|until|as)\b)"
    r"(?P<tail>.*)$"
)
_NO_OBJECT = re.compile(
    r"(?:in|on|at|from|to|by|with|for|after|before|during|against|into|over|under|until|as|of|that|it|him|them|itself"
    r"|himself|what|how|why|whether|higher|lower|well|down|up|out|off|back|away|more|\w+ly|no|not|and|or|its|his|her|their|all|one)\b"
)
_IN_OBJECT = re.compile(r"\b(?:to|that|which|who|and|than|while|if|was|were|is|are|had|has)\b|\w+ing\b")
_TO_DO = re.compile(" to (?!the |its )[a-z]")
_PLACE = re.compile(rf" in (?P<place>(?:the )?{CAPITAL}(?: {CAPITAL}){{0,2}})(?=$| on {_WEEKDAY}$| on {_DAY}$)")
_CITIES = frozenset(
    """washington|new york|london|paris|berlin|tokyo|beijing|shanghai|hong kong|new delhi|mumbai|moscow|brussels|geneva
    |vienna|rome|madrid|oslo|stockholm|copenhagen|helsinki|amsterdam|dublin|lisbon|athens|istanbul|ankara|cairo|nairobi
    |lagos|johannesburg|sydney|melbourne|toronto|ottawa|montreal|chicago|boston|los angeles|san francisco|seattle|miami
    |houston|dallas|atlanta|philadelphia|detroit|denver|phoenix|california|texas|florida|pennsylvania|ohio|georgia
    |nevada|arizona|virginia|alaska|hawaii|silicon valley|cupertino|tulsa|europe|africa|asia|antarctica|kyiv|warsaw
    |prague|budapest|zurich|munich|frankfurt|milan|barcelona|seoul|singapore|bangkok|jakarta|manila|taipei|karachi
    |tehran|baghdad|jerusalem|gaza|dubai|riyadh|brasilia|lima|bogota|mexico city|havana""".replace("\n", "")
    .replace(" |", "|")
    .replace("    ", "")
    .split("|")
)


def about_doer(told: Told, given: Clause) -> Iterator[Proposal]:
    """`Who bought four cranes?`."""
    verb = f"{given.auxiliary} {given.verb}".strip()
    person = given.mention.person is True
    if given.auxiliary in ("is", "was") and not (person or given.is_country):
        return
    if not (person or given.is_country or is_deed(given.base)) or _OF_SUBJECT.search(given.rest):
        return
    question = f"{'Which country' if given.is_country else 'Who'} {verb} {given.rest}?"
    if stands_alone(question, given.name):
        full = full_name(given.name, told.article.text) if given.mention.person is not False else given.name
        names = tuple(dict.fromkeys((given.name, full)))
        yield Proposal(question, names, "which" if given.is_country else "who", told.exact)


def about_thing(told: Told, given: Clause) -> Iterator[Proposal]:
    """`What did Halden buy from the city of Marwick?`."""
    if given.auxiliary or given.base not in TRANSITIVE or _NO_OBJECT.match(given.rest):
        return
    found = _OBJECT.match(given.rest)
    if found is None or _IN_OBJECT.search(found["thing"]) or not found["tail"].strip() or _TO_DO.match(found["tail"]):
        return
    question = given.asked("What", found["tail"])
    if stands_alone(question, found["thing"]) and _names_beside(found["tail"]):
        bare = re.sub("^(?:an?|the) ", "", found["thing"])
        yield Proposal(question, tuple(dict.fromkeys((bare, found["thing"]))), "what", told.exact)


def about_time(told: Told, given: Clause) -> Iterator[Proposal]:
    """`When did Halden buy four cranes?`."""
    for place, rest in ((given.rest, None), (given.lead, given.rest)):
        found = _DATE.search(place[0].lower() + place[1:] if place else "")
        if found is None or given.base in UNDATED or (rest and _DATE.search(rest)):
            continue
        if rest is None and _VERB_BEFORE.search(given.rest[: found.start()]):
            continue
        left = (given.rest[: found.start()] + given.rest[found.end() :]).strip() if rest is None else rest
        written = found["day"] or found["period"]
        wordings = _dates(written, told.article.first_day)
        question = given.asked("When", left)
        if wordings and left and stands_alone(question, written):
            yield Proposal(question, wordings, "when", told.exact)


def about_place(told: Told, given: Clause) -> Iterator[Proposal]:
    """`Where did the jury of the River Prize meet?`."""
    found = _PLACE.search(given.rest)
    if found is None or given.base not in PLACED or not _is_place(found["place"]):
        return
    question = given.asked("Where", given.rest[: found.start()] + given.rest[found.end() :])
    if stands_alone(question, found["place"]):
        yield Proposal(question, (found["place"].removeprefix("the "),), "where", told.exact)


def _names_beside(tail: str) -> bool:
    """Whether the rest narrows the question: a name or a number stands in it."""
    return re.search(r"[A-Z0-9]", re.sub(_DATE, "", tail)) is not None


def _dates(written: str, published: date | None) -> tuple[str, ...]:
    """As written, and the day that it means; nothing for a weekday of an unknown week."""
    if re.search(r"\d{4}$", written):
        return (written,)
    day = resolve(written, published)
    return () if day is None else (written, f"{day:%B} {day.day}, {day.year}")


def _is_place(name: str) -> bool:
    return is_country(name) or name.removeprefix("the ").casefold() in _CITIES
