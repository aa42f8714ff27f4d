"""Claims: of all that see the same thing to do, also after a restart, one may do it.

Every function here runs inside a transaction of its caller.
"""

import sqlite3
from datetime import datetime, timedelta

from bot.domain.article import storable
from bot.ledger.moments import instant

KEPT_FOR = timedelta(days=2)
"""Discord delivers again, and a bot reads again, what is at most a day old (`discord.catch_up_minutes`)."""


def claim(connection: sqlite3.Connection, key: str, at: datetime) -> bool:
    """Whether this is the first claim of the key; old ones go."""
    connection.execute("DELETE FROM claims WHERE claimed_at < ?", (instant(at - KEPT_FOR),))
    made = connection.execute("INSERT OR IGNORE INTO claims VALUES (?, ?)", (storable(key), instant(at)))
    return made.rowcount == 1
