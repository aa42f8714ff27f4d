"""Rows of receipts: put in, found by their ids, listed, deleted with every article they hold words of.

Every function here runs inside a transaction of its caller and knows nothing of files.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches

from bot.domain.article import storable
from bot.domain.question import Turn
from bot.domain.receipt import Receipt
from bot.errors import LedgerError, ReceiptNotFound
from bot.ledger.encoding import FORM, decoded, encoded
from bot.ledger.erasing import count_deletion
from bot.ledger.moments import instant
from bot.ledger.records import ReceiptLine

NEAREST = 3
"""Ids offered when one is not found."""
_LOOKED_AT = 1000
"""Newest receipts among which an id that was meant is looked for."""
ANSWER_MINUTES = 10
"""The longest that an answer is in the making: the default timeouts of a language model come to three minutes."""


def add(connection: sqlite3.Connection, receipt: Receipt) -> None:
    """Put a receipt in without the answers in its question's history; one of the same id goes.

    Raises:
        LedgerError: it is too large, or holds an article that was removed while the answer was in the making.

    """
    held = sorted(_held(receipt))
    _see_that_none_was_removed(connection, held, receipt.recorded_at)
    answer, usage = receipt.answer, receipt.answer.usage
    texts = (
        receipt.id,
        receipt.question.text,
        answer.standalone_question,
        answer.outcome,
        answer.engine,
        receipt.caller,
    )
    model = None if usage.model is None else storable(usage.model)
    delete(connection, [receipt.id])
    number = connection.execute(
        "INSERT INTO receipts (recorded_at, model, usd, form, body, id, question, standalone, outcome, engine, caller) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (instant(receipt.recorded_at), model, usage.usd, FORM, encoded(_alone(receipt)), *map(storable, texts)),
    ).lastrowid
    connection.executemany("INSERT INTO holdings (article, receipt) VALUES (?, ?)", [(each, number) for each in held])
    # The question may have been rewritten with words of earlier answers; a turn may be told as asked or as rewritten.
    connection.executemany(
        "INSERT OR IGNORE INTO holdings (article, receipt) SELECT h.article, ?1 FROM holdings h "
        "JOIN receipts r ON r.number = h.receipt WHERE r.question = ?2 OR r.standalone = ?2",
        [(number, storable(turn.question)) for turn in receipt.question.history],
    )


def load(connection: sqlite3.Connection, given: str) -> Receipt:
    """The receipt of this id, or of the only id that begins so. Raises ReceiptNotFound, LedgerError."""
    found = find(connection, given)
    body, form = connection.execute("SELECT body, form FROM receipts WHERE id = ?", (found,)).fetchone()
    return decoded(body, form, found)


def find(connection: sqlite3.Connection, given: str) -> str:
    """The id that was given, or the only one that begins so.

    Raises:
        ReceiptNotFound: there is none, or there are several.

    """
    wanted = storable(given)
    rows = connection.execute(
        "SELECT id FROM receipts WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id <> ?1, number DESC LIMIT ?2",
        (wanted, NEAREST + 1),
    )
    ids = [row[0] for row in rows] if wanted else []
    if ids and (ids[0] == wanted or len(ids) == 1):
        return str(ids[0])
    if ids:
        listed = ", ".join(ids[:NEAREST]) + (" and more" if len(ids) > NEAREST else "")
        raise ReceiptNotFound(f"Several receipts begin with {given!r}: {listed}. Write more of it.")
    raise ReceiptNotFound(f"There is no receipt {given!r}. {_hint(connection, wanted)}")


def lines(
    connection: sqlite3.Connection, limit: int | None, offset: int, caller: str | None = None
) -> list[ReceiptLine]:
    """Receipts without what they hold, newest first: one caller's or all."""
    rows = connection.execute(
        "SELECT id, recorded_at, question, outcome, engine, model, usd FROM receipts "
        f"{'' if caller is None else 'WHERE caller = ?3 '}"
        "ORDER BY recorded_at DESC, number DESC LIMIT ?1 OFFSET ?2",
        (-1 if limit is None else limit, offset, *([] if caller is None else [storable(caller)])),
    )
    return [ReceiptLine(row[0], datetime.fromisoformat(row[1]), *row[2:]) for row in rows]


def count(connection: sqlite3.Connection, caller: str) -> int:
    """How many receipts one caller has."""
    query = "SELECT count(*) FROM receipts WHERE caller = ?"
    return int(connection.execute(query, (storable(caller),)).fetchone()[0])


def row_of(connection: sqlite3.Connection, receipt_id: str) -> int | None:
    """The row of the receipt of exactly this id; None if there is none."""
    row = connection.execute("SELECT number FROM receipts WHERE id = ?", (storable(receipt_id),)).fetchone()
    return None if row is None else int(row[0])


def delete(connection: sqlite3.Connection, ids: Sequence[str]) -> int:
    """Delete the receipts of these ids; how many there were."""
    return sum(_deleted(connection, "id = ?", storable(receipt_id)) for receipt_id in ids)


def delete_all(connection: sqlite3.Connection) -> int:
    """Delete every receipt; how many there were."""
    return _deleted(connection, "TRUE")


def delete_before(connection: sqlite3.Connection, moment: datetime) -> int:
    """Delete the receipts that were recorded before the moment; how many there were."""
    return _deleted(connection, "recorded_at < ?", instant(moment))


def delete_holding(connection: sqlite3.Connection, article_id: str, removed_at: datetime) -> int:
    """Delete the receipts that hold words of an article, and let no answer in the making bring them back."""
    until = instant(removed_at + timedelta(minutes=ANSWER_MINUTES))
    connection.execute("DELETE FROM removed WHERE until < ?", (instant(removed_at),))
    connection.execute("INSERT OR REPLACE INTO removed (article, until) VALUES (?, ?)", (_key(article_id), until))
    return _deleted(connection, "number IN (SELECT receipt FROM holdings WHERE article = ?)", storable(article_id))


def delete_of(connection: sqlite3.Connection, caller: str) -> int:
    """Delete a caller's receipts, and those of questions that others asked after them, which hold their words."""
    theirs = (
        "WITH RECURSIVE theirs (number) AS (SELECT number FROM receipts WHERE caller = ? "
        "UNION SELECT posts.receipt FROM posts JOIN theirs ON posts.parent = theirs.number) SELECT number FROM theirs"
    )
    return _deleted(connection, f"number IN ({theirs})", caller)


def is_any_before(connection: sqlite3.Connection, moment: datetime) -> bool:
    """Whether a receipt was recorded before the moment."""
    query = "SELECT 1 FROM receipts WHERE recorded_at < ? LIMIT 1"
    return connection.execute(query, (instant(moment),)).fetchone() is not None


def _alone(receipt: Receipt) -> Receipt:
    """The receipt without earlier answers: each is in a receipt of its own, which goes with its articles."""
    history = tuple(Turn(turn.question, "") for turn in receipt.question.history)
    return replace(receipt, question=replace(receipt.question, history=history))


def _held(receipt: Receipt) -> set[str]:
    """The articles of which the receipt holds words: text, quotes or a title."""
    answer = receipt.answer
    articles = [*(each.article.id for each in receipt.evidence), *(hit.article.id for hit in answer.unused)]
    named = [*(each.article_id for each in answer.citations), *(each.article_id for each in answer.nearest)]
    return set(map(storable, articles + named))


def _see_that_none_was_removed(connection: sqlite3.Connection, held: Sequence[str], at: datetime) -> None:
    for article_id in held:
        query = "SELECT 1 FROM removed WHERE article = ? AND until > ?"
        if connection.execute(query, (_key(article_id), instant(at))).fetchone():
            raise LedgerError(
                f"The receipt is not kept: article {article_id!r} was removed less than {ANSWER_MINUTES} minutes ago."
            )


def _deleted(connection: sqlite3.Connection, condition: str, *values: str) -> int:
    gone = connection.execute(f"DELETE FROM receipts WHERE {condition}", values).rowcount
    if gone:
        count_deletion(connection)
    return gone


def _hint(connection: sqlite3.Connection, wanted: str) -> str:
    query = "SELECT id FROM receipts ORDER BY recorded_at DESC, number DESC LIMIT ?"
    ids = [row[0] for row in connection.execute(query, (_LOOKED_AT,))]
    near = get_close_matches(wanted, ids, n=NEAREST, cutoff=0.5)
    return f"Did you mean {', '.join(near)}?" if near else "`newsdesk answers list` shows what there is."


def _key(article_id: str) -> bytes:
    return hashlib.sha256(storable(article_id).encode()).digest()
