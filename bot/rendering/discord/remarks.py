"""What stands in small print below an answer or a check: the filters in force, and the notes in words for members.

Prices, settings and faults of services are the operator's business: the terminal and the log tell them.
"""

from collections.abc import Iterable, Iterator

from bot.domain.answer import Note, Reason
from bot.domain.question import Filters
from bot.rendering import wording
from bot.rendering.discord.escaping import escaped

_MOST_CHARACTERS = 500
"""Of one line. A note is a sentence or two; a follow-up that was completed may be long."""

_OWN = "the articles' own sentences answer instead"

_FOR_MEMBERS = {
    "budget_spent": f"The budget for the language model is used up: {_OWN}.",
    "model_failed": f"The language model did not answer: {_OWN}.",
    "reply_broken": "The language model broke off; what it had said before is shown.",
    "rewriting_failed": "The follow-up was completed without the language model.",
    "history_cut": "The oldest part of the conversation was left out.",
    "receipt_not_kept": "No record of this answer could be kept.",
    "damaged_article": "Damaged articles were left out.",
}
"""By the code of a note whose own text is for the operator."""

_UNSHOWN = {wording.SCOPE, wording.TRY_ASKING, *(reason.value for reason in Reason)}
"""Shown in the answer's place, or said by it in words for members."""


def small_print(filters: Filters, notes: Iterable[Note]) -> tuple[str, ...]:
    """The lines, each once, escaped."""
    return tuple(dict.fromkeys(_lines(filters, notes)))


def _lines(filters: Filters, notes: Iterable[Note]) -> Iterator[str]:
    if told := wording.filters(_chosen(filters)):
        yield escaped(f"Only articles {told}.", _MOST_CHARACTERS)
    yield from (_told(note) for note in notes if note.code not in _UNSHOWN)


def _told(note: Note) -> str:
    return escaped(_FOR_MEMBERS.get(note.code, note.text), _MOST_CHARACTERS)


def _chosen(filters: Filters) -> Filters:
    """Without the collections: the operator chooses them, and members do not know their names."""
    return Filters(filters.since, filters.until, filters.outlets, timezone=filters.timezone)
