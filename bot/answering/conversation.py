"""A follow-up becomes a question that stands by itself before anything is searched: by a language model, else by rules.

The history has a budget of tokens; what does not fit is left out, oldest first, and a note says so. A model's rewriting
is only a question: it is bounded, shown to the person, and nothing in it counts as a fact.
"""

from collections.abc import Sequence

from bot.answering.account import Account
from bot.answering.bill import Bill
from bot.answering.case import Asked
from bot.answering.evidence import data, fence_for
from bot.answering.followup import standalone
from bot.answering.prompts import Prompt
from bot.answering.replies import shown
from bot.answering.reply import whole_reply
from bot.domain.answer import Note
from bot.domain.caller import Caller
from bot.domain.question import Question, Turn
from bot.errors import LedgerError, ModelError
from bot.models.chat import ChatModel, estimated_tokens

MOST_TOKENS = 120
"""Of a rewritten question; one of 60 words has about 80."""

LONGEST = 500
"""Characters of a rewritten question. A longer reply is no question."""


class Rewriter:
    """Has a language model rewrite follow-ups, within the budget."""

    def __init__(self, model: ChatModel, prompt: Prompt, account: Account) -> None:
        self._model = model
        self._prompt = prompt
        self._account = account

    def rewritten(self, question: Question, history: Sequence[Turn], caller: Caller, bill: Bill) -> str | None:
        """The standalone question; None if the reply is none. Raises ModelError, BudgetSpent, LedgerError."""
        told = "\n".join(
            f"Q: {' '.join(turn.question.split())}\nA: {' '.join(turn.answer.split())}" for turn in history
        )
        told = data(told)
        fence = fence_for(told, question.text)
        messages = self._prompt.messages(
            history=f"{fence}\n{told}\n{fence}", question=" ".join(question.text.split()), fence=fence
        )
        bill.model = self._model.name
        return _question(
            whole_reply(self._model, messages, MOST_TOKENS, account=self._account, bill=bill, caller=caller).text
        )


class Conversation:
    """Implements `Understanding`. `rewriter`: None where no language model is set."""

    def __init__(self, rewriter: Rewriter | None, history_tokens: int = 1500) -> None:
        self._rewriter = rewriter
        self._history_tokens = history_tokens

    def asked(self, question: Question, caller: Caller, bill: Bill) -> Asked:
        """What the question means after its history; the question itself if it has none or needs none."""
        if not question.history:
            return Asked(question.text)
        history = _kept(question.history, self._history_tokens)
        notes = [_cut(len(question.history) - len(history))] if len(history) < len(question.history) else []
        text = None
        if self._rewriter is not None and history:
            try:
                text = self._rewriter.rewritten(question, history, caller, bill)
            except (ModelError, LedgerError) as error:
                notes.append(Note("rewriting_failed", f"The follow-up was completed without the model: {error}"))
        text = text or standalone(question.text, history).text
        if text != question.text:
            notes.append(Note("follow_up", f"Understood as: {text}"))
        return Asked(text, tuple(notes))


def _kept(history: Sequence[Turn], tokens: int) -> tuple[Turn, ...]:
    """The newest turns that fit."""
    kept: list[Turn] = []
    for turn in reversed(history):
        tokens -= estimated_tokens(turn.question) + estimated_tokens(turn.answer)
        if tokens < 0:
            break
        kept.insert(0, turn)
    return tuple(kept)


def _cut(turns: int) -> Note:
    told = "The oldest turn" if turns == 1 else f"The {turns} oldest turns"
    return Note("history_cut", f"{told} of the conversation did not fit into chat.history_tokens and was left out.")


def _question(reply: str) -> str | None:
    """The reply as one question; None if it is empty, too long or of several lines."""
    lines = [" ".join(line.split()) for line in shown(reply).splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > LONGEST:
        return None
    text = lines[0].removeprefix("Q:").strip().strip('"“”')
    return text if any(character.isalnum() for character in text) else None
