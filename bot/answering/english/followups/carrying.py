"""What an earlier turn was about, and the period that was spoken of: carried into a question that lacks them."""

import re
from collections.abc import Sequence

from bot.answering.english.expectation import Kind, expectation
from bot.answering.english.followups.ellipsis import gist
from bot.answering.english.followups.turns import ReadTurn
from bot.answering.english.followups.wording import holds
from bot.answering.english.nominals import Nominal, nominals
from bot.answering.english.period_words import period_words
from bot.answering.english.vocabulary import telling_words

MOST_PIECES = 4
"""Names and things that are carried at most: the sample's questions name three at most, and an answer one."""
LONGEST_GIST = 120
"""Characters of what was said that are carried as a whole."""

_SHORT_ANSWER = 5  # words; longer answers are explanations
_COUNTED = re.compile(r"(?:[a-z]+ ){0,2}[\d.,]+ ")
_ATTRIBUTE = re.compile(r"(?:\b(?:the|an?|this|that)|[’']s) $")  # "the August 14 order" names no period


def matter(question: str, turns: Sequence[ReadTurn], *, whole: bool) -> tuple[str, ...]:
    """What the newest turn that names anything was about, as far as the question does not say it.

    `whole`: all that was said, and not only the names.
    """
    for turn in reversed(turns):
        pieces = _gist(question, turn) if whole or not (turn.spoken or turn.aside) else _pieces(question, turn)
        if pieces or any(holds(question, each.text) for each in _about(turn)):
            return pieces
    return ()


def taken_over(whole: str, question: str, before: ReadTurn) -> tuple[str, ...]:
    """What of the turn before stands in the whole question and did not in the short one: its names, else its words."""
    named = tuple(each.text for each in _about(before) if holds(whole, each.text) and not holds(question, each.text))
    return named or (" ".join(word for word in telling_words(whole) if not holds(question, word)) or whole,)


def period(question: str, turns: Sequence[ReadTurn]) -> str | None:
    """The period spoken of last, for a question that names none and does not ask for a time; None if there is none."""
    if period_words(question) or expectation(question).kind is Kind.TIME:
        return None
    for turn in reversed(turns):
        found = [place for place in period_words(turn.question) if not _ATTRIBUTE.search(turn.question[: place.start])]
        if found:
            held = turn.question[found[-1].start : found[-1].end]
            lead, rest = held.split(" ", 1) if " " in held else ("", held)
            return f"{'in' if lead.casefold() == 'of' else lead.casefold()} {rest}".strip()
        if not turn.leaned:
            return None
    return None


def _gist(question: str, turn: ReadTurn) -> tuple[str, ...]:
    whole = gist(turn)
    if len(whole) > LONGEST_GIST:
        whole = whole[:LONGEST_GIST].rpartition(" ")[0]
    return (whole,) if whole and not holds(question, whole) else ()


def _pieces(question: str, turn: ReadTurn) -> tuple[str, ...]:
    """Names and things of the turn; no places, where the question has its own."""
    placed = any(each.is_name and each.placed for each in nominals(question))
    kept: list[str] = []
    for each in _about(turn):
        known = any(holds(text, each.text) for text in (question, *kept))
        if len(kept) < MOST_PIECES and not known and not (placed and each.placed):
            kept.append(each.text)
    return tuple(kept)


def _about(turn: ReadTurn) -> list[Nominal]:
    """What a turn is about: its question's names and things, then its answer's; no mere counts."""
    told = [turn.told] if turn.told and _says_what(turn.told) else []
    return [*turn.spoken, *told, *turn.inner, *turn.named, *turn.aside]


def _says_what(told: Nominal) -> bool:
    return told.is_name or (len(told.text.split()) <= _SHORT_ANSWER and _COUNTED.match(told.text) is None)
