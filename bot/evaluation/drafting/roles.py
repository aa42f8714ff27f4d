"""What a name's description tells: who holds an office, where somebody works, how old somebody is."""

import re
from collections.abc import Iterator

from bot.answering.english.mentions import mentions
from bot.evaluation.drafting.clauses import CAPITAL, Told
from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.standing import stands_alone

_PERSON = rf"{CAPITAL}(?: (?:(?:de|van|von|bin|al) )?{CAPITAL}){{1,3}}"
_OFFICE = (
    r"(?:[a-z-]+ ){0,3}?(?:president|minister|chancellor|chief|executive|officer|chairman|chairwoman|chair|founder"
    r"|governor|mayor|king|queen|director|secretary|ambassador|leader|coach|manager|head|editor|owner|author|inventor"
    r"|commissioner|captain|boss|designer|conductor|rector|dean)"
)
_OF = rf"(?:of|at) (?:the )?{CAPITAL}(?: (?:(?:of|and|for|&) )?{CAPITAL})*"
_BEHIND = re.compile(rf"(?P<name>{_PERSON}), (?:who is )?(?P<office>the (?!former|late|first){_OFFICE} {_OF})(?=[,.])")
_BEFORE = re.compile(
    rf"(?P<office>{CAPITAL}(?: {CAPITAL})*[’']s? (?!former|late|first){_OFFICE}), (?P<name>{_PERSON})(?=[,.])"
)
_WORK = re.compile(
    rf"(?P<name>{_PERSON}), (?P<work>an? (?:[a-z-]+ ){{0,2}}(?:analyst|lawyer|consultant|professor|partner|engineer"
    r"|researcher|economist|manager|fellow|scientist|director)(?: of [a-z]+(?: [a-z]+)?)?)"
    rf" at (?P<house>{CAPITAL}(?: (?:(?:of|and|&) )?{CAPITAL})*)(?=[,.])"
)
_AGE = re.compile(rf"(?P<name>{_PERSON}), (?:who is )?(?P<age>[1-9]\d)(?=[,.](?! ?\d))")
_SOMEBODY = re.compile(r"\b(?:an?|one|two|three|another)\b")


def about_roles(told: Told) -> Iterator[Proposal]:
    """The questions for what the sentence says of persons by the way."""
    yield from _offices(told)
    for match in _WORK.finditer(told.text):
        if _is_person(match["name"]):
            question = f"At which organisation is {match['name']} {match['work']}?"
            yield Proposal(question, (match["house"],), "which", told.exact)
    for match in _AGE.finditer(told.text):
        if _is_person(match["name"]):
            yield Proposal(f"How old is {match['name']}?", (match["age"],), "how_many", told.exact)


def _offices(told: Told) -> Iterator[Proposal]:
    for match in (*_BEHIND.finditer(told.text), *_BEFORE.finditer(told.text)):
        name, office = match["name"], match["office"]
        question = f"Who is {office}?"
        if _is_person(name) and not _SOMEBODY.search(office) and stands_alone(question, name):
            yield Proposal(question, (name,), "who", told.exact)


def _is_person(name: str) -> bool:
    """Whether it is one name of at least two words that no organisation has."""
    met = mentions(name, 0, len(name), 0)
    return len(met) == 1 and met[0].person is not False and met[0].place.start == 0
