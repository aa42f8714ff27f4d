"""Rows of the bot's messages: which answer each shows, and what it followed. A post goes with its receipt.

Every function here runs inside a transaction of its caller.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.domain.article import storable
from bot.errors import ReceiptNotFound
from bot.ledger import receipts
from bot.ledger.erasing import count_deletion
from bot.ledger.moments import instant

_COLUMNS = (
    "SELECT p.message, p.channel, p.guild, r.id, (SELECT id FROM receipts WHERE number = p.parent), p.caller, "
    "p.posted_at FROM posts p JOIN receipts r ON r.number = p.receipt "
)


@dataclass(frozen=True, slots=True)
class Post:
    """A message of the bot that shows an answer; the ids are Discord's."""

    message_id: int
    channel_id: int
    guild_id: int | None
    """None: a direct message."""
    receipt_id: str
    parent_receipt_id: str | None
    """Of the answer that the question followed; None: none, or its receipt is gone."""
    caller: str
    """Who asked: `Caller.name`."""
    posted_at: datetime
    """Aware, in UTC."""


def add(connection: sqlite3.Connection, post: Post) -> None:
    """Keep a post; one of the same message goes.

    Raises:
        ReceiptNotFound: its receipt is gone, and so there is nothing that it leads to.

    """
    receipt = receipts.row_of(connection, post.receipt_id)
    if receipt is None:
        raise ReceiptNotFound(f"The receipt {post.receipt_id!r} is not kept any more, so no message leads to it.")
    parent = post.parent_receipt_id
    connection.execute(
        "INSERT OR REPLACE INTO posts (message, channel, guild, receipt, parent, follows, caller, posted_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(post.message_id),
            str(post.channel_id),
            None if post.guild_id is None else str(post.guild_id),
            receipt,
            None if parent is None else receipts.row_of(connection, parent),
            parent is not None,
            storable(post.caller),
            instant(post.posted_at),
        ),
    )


def of_message(connection: sqlite3.Connection, message_id: int) -> Post | None:
    """What a message shows; None if it shows no answer that is kept."""
    return _one(connection, "WHERE p.message = ?", str(message_id))


def newest(connection: sqlite3.Connection, channel_id: int) -> Post | None:
    """The last answer shown in a channel or thread."""
    return _one(
        connection,
        "WHERE p.channel = ? ORDER BY p.posted_at DESC, length(p.message) DESC, p.message DESC LIMIT 1",
        str(channel_id),
    )


def of_receipt(connection: sqlite3.Connection, receipt_id: str) -> list[Post]:
    """The messages that show an answer, in the order they were posted."""
    return list(
        _several(
            connection,
            "WHERE r.id = ? ORDER BY p.posted_at, length(p.message), p.message",
            storable(receipt_id),
        )
    )


def parent(connection: sqlite3.Connection, receipt_id: str) -> tuple[str | None, bool]:
    """The receipt of the answer that a question followed, and whether it followed one: that receipt may be gone."""
    row = connection.execute(
        "SELECT (SELECT id FROM receipts WHERE number = p.parent), p.follows FROM posts p "
        "JOIN receipts r ON r.number = p.receipt WHERE r.id = ? ORDER BY p.parent IS NULL, p.follows DESC LIMIT 1",
        (storable(receipt_id),),
    ).fetchone()
    return (None, False) if row is None else (row[0], bool(row[1]))


def delete_of(connection: sqlite3.Connection, caller: str) -> None:
    """Delete the posts of what a caller asked."""
    if connection.execute("DELETE FROM posts WHERE caller = ?", (caller,)).rowcount:
        count_deletion(connection)


def _one(connection: sqlite3.Connection, condition: str, value: str) -> Post | None:
    return next(_several(connection, condition, value), None)


def _several(connection: sqlite3.Connection, condition: str, value: str) -> Iterator[Post]:
    for row in connection.execute(_COLUMNS + condition, (value,)):
        guild = None if row[2] is None else int(row[2])
        yield Post(int(row[0]), int(row[1]), guild, row[3], row[4], row[5], datetime.fromisoformat(row[6]))
