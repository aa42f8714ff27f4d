"""The tables of ledger.db and how an older file becomes today's.

MIGRATIONS[n] takes schema n to n + 1. A released entry is never edited: add one. The version is `user_version`.
"""

import sqlite3
from collections.abc import Sequence

from bot.errors import LedgerError
from bot.ledger.backfill import add_functions
from bot.ledger.database import transaction

APPLICATION_ID = 0x4E44534C  # "NDSL": tells newsdesk's ledger from any other SQLite file

_FIRST = (
    """CREATE TABLE ledger (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      deletions INTEGER NOT NULL,             -- transactions that deleted receipts
      wiped INTEGER NOT NULL                  -- deletions of which no trace is left in the file
    ) STRICT""",
    "INSERT INTO ledger VALUES (1, 0, 0)",
    """CREATE TABLE receipts (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      recorded_at TEXT NOT NULL,              -- UTC, fixed width, so that text order is time order
      question TEXT NOT NULL, outcome TEXT NOT NULL, engine TEXT NOT NULL, model TEXT, usd REAL,
      form INTEGER NOT NULL,                  -- of the body; see encoding.py
      body BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX receipts_by_moment ON receipts (recorded_at, number)",
    "CREATE INDEX receipts_by_question ON receipts (question)",
    """CREATE TABLE holdings (                  -- which articles a receipt holds words of
      article TEXT NOT NULL,
      receipt INTEGER NOT NULL REFERENCES receipts (number) ON DELETE CASCADE,
      PRIMARY KEY (article, receipt)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX holdings_by_receipt ON holdings (receipt)",
    """CREATE TABLE removed (                   -- articles that no receipt may hold for a while
      article BLOB PRIMARY KEY,               -- sha256 of the id, which is as gone as the article
      until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE spending (
      id TEXT PRIMARY KEY,
      day TEXT NOT NULL,                      -- ISO, UTC
      caller TEXT NOT NULL,
      tokens INTEGER NOT NULL,                -- in and out; set aside first, what it took once that is known
      nano_usd INTEGER                        -- so too, in whole billionths, whose sums are exact; NULL: price unknown
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX spending_by_day ON spending (day, caller)",
)

_SECOND = (
    "ALTER TABLE receipts ADD COLUMN caller TEXT NOT NULL DEFAULT 'cli'",
    "ALTER TABLE receipts ADD COLUMN standalone TEXT NOT NULL DEFAULT ''",  # the question as it was searched
    """UPDATE receipts SET caller = coalesce(body_caller(body), caller),
      standalone = coalesce(body_standalone(body), question)""",
    "CREATE INDEX receipts_by_caller ON receipts (caller)",
    "CREATE INDEX receipts_by_standalone ON receipts (standalone)",
    "ALTER TABLE spending ADD COLUMN group_name TEXT",
    # Whether the caller has been forgotten and is named only until the day of this budget is over.
    "ALTER TABLE spending ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX spending_by_group ON spending (day, group_name) WHERE group_name IS NOT NULL",
    "CREATE INDEX spending_forgotten ON spending (day) WHERE forgotten",
    """CREATE TABLE secret (                    -- what pseudonyms are made with
      only INTEGER PRIMARY KEY CHECK (only = 1),
      bytes BLOB NOT NULL
    ) STRICT""",
    # Discord's ids are text, so that no number is too large for SQLite.
    """CREATE TABLE posts (                     -- the bot's messages that show an answer
      message TEXT PRIMARY KEY,
      channel TEXT NOT NULL,
      guild TEXT,
      receipt INTEGER NOT NULL REFERENCES receipts (number) ON DELETE CASCADE,
      parent INTEGER REFERENCES receipts (number) ON DELETE SET NULL,
      follows INTEGER NOT NULL,               -- whether there was a parent, which may be gone
      caller TEXT NOT NULL,
      posted_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX posts_by_channel ON posts (channel, posted_at)",
    "CREATE INDEX posts_by_receipt ON posts (receipt)",
    "CREATE INDEX posts_by_parent ON posts (parent)",
    "CREATE INDEX posts_by_caller ON posts (caller)",
    """CREATE TABLE claims (                    -- what is done once and by one process only
      key TEXT PRIMARY KEY,
      claimed_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX claims_by_moment ON claims (claimed_at)",
    """CREATE TABLE guilds (
      id TEXT PRIMARY KEY,
      name TEXT,
      allowed_at TEXT NOT NULL,
      reads TEXT NOT NULL,                    -- a JSON list of collections
      manages TEXT,
      settings TEXT NOT NULL                  -- a JSON object; see guilds.py
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE feedback (
      receipt INTEGER NOT NULL REFERENCES receipts (number) ON DELETE CASCADE,
      caller TEXT NOT NULL,
      mark TEXT NOT NULL,
      reason TEXT,
      given_at TEXT NOT NULL,
      PRIMARY KEY (receipt, caller)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX feedback_by_moment ON feedback (given_at)",
    "CREATE INDEX feedback_by_caller ON feedback (caller)",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND)
NEWEST = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """The file's schema version; 0 for an empty file.

    Raises:
        LedgerError: the file is a database of something else, or a newer newsdesk wrote it.

    """
    # In one statement, so that a file which another process is just making is seen whole or empty.
    found, mark, has_tables = connection.execute(
        "SELECT (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id), "
        "EXISTS (SELECT 1 FROM sqlite_master)"
    ).fetchone()
    if mark != APPLICATION_ID and (mark or found or has_tables):
        raise LedgerError(
            "ledger.db in the data folder is not newsdesk's but a database of something else. Move it away."
        )
    if found > NEWEST:
        raise LedgerError(
            f"ledger.db has schema version {found}; this newsdesk knows versions up to {NEWEST}. "
            "Install the newsdesk that wrote it, or a newer one."
        )
    return int(found)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Bring the file forward to the newest schema, all or nothing; several processes may open a new file at once."""
    if version(connection) == len(migrations):
        return
    add_functions(connection)
    with transaction(connection):
        for number in range(version(connection), len(migrations)):
            for statement in migrations[number]:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {number + 1}")
