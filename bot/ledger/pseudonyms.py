"""Names that no person bears, for those whose numbers a front end knows: the same always, and of use to nobody else.

The secret that they are made with is in ledger.db: who has the file and a number can find the name, nobody else can.
"""

import hashlib
import hmac
import secrets
import sqlite3

SECRET_BYTES = 32
_DIGITS = 20
"""80 bits, as the ids of receipts have: no two people of any server share a name."""


def secret(connection: sqlite3.Connection) -> bytes | None:
    """What names are made with; None until the first is made."""
    row = connection.execute("SELECT bytes FROM secret").fetchone()
    return None if row is None else bytes(row[0])


def make_secret(connection: sqlite3.Connection) -> bytes:
    """The secret, made now if there is none; in a transaction that lets no other writer between."""
    connection.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(SECRET_BYTES),))
    return bytes(connection.execute("SELECT bytes FROM secret").fetchone()[0])


def pseudonym(key: bytes, kind: str, number: int) -> str:
    """The name of the one who has this number, such as `discord:4f0c5d7a9e12b3465f80`."""
    digest = hmac.new(key, f"{kind}:{number}".encode(), hashlib.sha256).hexdigest()
    return f"{kind}:{digest[:_DIGITS]}"
