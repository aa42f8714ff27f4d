"""Ways to change one thing in a right statement, so that it is wrong. Every choice is drawn from a given generator.

A change returns None where the statement has nothing of its kind. What is put in anew ("new" kinds) occurs in no
article of the sample. The forms are looked for with patterns of this module alone, not with those of the prover.
"""

import random
import re
from collections.abc import Callable

Change = Callable[[str, str, random.Random], str | None]
"""From a statement, the passage that it is from, and a generator, to the changed statement."""

_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)}|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
_DATE = re.compile(
    rf"\b{_MONTH} (\d{{1,2}})\b|\b({'|'.join(_WEEKDAYS)})\b|\b(20[12]\d|19\d\d)\b|\b({_MONTH})(?= (?!\d)|,)"
)
_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty thirty".split()
_NUMBER = re.compile(
    rf"(?<![\w.,])\d{{1,3}}(?:,\d{{3}})+|(?<![\w.,])\d+(?:\.\d+)?(?![\w,]\d)|\b(?:{'|'.join(_WORDS)})\b"
)
_NAME = re.compile(r"\b[A-Z][a-zA-Z]+(?:\.ly)?(?: [A-Z][a-zA-Z]+)*\b")
_NO_NAMES = frozenset(
    """So Within There People The A An In On At It Its He She They His Her Their This That These Those But And For From
    With By As If When While After Before Under Until Not No Some Most Many Several Two Both Mr Ms Mrs Rep Judge
    President Secretary Treasury Commerce Department Any All One Such What Who How Where Companies Users Shares
    Analysts Officials Inc Corp Ltd Co Correction Chinese American Indian British Americans Indians According Local
    Young New Developers Critics Investors Creators Parents Reviewers Sales Lawyers Regulators Engineers Security
    Enforcement Approval Talks Applications Recovery Relations Nothing Nobody Everyone Minority Financial Data
    Existing Players Twenty Ninety Unions Advertisers Over Among Recommending Whether You To Bans Aug Sept Oct Nov
    Dec Beginning Once Since Like Send Nor Cook Use Ask Take My Our We Move Everybody Hundreds Thousands Nearly
    About Early Late Walking Without Together Hours Half Only Rewriting Separating""".split()
) | {*_MONTHS, *_WEEKDAYS}
"""Words of the sample that open its sentences, or stand before names, with a capital."""

_NEW_PERSONS = ("Halvor Brandt", "Priya Castellan", "Jonas Eklund", "Mona Ferrante", "Keiko Lindqvist", "Olaf Ivarsson")
_NEW_SINGLE = (
    "Siemens",
    "Volvo",
    "Portugal",
    "Lisbon",
    "Ericsson",
    "Tessaro",
    "Norway",
    "Kestrel",
    "Renault",
    "Quito",
    "Unilever",
)
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|should|may|might)\b(?! not\b|n't)")
_PAST = re.compile(r"(?<=[a-z] )([a-z]{3,}ed)\b(?= (?!by\b|to\b))")
_NEGATIONS = (
    (r"\b(did|does|do|has|have|had|is|was|are|were|will|would|could|can|may|might) not\b", r"\1"),
    (r"\b(did|does|do|has|have|had|is|was|are|were|wo|would|could|ca)n['’]t\b", r"\1"),
    (r"\bcannot\b", "can"), (r"\bNo (\w+)", r"A \1"), (r"\bno (?!longer\b)(\w+)", r"a \1"), (r"\bnever\b", "often"),
    (r"\bno longer\b", "still"), (r"\bNone of\b", "Some of"), (r"\bnone of\b", "some of"), (r"\bwithout\b", "with"),
    (r"\brefused\b", "agreed"), (r"\bdeclined to\b", "agreed to"), (r"\bdenies\b", "confirms"),
    (r"\bneither\b", "each"),
)  # fmt: skip
_HEDGES = (
    (r"\b(?:reportedly|allegedly|likely|probably|perhaps|tentatively) ", ""),
    (r"\b(?:may|might|could)\b(?! not| be )", "will"),
    (r"\b(?:may|might|could) be\b", "is"), (r"\b(?:is|are) (?:expected|likely|said|due|supposed) to\b", "will"),
    (r"\b(?:plans|wants|hopes|intends|aims|seeks) to\b", "will"),
    (r"\b(?:planned|wanted|hoped|intended) to\b", "would"),
    (r"\b(?:about|around|nearly|almost|some|up to|more than|at least|as much as) (?=[\d$])", ""),
    (r"\b(?:more than|nearly|about|at least) (?=(?:two|three|four|five|six|ten|twenty|half)\b)", ""),
    (r"\bseemed to\b", "did"), (r"\bin talks with\b", "merging with"), (r"\bin principle\b", "finally"),
    (r"\bagreed to\b", "began to"), (r"\bproposed\b", "final"), (r"\bpreliminary\b", "final"),
    (r"\bpotential\b", "actual"),
)  # fmt: skip
_SAID_LAST = re.compile(
    r",[\"”]? (?:the |a |an )?[A-Z\w][\w .’'&-]{2,60} (?:said|added|argued|estimated)(?: on \w+)?\.$"
    r"|, according to [^,.]+\.$|,[\"”] said [^.]+\.$"
)
_SAID_FIRST = re.compile(
    r"^(?:In [^,]{5,50}, )?[A-Z][^,.]{2,60}?(?:, [^,]{3,60},)? (?:said|wrote|argued|warned|predicted|stressed)"
    r"(?: on \w+| at the end| in reply)?(?: that)? (?=\w)"
)
_SPEAKS = re.compile(
    r"\b(?:said|says|say|told|according|wrote|argued|called|denies|warned|announced|reported|accused|added|asked|replied)\b|[\"“”]"
)


def new_figure(text: str, _: str, chance: random.Random) -> str | None:
    """One number becomes one that no article has."""
    dates = [match.span() for match in _DATE.finditer(text)]
    places = [m for m in _NUMBER.finditer(text) if not any(s < m.end() and m.start() < e for s, e in dates)]
    if not places:
        return None
    old = chance.choice(places)
    new = (
        chance.choice(("38", "83", "612", "1,738", "43,217", "6.13"))
        if old.group()[0].isdigit()
        else chance.choice(("seventeen", "thirteen", "ninety-four"))
    )
    return text[: old.start()] + new + text[old.end() :]


def new_day(text: str, passage: str, chance: random.Random) -> str | None:
    """One day, weekday, month or year becomes one that the passage does not have."""
    places = list(_DATE.finditer(text))
    if not places:
        return None
    old = chance.choice(places)
    if old[1]:
        wrong = [str(day) for day in range(1, 29) if not re.search(rf"\b{day}\b", passage)]
        return text[: old.start(1)] + chance.choice(wrong) + text[old.end(1) :]
    pool = _WEEKDAYS if old[2] else ["1987", "1994", "2027", "2031"] if old[3] else _MONTHS
    wrong = [each for each in pool if each not in passage and each[:3] not in passage]
    return text[: old.start()] + chance.choice(wrong) + text[old.end() :] if wrong else None


def new_name(text: str, _: str, chance: random.Random) -> str | None:
    """One name becomes one that no article has."""
    places = names_in(text)
    if not places:
        return None
    old = chance.choice(places)
    return text[: old.start()] + chance.choice(_NEW_PERSONS if " " in old.group() else _NEW_SINGLE) + text[old.end() :]


def lost_negation(text: str, _: str, chance: random.Random) -> str | None:
    """A denial becomes its opposite."""
    return _replaced(text, _NEGATIONS, chance)


def added_negation(text: str, _: str, chance: random.Random) -> str | None:
    """A "not" behind an auxiliary, or a "never" before a verb in the past."""
    places = [*_AUXILIARY.finditer(text), *_PAST.finditer(text)]
    if not places:
        return None
    at = chance.choice(places)
    if at.re is _PAST:
        return text[: at.start()] + "never " + text[at.start() :]
    return text[: at.end()] + " not" + text[at.end() :]


def lost_hedge(text: str, _: str, chance: random.Random) -> str | None:
    """What may be, is planned or is about so much, is so."""
    return _replaced(text, _HEDGES, chance)


def added_hedge(text: str, _: str, chance: random.Random) -> str | None:
    """What is so, may be so, is said to be so, or is about so."""
    ways: list[Callable[[], str | None]] = [
        lambda: _once(text, r"\b(will|would)\b(?! not)", "may", chance),
        lambda: _once(text, r"\b(is|was|are|were|has|had) (?=[a-z]{3,}ed\b)", r"\1 reportedly ", chance),
        lambda: _once(text, r"(?<=[a-z] )(?=[a-z]{3,}ed (?:the|a|an|its|on|in|to)\b)", "allegedly ", chance),
        lambda: _once(
            text,
            r"(?<![\w$.,])(?<!about )(?<!than )(?<!to )(?<!least )(?<!some )(?=\d[\d,.]* [a-z])(?!\d+ (?:years|per))",
            "about ",
            chance,
        ),
        lambda: _once(text, r"(?<!than )(?<!about )(?<!to )(?<!least )(?<!nearly )(?=\$\d)", "more than ", chance),
    ]
    chance.shuffle(ways)
    return next((made for way in ways if (made := way())), None)


def lost_voice(text: str, _: str, __: random.Random) -> str | None:
    """What somebody says, is so."""
    if (last := _SAID_LAST.search(text)) is not None:
        return text[: last.start()].strip('"“”') + "."
    if (first := _SAID_FIRST.search(text)) is not None:
        rest = text[first.end() :]
        return rest[0].upper() + rest[1:]
    return None


def added_voice(text: str, passage: str, chance: random.Random) -> str | None:
    """What is so, is what somebody says: one named in the passage, or nobody in particular."""
    if _SPEAKS.search(text):
        return None
    speakers = sorted({match.group() for match in names_in(passage) if match.group() not in text})
    who = chance.choice([*speakers[:6], "analysts", "officials", "a spokesman", "people familiar with the matter"])
    body = text[0] + text[1:].rstrip(".")
    return f"{body}, {who} said." if chance.random() < 0.5 else f"According to {who}, {body}."


def swapped_name(text: str, passage: str, chance: random.Random) -> str | None:
    """One name becomes another of the passage, of as many words."""
    places = names_in(text)
    chance.shuffle(places)
    for old in places:
        parts = set(old.group().split())
        others = sorted(
            {m.group() for m in names_in(passage) if not parts & set(m.group().split()) and m.group() not in text}
        )
        fitting = [other for other in others if (" " in other) == (" " in old.group())]
        if fitting:
            return text[: old.start()] + chance.choice(fitting) + text[old.end() :]
    return None


def swapped_figure(text: str, passage: str, chance: random.Random) -> str | None:
    """One number becomes another of the passage; of two in the statement, they change places."""
    dates = [match.span() for match in _DATE.finditer(text)]
    here = [m for m in _NUMBER.finditer(text) if not any(s < m.end() and m.start() < e for s, e in dates)]
    if len(here) >= 2 and here[0].group() != here[1].group():
        a, b = here[0], here[1]
        return text[: a.start()] + b.group() + text[a.end() : b.start()] + a.group() + text[b.end() :]
    blocked = [match.span() for match in _DATE.finditer(passage)]
    others = sorted(
        {m.group() for m in _NUMBER.finditer(passage) if not any(s < m.end() and m.start() < e for s, e in blocked)}
        - {m.group() for m in here}
    )
    if not here or not others:
        return None
    old = chance.choice(here)
    return text[: old.start()] + chance.choice(others) + text[old.end() :]


def names_in(text: str) -> list[re.Match[str]]:
    """Names, as far as capitals tell."""
    return [
        m
        for m in _NAME.finditer(text)
        if not set(m.group().split()) & _NO_NAMES
        and not (m.group().isupper() and len(m.group()) > 4)
        and not re.search(rf"\b{m.group().lower()}\b", text)
    ]


def _replaced(text: str, ways: tuple[tuple[str, str], ...], chance: random.Random) -> str | None:
    made = [new for pattern, put in ways if (new := re.sub(pattern, put, text, count=1)) != text]
    return chance.choice(made) if made else None


def _once(text: str, pattern: str, put: str, chance: random.Random) -> str | None:
    places = list(re.finditer(pattern, text))
    if not places:
        return None
    at = chance.choice(places)
    return text[: at.start()] + at.expand(put) + text[at.end() :]
