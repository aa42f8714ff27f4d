"""An answer in a language model's words, made of nothing but what the prover found in the evidence.

Asks within the budget, takes the reply apart, grounds each statement as it is complete, and keeps for the receipt what
was said and what became of it. Falling back when nothing is left is for the answerer to decide.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field

from bot.answering.account import Account
from bot.answering.case import Case
from bot.answering.drafts import Draft
from bot.answering.evidence import chosen
from bot.answering.generative import GenerativeWriter
from bot.answering.proving.ground import Grounder
from bot.answering.reading import Reading
from bot.answering.replies import abstains
from bot.answering.reply import Reply, asked_tokens
from bot.answering.showing import DROPPED
from bot.domain.answer import Note
from bot.domain.evidence import Evidence, Hit
from bot.domain.receipt import Fate, Judged
from bot.models.chat import Finish, Tokens


@dataclass(slots=True)
class Authored:
    """What came of asking, filled while it goes on."""

    reply: Reply = field(default_factory=Reply)
    judged: list[Judged] = field(default_factory=list)
    unknown_markers: int = 0
    abstained: bool = False
    """Whether the model said that the evidence does not answer."""

    @property
    def cut(self) -> bool:
        """Whether the reply broke off or was cut."""
        return self.reply.ended is None or self.reply.ended.finish is not Finish.COMPLETE

    def notes(self) -> Iterator[Note]:
        """What a reader should know of how the reply was treated."""
        dropped = sum(judged.fate is Fate.DROPPED for judged in self.judged)
        if dropped:
            told = "1 statement" if dropped == 1 else f"{dropped} statements"
            yield Note(DROPPED, f"{told} of the model could not be proved and {_is(dropped)} not shown.")
        if self.unknown_markers:
            told = "1 citation" if self.unknown_markers == 1 else f"{self.unknown_markers} citations"
            yield Note(
                "unknown_citation", f"{told} of the model named no evidence and {_was(self.unknown_markers)} removed."
            )
        ended = self.reply.ended
        if ended is not None and ended.finish is Finish.CUT:
            yield Note("reply_cut", "The model's reply was cut by its length; its last statement is left out.")
        if ended is not None and ended.finish is Finish.WITHHELD:
            yield Note("reply_withheld", "The service withheld a part of the model's reply.")


class Author:
    """Writes with a language model and grounds what it writes."""

    def __init__(self, writer: GenerativeWriter, grounder: Grounder, account: Account, evidence_tokens: int) -> None:
        self.writer = writer
        self._grounder = grounder
        self._account = account
        self._evidence_tokens = evidence_tokens

    def evidence(self, hits: Sequence[Hit], reading: Reading) -> tuple[Evidence, ...]:
        """What of the hits the model is given."""
        return chosen(hits, reading, self._evidence_tokens)

    def drafts(self, case: Case, question: str, authored: Authored) -> Generator[Draft, None, None]:
        """The statements that the case's evidence says, as they are complete; `authored` is filled meanwhile.

        Raises ModelError, BudgetSpent and LedgerError, also after some statements.
        """
        evidence = case.evidence
        messages = self.writer.messages(question, evidence, case.question.asked_at)
        most = Tokens(asked_tokens(messages), self.writer.most_tokens, estimated=True)
        case.bill.model = self.writer.model
        with self._account.request(case.bill, case.caller, most) as request:
            try:
                for claim in self.writer.write(messages, evidence, authored.reply):
                    if abstains(claim.text):
                        authored.abstained = True
                        continue
                    authored.unknown_markers += claim.unknown
                    grounding = self._grounder.ground(claim, evidence)
                    authored.judged.append(grounding.judged)
                    if grounding.draft is not None:
                        yield grounding.draft
            finally:
                request.tokens = authored.reply.tokens(messages)


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _was(count: int) -> str:
    return "was" if count == 1 else "were"
