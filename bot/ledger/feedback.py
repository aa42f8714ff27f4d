"""Rows of what people say of answers: one of each caller for each receipt, gone with it.

Every function here runs inside a transaction of its caller.
"""

import sqlite3
from datetime import datetime

from bot.domain.article import storable
from bot.domain.feedback import MOST_CHARACTERS, Feedback, Mark
from bot.errors import ReceiptNotFound
from bot.ledger import receipts
from bot.ledger.erasing import count_deletion
from bot.ledger.moments import instant


def give(connection: sqlite3.Connection, given: Feedback) -> None:
    """Keep a mark in the place of the caller's earlier one.

    Raises:
        ReceiptNotFound: the receipt is gone, and what was marked with it.

    """
    receipt = receipts.row_of(connection, given.receipt_id)
    if receipt is None:
        raise ReceiptNotFound(f"The receipt {given.receipt_id!r} is not kept any more, so it cannot be marked.")
    reason = storable(given.reason or "").strip()[:MOST_CHARACTERS]
    connection.execute(
        "INSERT OR REPLACE INTO feedback (receipt, caller, mark, reason, given_at) VALUES (?, ?, ?, ?, ?)",
        (receipt, storable(given.caller), given.mark, reason or None, instant(given.given_at)),
    )


def listed(
    connection: sqlite3.Connection, mark: Mark | None, caller: str | None, limit: int | None, offset: int
) -> list[Feedback]:
    """Marks, newest first: of one kind or all, of one caller or all. Marks of a later version are left out."""
    rows = connection.execute(
        "SELECT r.id, f.caller, f.mark, f.reason, f.given_at FROM feedback f JOIN receipts r ON r.number = f.receipt "
        "WHERE f.mark IN (?1, ?2) AND (?3 IS NULL OR f.caller = ?3) "
        "ORDER BY f.given_at DESC, r.number DESC, f.caller LIMIT ?4 OFFSET ?5",
        (
            *((Mark.GOOD, Mark.BAD) if mark is None else (mark, mark)),
            None if caller is None else storable(caller),
            -1 if limit is None else limit,
            offset,
        ),
    )
    return [Feedback(row[0], row[1], Mark(row[2]), row[3], datetime.fromisoformat(row[4])) for row in rows]


def delete_of(connection: sqlite3.Connection, caller: str) -> None:
    """Delete the marks that a caller gave."""
    if connection.execute("DELETE FROM feedback WHERE caller = ?", (caller,)).rowcount:
        count_deletion(connection)
