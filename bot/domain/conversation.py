"""A conversation as a follow-up leans on it: earlier questions, each with what its answer comes to."""

from dataclasses import dataclass

from bot.domain.answer import Answer, Outcome
from bot.domain.question import Turn

NOT_SAID = "The articles do not say."


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns, oldest first. `cut`: there were more, which are not kept any more or were too many."""

    turns: tuple[Turn, ...] = ()
    cut: bool = False


def turn(answer: Answer) -> Turn:
    """One exchange: the question as it was searched, and the short answer, else the first statement."""
    return Turn(answer.standalone_question, _said(answer))


def _said(answer: Answer) -> str:
    if answer.outcome is not Outcome.ANSWERED:
        return NOT_SAID
    return answer.short or answer.statements[0].text
