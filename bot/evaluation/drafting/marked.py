"""What people marked as a question to review: a good answer becomes gold to confirm, a bad one a question to answer.

Nothing of who asked or marked goes along. The reason is anybody's text: one line of it is shown, of bounded length.
"""

from bot.domain.answer import Answer, Outcome, Quote, Reason
from bot.domain.article import visible
from bot.domain.feedback import Feedback, Mark
from bot.domain.question import Turn
from bot.domain.receipt import Receipt
from bot.evaluation.drafting.question_types import question_type
from bot.evaluation.formats.own import IN_PARTS
from bot.evaluation.formats.rows import TEXT_CHARACTERS
from bot.evaluation.gold import GoldEvidence, GoldQuestion

REASON_CHARACTERS = 300
"""Of a reason that are shown: most are a sentence."""
_SHOWN_CHARACTERS = 300
"""Of an answer that was wrong: enough to see which one is meant."""
_YES_NO = ("yes", "no")


def is_question(receipt: Receipt) -> bool:
    """Whether there is something to ask again: not a greeting, and not where nothing could be asked."""
    return receipt.answer.reason is not Reason.NOT_A_QUESTION and receipt.answer.outcome is not Outcome.ERROR


def key(given: Feedback, receipt: Receipt) -> tuple[object, ...]:
    """What two marks of one question have in common, so that it is drafted once."""
    return (given.mark, visible(receipt.question.text).casefold(), receipt.question.history)


def drafted(given: Feedback, receipt: Receipt) -> GoldQuestion:
    """The draft. `answerable` follows what the mark says of the answer; where it says nothing it is to be decided.

    A good abstention has no answer in the articles. Of a bad answer it is not known whether there is a right one: the
    row is answerable without answers, which no figure of right and wrong counts.
    """
    good = given.mark is Mark.GOOD
    answer = receipt.answer
    answered = answer.outcome is Outcome.ANSWERED
    type_ = question_type(receipt.question.text)
    return GoldQuestion(
        id=f"{receipt.id}-{given.mark.value}",
        text=receipt.question.text,
        answers=_answers(answer, type_) if good and answered else (),
        answerable=answered or not good,
        type=type_,
        asked_at=receipt.question.asked_at,
        history=tuple(map(_turn, receipt.question.history)),
        evidence=_evidence(answer) if good and answered else (),
        review=_review(given, receipt, type_),
    )


def quotes(answer: Answer) -> list[Quote]:
    """What the answer's statements rest on, each once."""
    return list(dict.fromkeys(quote for statement in answer.statements for quote in statement.quotes))


def _answers(answer: Answer, type_: str) -> tuple[tuple[str, ...], ...]:
    short = (answer.short or "").strip()
    if not short or len(short) > TEXT_CHARACTERS:
        return ()
    if type_ == "yes_no" and not short.casefold().startswith(_YES_NO):
        return ()
    return ((short,),)


def _evidence(answer: Answer) -> tuple[GoldEvidence, ...]:
    ids = {citation.number: citation.article_id for citation in answer.citations}
    return tuple(
        dict.fromkeys(GoldEvidence(ids[each.citation], each.text) for each in quotes(answer) if each.citation in ids)
    )


def _turn(turn: Turn) -> Turn:
    """A turn that a file can hold: an answer that said nothing is told so."""
    return Turn(turn.question, turn.answer.strip()[:TEXT_CHARACTERS] or "(no answer)")


def _review(given: Feedback, receipt: Receipt, type_: str) -> str:
    answer = receipt.answer
    reason = _cut(given.reason or "", REASON_CHARACTERS)
    why = f' The reason given: "{reason}".' if reason else " No reason was given."
    if given.mark is Mark.BAD:
        return f"Marked bad.{why} {_told(answer)} Write the answers and where they stand, or set answerable to false."
    if answer.outcome is not Outcome.ANSWERED:
        return f"Marked good: that there is no answer.{why} Look whether the articles really hold none."
    if not _answers(answer, type_):
        return f"Marked good, but it has no short answer.{why} Write the answers."
    parts = " Make a part of each item." if type_ in IN_PARTS else ""
    return f"Marked good.{why} Look whether the short answer is right and add its other wordings.{parts}"


def _told(answer: Answer) -> str:
    if answer.outcome is not Outcome.ANSWERED:
        return "No answer was given."
    said = _cut(answer.short or " ".join(statement.text for statement in answer.statements), _SHOWN_CHARACTERS)
    return f'Answered was: "{said}".'


def _cut(text: str, most: int) -> str:
    line = visible(text[: 4 * most])
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
