"""How a question went, in one word that a reader can filter by."""

from enum import StrEnum

from bot.domain.answer import Outcome
from bot.evaluation.reporting.material import ReportedQuestion


class Verdict(StrEnum):
    """From best to worst; the value is what is shown."""

    RIGHT = "right"
    KEPT_SILENT = "rightly silent"
    """There is no answer, and none was given."""
    UNJUDGED = "not judged"
    MISSED = "missed"
    """There is an answer, and none was given."""
    WRONG = "wrong"
    FALSE_ANSWER = "false answer"
    """There is no answer, and one was given."""
    FAILED = "failed"
    """Nothing came back; counted as such."""


def verdict(question: ReportedQuestion) -> Verdict:
    """How it went, by what is right and what was answered."""
    answer = question.record.answer
    if answer is None or answer.outcome is Outcome.ERROR:
        return Verdict.FAILED
    if answer.outcome is Outcome.ABSTAINED:
        return Verdict.MISSED if question.gold.answerable else Verdict.KEPT_SILENT
    if not question.gold.answerable:
        return Verdict.FALSE_ANSWER
    if question.right is None:
        return Verdict.UNJUDGED
    return Verdict.RIGHT if question.right else Verdict.WRONG
