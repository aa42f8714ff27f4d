"""What people said of an answer, beside what they were told: as text and as data for JSON."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from bot.domain.answer import Answer, Outcome
from bot.domain.feedback import Feedback, Mark
from bot.domain.receipt import Receipt
from bot.rendering import wording
from bot.rendering.answer_json import to_json
from bot.rendering.answer_text import excerpt, stated
from bot.rendering.fields import field
from bot.rendering.paragraphs import BLANK, Paragraph, paragraph
from bot.rendering.safety import line

_STYLES = {Mark.GOOD: "bold green", Mark.BAD: "bold red"}
_INDENT = 4


def feedback_json(feedback: Feedback, receipt: Receipt) -> dict[str, Any]:
    """One mark, with the answer in the JSON that every surface shares."""
    return {
        "receipt_id": feedback.receipt_id,
        "mark": feedback.mark.value,
        "reason": feedback.reason,
        "given_at": feedback.given_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "caller": feedback.caller,
        "answer": to_json(receipt.answer),
    }


def feedback_text(feedback: Feedback, receipt: Receipt) -> Iterator[Paragraph]:
    """One mark with its reason, the question, and what was stated with the beginning of each quote."""
    answer = receipt.answer
    yield field("marked", feedback.mark.value, _STYLES[feedback.mark])
    if feedback.reason:
        yield field("reason", line(feedback.reason))
    yield field("when", f"{feedback.given_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC by {line(feedback.caller)}")
    yield field("question", line(receipt.question.text))
    if answer.standalone_question != receipt.question.text:
        yield field("searched as", line(answer.standalone_question))
    yield field("answer", _told(answer))
    for statement in answer.statements:
        yield stated(statement)
        for quote in statement.quotes:
            yield paragraph((wording.quoted(excerpt(quote.text)), "dim"), indent=_INDENT)
    yield field("id", line(receipt.id))
    yield BLANK


def _told(answer: Answer) -> str:
    """The short answer, or why there is none."""
    if answer.outcome is not Outcome.ANSWERED:
        return f"none: {wording.why(answer)}"
    return wording.short(answer) or "no short one"
