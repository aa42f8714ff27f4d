"""What a day came to, counted from the tables of receipts, feedback and spending."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from bot.domain.answer import Engine, Outcome
from bot.domain.feedback import Mark
from bot.ledger import spending
from bot.ledger.moments import bounds


@dataclass(frozen=True, slots=True)
class DayFigures:
    """One day (UTC). Without receipts (`ledger.receipts`, or forgotten ones) answers and marks are not counted."""

    answers: int
    """With abstentions."""
    answered: int
    abstained: int
    fallbacks: int
    """Answered in the articles' own sentences although a language model was to write."""
    good: int
    bad: int
    tokens: int
    usd: float
    """Requests of an unknown price count in `tokens` alone."""


def figures(connection: sqlite3.Connection, day: date) -> DayFigures:
    """The figures of a day so far."""
    within = bounds(day)
    answers, answered, abstained, fallbacks = connection.execute(
        "SELECT count(*), coalesce(sum(outcome = ?3), 0), coalesce(sum(outcome = ?4), 0), "
        "coalesce(sum(outcome = ?3 AND engine = ?5 AND model IS NOT NULL), 0) "
        "FROM receipts WHERE recorded_at >= ?1 AND recorded_at < ?2",
        (*within, Outcome.ANSWERED, Outcome.ABSTAINED, Engine.EXTRACTIVE),
    ).fetchone()
    good, bad = connection.execute(
        "SELECT coalesce(sum(mark = ?3), 0), coalesce(sum(mark = ?4), 0) "
        "FROM feedback WHERE given_at >= ?1 AND given_at < ?2",
        (*within, Mark.GOOD, Mark.BAD),
    ).fetchone()
    spent = spending.spent(connection, day)
    return DayFigures(answers, answered, abstained, fallbacks, good, bad, spent.tokens, spent.usd)
