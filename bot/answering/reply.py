"""One reply of a language model: as it comes, or as a whole; what it took is known at any moment."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.answering.account import Account
from bot.answering.bill import Bill
from bot.domain.caller import Caller
from bot.models.chat import ChatModel, Ended, Message, Tokens, estimated_tokens


@dataclass(slots=True)
class Reply:
    """A reply while it comes: the raw text so far, and how it ended once it has."""

    raw: list[str] = field(default_factory=list)
    ended: Ended | None = None

    @property
    def text(self) -> str:
        return "".join(self.raw)

    def tokens(self, messages: Sequence[Message]) -> Tokens:
        """What it took; estimated as long as the service has not told."""
        if self.ended is not None:
            return self.ended.tokens
        return Tokens(asked_tokens(messages), estimated_tokens(self.text), estimated=True)


def whole_reply(
    model: ChatModel, messages: Sequence[Message], most_tokens: int, *, account: Account, bill: Bill, caller: Caller
) -> Reply:
    """The reply to one request of at most so many tokens, within the account's limits and on the bill.

    Raises ModelError, BudgetSpent, and LedgerError where a limit is set that cannot be kept.
    """
    reply = Reply()
    with account.request(bill, caller, Tokens(asked_tokens(messages), most_tokens, estimated=True)) as request:
        try:
            for piece in model.reply(messages, most_tokens):
                if isinstance(piece, Ended):
                    reply.ended = piece
                else:
                    reply.raw.append(piece)
        finally:
            request.tokens = reply.tokens(messages)
    return reply


def asked_tokens(messages: Sequence[Message]) -> int:
    """About how many tokens the messages have."""
    return sum(estimated_tokens(message.text) + 4 for message in messages)
