"""Forgets a caller: what they asked, what leans on it, what they said of answers, and whose their spending was."""

import sqlite3
from datetime import date

from bot.domain.article import storable
from bot.ledger import feedback, posts, receipts, spending


def forget(connection: sqlite3.Connection, caller: str, today: date) -> int:
    """Delete what is the caller's, in the transaction of who calls; how many receipts there were."""
    name = storable(caller)
    gone = receipts.delete_of(connection, name)
    feedback.delete_of(connection, name)
    posts.delete_of(connection, name)
    spending.forget(connection, name, today)
    return gone
