"""The type of a question that somebody asked, told from its words as the answering tells what to look for."""

import re

from bot.answering.english.expectation import Kind, expectation

_BY_KIND = {
    Kind.YES_NO: "yes_no",
    Kind.TIME: "when",
    Kind.NUMBER: "how_many",
    Kind.MONEY: "how_many",
    Kind.SHARE: "how_many",
}
_REASON = re.compile(r"\b(?:why|how come|for what reasons?|what (?:reasons?|caused|led to))\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:which|what)\b", re.IGNORECASE)
_WORDS = {
    Kind.NAME: re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE),
    Kind.PLACE: re.compile(r"\bwhere\b", re.IGNORECASE),
}


def question_type(question: str) -> str:
    """One of the types that `GoldQuestion` names.

    >>> question_type("Who said that the bridge is safe?"), question_type("Which ships sank?")
    ('who_said', 'list')
    """
    expected = expectation(question)
    if expected.kind is Kind.OPEN:
        return _open(question, several=expected.several)
    if expected.several:
        return "list"
    if expected.speaker:
        return "who_said"
    if (word := _WORDS.get(expected.kind)) is not None:
        asked = word.search(question)
        chosen = _CHOICE.search(question)
        own = {Kind.NAME: "who", Kind.PLACE: "where"}[expected.kind]
        return own if asked and not (chosen and chosen.start() < asked.start()) else "which"
    return _BY_KIND[expected.kind]


def _open(question: str, *, several: bool) -> str:
    if _REASON.search(question):
        return "why"
    if several:
        return "list"
    return "what" if re.search(r"\bwhat\b", question, re.IGNORECASE) else "other"
