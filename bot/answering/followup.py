"""A follow-up question made to stand by itself, without a model: what it lacks is carried over from what was said.

"where is it based?" gets the name for "it"; "why?" takes up the question before; "how many were hurt?" gets in brackets
what it is about. A question that stands by itself stays as it is, to the letter. English only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.english.followups.addresses import Address, address, is_talk
from bot.answering.english.followups.carrying import matter, period, taken_over
from bot.answering.english.followups.dependence import depends
from bot.answering.english.followups.ellipsis import completed
from bot.answering.english.followups.resolution import Resolved, resolved
from bot.answering.english.followups.substitution import substituted
from bot.answering.english.followups.turns import MOST_CHARACTERS, ReadTurn, clean, read_turn
from bot.answering.english.question_parts import question_parts
from bot.domain.question import Turn

MOST_TURNS = 6
"""Newest turns that are read; what was said before them is rarely meant."""

_MANY_WORDS = 2
"""Words up to which a fragment without "and" before it ("Orsk?", "in Spain?") asks the old question anew."""


@dataclass(frozen=True, slots=True)
class Standalone:
    """The question as it can be searched, and what was carried into it, in order; nothing if it stood by itself."""

    text: str
    carried: tuple[str, ...] = ()


def standalone(question: str, history: Sequence[Turn]) -> Standalone:
    """The follow-up with the names and the period that it lacks. `history`: oldest first, any text.

    >>> standalone("where is it based?", [Turn("which airline bought Blue Heron?", "Kestrel Air")])
    Standalone(text='where is Kestrel Air based?', carried=('Kestrel Air',))
    """
    turns: list[ReadTurn] = []
    for turn in history[-MOST_TURNS:]:
        asked = turn.question[:MOST_CHARACTERS]
        if not is_talk(asked):
            whole = _standalone(asked, turns)
            turns.append(read_turn(whole.text, turn.answer, leaned=bool(whole.carried)))
    return _standalone(question, turns)


def _standalone(question: str, turns: Sequence[ReadTurn]) -> Standalone:
    if not turns or len(question) > MOST_CHARACTERS or is_talk(question):
        return Standalone(question)
    asked = address(clean(question))
    meant = resolved(asked.body, turns)
    text, carried = _completed(asked, meant, turns) or _extended(asked, meant, turns)
    whole = _written_as(question, text)
    if not carried or whole == question:
        return Standalone(question)
    return Standalone(whole, tuple(dict.fromkeys(carried)))


def _completed(asked: Address, meant: Resolved, turns: Sequence[ReadTurn]) -> tuple[str, tuple[str, ...]] | None:
    """A question cut short, with the words of the one before; None where it is whole."""
    whole = completed(meant.text, turns[-1])
    if whole is None and (asked.points_back or len(meant.text.split()) <= _MANY_WORDS):
        whole = substituted(meant.text, turns[-1])
    if whole is None:
        return None
    return whole, (*meant.carried, *taken_over(whole, asked.body, turns[-1]))


def _extended(asked: Address, meant: Resolved, turns: Sequence[ReadTurn]) -> tuple[str, tuple[str, ...]]:
    """A whole question, with names for its pronouns, and with what it is about, and when, where it lacks that."""
    text, carried, about = meant.text, meant.carried, ""
    leans = not carried and depends(asked.body, turns[-1], points_back=asked.points_back, hangs=meant.may_lack)
    if meant.lacks or leans:
        pieces = matter(text, turns, whole=meant.matter)
        about = f" ({', '.join(pieces)})" if pieces else ""
        carried += pieces
    if carried and (when := period(text + about, turns)) is not None:
        about = f" {when}{about}"
        carried += (when,)
    fragment = asked.points_back and not asked.about and question_parts(text) is None
    return f"{'what about ' if fragment else asked.about}{text.rstrip(' ?!.')}{about}", carried


def _written_as(question: str, text: str) -> str:
    """The text with the question's mark and the case of its first letter."""
    text = re.sub(r"\s+", " ", text).strip(" ?!.") + ("?" if question.rstrip().endswith("?") else "")
    return text[:1].upper() + text[1:] if question.lstrip()[:1].isupper() else text
