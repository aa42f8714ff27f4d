"""What of a language model's reply is believed: proposals whose quote and answer stand in the article to the letter.

A reply is anybody's text. A line that is not of the form, or claims what the article does not hold, is counted and
dropped; nothing is mended.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.article import Article, storable, visible
from bot.domain.question import checked_question
from bot.errors import UsageError
from bot.evaluation.drafting.proposal import Proposal

QUESTION_CHARACTERS, ANSWER_CHARACTERS, QUOTE_CHARACTERS = 300, 200, 1_000
"""A question of 50 words, a name with its office, a stored sentence."""
FEWEST_QUOTED = 15
"""Characters of a quote: less is no sentence and stands anywhere."""
_LINE_CHARACTERS = 5_000
_MOST_LINES = 200
"""Of a reply that are read."""
_KEYS = ("question", "answer", "type", "quote")


@dataclass(frozen=True, slots=True)
class Proposed:
    """The believed proposals of a reply, each question once, and how many lines were dropped."""

    proposals: tuple[Proposal, ...]
    dropped: int


def proposed(reply: str, article: Article, types: Collection[str], *, cut: bool = False) -> Proposed:
    """Take a reply apart. `cut`: it broke off, so that its last line does not count."""
    lines = [line for line in reply.split("\n") if line.strip()]
    if cut:
        lines = lines[:-1]
    found: dict[str, Proposal] = {}
    for line in lines[:_MOST_LINES]:
        proposal = _proposal(line.strip(), article, types)
        if proposal is not None:
            found.setdefault(proposal.question, proposal)
    return Proposed(tuple(found.values()), len(lines) - len(found))


def _proposal(line: str, article: Article, types: Collection[str]) -> Proposal | None:
    fields = _fields(line)
    if fields is None:
        return None
    question, answer, type_, quote = (fields[key].strip() for key in _KEYS)
    if type_ not in types or not _is_question(question):
        return None
    if not FEWEST_QUOTED <= len(quote) <= QUOTE_CHARACTERS or quote not in article.text:
        return None
    if not 0 < len(answer) <= ANSWER_CHARACTERS or answer not in quote or answer.casefold() in question.casefold():
        return None
    return Proposal(question, (answer,), type_, quote, answer if type_ == "who_said" else None)


def _fields(line: str) -> dict[str, str] | None:
    """The four texts; None where the line is anything else."""
    if len(line) > _LINE_CHARACTERS or not line.startswith("{"):
        return None
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or set(value) != set(_KEYS):
        return None
    return value if all(isinstance(text, str) and storable(text) == text for text in value.values()) else None


def _is_question(text: str) -> bool:
    if len(text) > QUESTION_CHARACTERS or not text.endswith("?") or visible(text) != text:
        return False
    try:
        return checked_question(text) == text
    except UsageError:
        return False
