"""The figures of a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.answer import Outcome
from bot.domain.caller import LOCAL
from bot.domain.feedback import Feedback, Mark
from bot.ledger.days import DayFigures
from bot.ledger.spending import Limits
from tests.ledger.making import AT, receipt

NOTHING = DayFigures(0, 0, 0, 0, 0, 0, 0, 0.0)
FIRST = datetime(2026, 8, 1, tzinfo=UTC)
LAST = datetime(2026, 8, 1, 23, 59, 59, 999_999, tzinfo=UTC)


def test_nothing(ledger, folder):
    """A day of which nothing is kept is all zeros, and asking creates nothing."""
    assert ledger.day(AT.date()) == NOTHING
    assert not folder.exists()


def test_figures(ledger, community):
    """Answers, abstentions, fall-backs, marks and spending of the day are counted, from its first to its last moment."""
    written, instead, abstained, other = (receipt(name, at=AT) for name in ("one", "two", "three", "four"))
    ledger.record(replace(written, recorded_at=FIRST))
    ledger.record(replace(instead, answer=replace(instead.answer, engine="extractive"), recorded_at=LAST))
    ledger.record(replace(abstained, answer=replace(abstained.answer, outcome=Outcome.ABSTAINED)))
    ledger.record(replace(other, recorded_at=LAST + timedelta(microseconds=1)))
    for number, (mark, at) in enumerate(
        [(Mark.GOOD, FIRST), (Mark.GOOD, LAST), (Mark.BAD, AT), (Mark.BAD, FIRST - timedelta(microseconds=1))]
    ):
        community.give_feedback(Feedback("one", f"caller {number}", mark, None, at))
    ledger.reserve(LOCAL, AT, 30, 0.25, Limits())
    ledger.reserve(LOCAL, AT + timedelta(days=1), 5, 0.5, Limits())
    assert ledger.day(AT.date()) == DayFigures(3, 2, 1, 1, 2, 1, 30, 0.25)
    assert ledger.day(AT.date() + timedelta(days=1)) == replace(NOTHING, answers=1, answered=1, tokens=5, usd=0.5)
