"""The question before, asked of another name, place or period: "and in Spain?", "what about Orsk?", "and in 2020?".

Of several names the one most like the new one is replaced; by form alone, so that of two companies it is the first.
"""

import re
from collections.abc import Sequence

from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.namings import same_name
from bot.answering.english.nominals import Nominal, names
from bot.answering.english.period_words import period_words
from bot.answering.english.small_words import PREPOSITION
from bot.answering.english.spans import Place
from bot.search.terms import bare, words

_LONGEST = 120
"""Characters of a name or phrase that is put into a question."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PHRASE = re.compile(rf"(?P<lead>{PREPOSITION}) (?:the )?[A-Z].*")
_TOO = re.compile(r"[, ]+(?:too|as well|then|also)$")


def substituted(fragment: str, before: ReadTurn) -> str | None:
    """The whole question, without its mark; None where the words are no name, place or period, or an old one."""
    plain = _TOO.sub("", fragment[: 2 * _LONGEST].strip(" ?!.,;:"))
    if not plain or len(plain) > _LONGEST:
        return None
    if _YEAR.fullmatch(plain):
        return _in_year(plain, before.question)
    own = period_words(plain)
    if own and own[0] == Place(0, len(plain)):
        theirs = period_words(before.question)
        return _put(before.question, theirs[-1], plain) if theirs else f"{before.question} {plain}"
    if (match := _PHRASE.fullmatch(plain)) is not None:
        return _with_phrase(match["lead"], plain, before.question)
    named = names(plain)
    return _with_name(named[0], before) if len(named) == 1 and _is_all(plain, named[0]) else None


def _in_year(year: str, question: str) -> str:
    years = list(_YEAR.finditer(question))
    return _put(question, Place(*years[-1].span()), year) if years else f"{question} in {year}"


def _with_phrase(lead: str, phrase: str, question: str) -> str:
    """`in Spain` in the place of "in France", or at the end."""
    for name in names(question):
        before = re.search(rf"\b{lead} (?:the )?$", question[: name.place.start])
        if before:
            return _put(question, Place(before.start(), name.place.end), phrase)
    return f"{question} {phrase}"


def _is_all(plain: str, name: Nominal) -> bool:
    """Whether nothing but titles stands beside the name."""
    rest = plain[: name.place.start] + plain[name.place.end :]
    return all(word[0].isupper() or bare(word) == "the" for word in words(rest))


def _with_name(name: Nominal, before: ReadTurn) -> str | None:
    others = names(before.question)
    known = [*others, *([before.told] if before.told else [])]
    if not others or any(same_name(name.text, other.text) for other in known):
        return None
    target = max(others, key=lambda other: _likeness(name, other, others))
    return _put(before.question, target.place, name.text)


def _likeness(name: Nominal, other: Nominal, others: Sequence[Nominal]) -> tuple[int, bool, int]:
    """How like two names are by kind, then by form; then the earlier."""
    kind = 2 * (name.is_somebody == other.is_somebody) + (not other.placed)
    return kind, len(name.text.split()) == len(other.text.split()), -others.index(other)


def _put(question: str, place: Place, new: str) -> str:
    return question[: place.start] + new + question[place.end :]
