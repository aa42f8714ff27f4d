"""Finds the conversation that an answer stands in: from its receipt back, by what its posts followed."""

import sqlite3

from bot.domain.conversation import Conversation, turn
from bot.domain.question import Turn
from bot.errors import LedgerError
from bot.ledger import posts, receipts


def leading_to(connection: sqlite3.Connection, receipt_id: str, most_turns: int) -> Conversation:
    """The newest turns up to this answer; a receipt that is gone or cannot be read ends it, and it is `cut`."""
    turns: list[Turn] = []
    wanted: str | None = receipt_id
    more = True
    while wanted is not None and len(turns) < most_turns:
        try:
            receipt = receipts.load(connection, wanted)
        except LedgerError:
            break
        turns.insert(0, turn(receipt.answer))
        wanted, more = posts.parent(connection, receipt.id)
    return Conversation(tuple(turns), cut=more)
