"""The tables of library.db and how an older file becomes today's.

MIGRATIONS[n] takes schema n to n + 1, so a new library runs all of them and an old one the rest. A released entry
is never edited: add one. The version is SQLite's `user_version`.
"""

import sqlite3
from collections.abc import Sequence

from bot.errors import LibraryDamaged, LibraryIncompatible

APPLICATION_ID = 0x4E445342  # "NDSB": tells a newsdesk library from any other SQLite file

_FIRST = """
CREATE TABLE library (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,                       -- random; names the collections on a Chroma server
  change INTEGER NOT NULL,                -- grows in every transaction that changes articles
  forget INTEGER NOT NULL DEFAULT 0,      -- an article was removed since vectors were last built from here
  embedder TEXT, dimension INTEGER, splitter TEXT, passage_tokens INTEGER, overlap_sentences INTEGER
) STRICT;
CREATE TABLE articles (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT, outlet TEXT, outlet_key TEXT, author TEXT, url TEXT,
  published_at TEXT,                      -- UTC, fixed width, so that text order is time order
  date_precision TEXT NOT NULL, date_inferred INTEGER NOT NULL,
  first_day TEXT, last_day TEXT,          -- ISO days that the date may mean
  language TEXT, source_path TEXT, location TEXT, collection TEXT NOT NULL,
  content_hash TEXT NOT NULL, origin_id TEXT NOT NULL,
  characters INTEGER NOT NULL, sentences INTEGER NOT NULL, passages INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_by_day ON articles (first_day, id);
CREATE TABLE texts (
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
  text TEXT NOT NULL,
  text_hash TEXT NOT NULL,                -- sha256 of the UTF-8 text
  sentences BLOB NOT NULL                 -- pairs of little-endian uint32: start, end
) STRICT;
CREATE TABLE passages (
  id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never used again
  article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  change INTEGER NOT NULL                 -- the change that added it
) STRICT;
CREATE INDEX passages_by_article ON passages (article);
CREATE TABLE embeddings (
  passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,
  vector BLOB NOT NULL                    -- little-endian float32, unit length
) STRICT;
CREATE VIRTUAL TABLE words USING fts5 (title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE generations (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  change INTEGER NOT NULL, last_passage INTEGER NOT NULL, passages INTEGER NOT NULL, dead INTEGER NOT NULL,
  store TEXT NOT NULL, published_at TEXT NOT NULL
) STRICT;
CREATE TABLE removed (passage INTEGER PRIMARY KEY) STRICT;  -- gone from here, perhaps still in the published vectors
"""

_COPIES = """
ALTER TABLE articles ADD COLUMN agency TEXT;     -- the news agency whose report it is
CREATE INDEX articles_by_origin ON articles (origin_id);
CREATE TABLE signatures (                        -- of the text; see signatures.py
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
  shingles INTEGER NOT NULL, minima BLOB NOT NULL, names BLOB NOT NULL
) STRICT;
CREATE TABLE bands (                             -- who shares a key is compared; the levels: see origins.py
  level INTEGER NOT NULL, key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (level, key, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE unsigned (                          -- stored before there were signatures; the next ingest signs them
  article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE
) STRICT;
UPDATE articles SET origin_id = id;
INSERT INTO unsigned (article) SELECT number FROM articles;
"""

_MAIN = """
UPDATE articles SET collection = 'main' WHERE collection = 'default';
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _COPIES, _MAIN)
NEWEST = len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """The file's schema version; 0 for an empty file.

    Raises:
        LibraryDamaged: the file is a SQLite database of something else.
        LibraryIncompatible: a newer newsdesk wrote it.

    """
    found = _user_version(connection)
    if is_of_something_else(connection):
        raise LibraryDamaged(
            "library.db is not a newsdesk library but a database of something else. Choose another data folder, "
            "or put a backup in its place with `newsdesk restore FILE --replace`."
        )
    if found > NEWEST:
        raise LibraryIncompatible(
            f"The library has schema version {found}; this newsdesk knows versions up to {NEWEST}. "
            "Install the newsdesk that wrote it, or a newer one."
        )
    return found


def is_of_something_else(connection: sqlite3.Connection) -> bool:
    """Whether the file is a SQLite database that no newsdesk made; an empty one is not."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return mark != APPLICATION_ID and bool(mark or _user_version(connection) or _has_tables(connection))


def migrate(connection: sqlite3.Connection, migrations: Sequence[str] = MIGRATIONS) -> None:
    """Bring the file forward to the newest schema, each step in a transaction of its own. Needs autocommit mode."""
    for number in range(version(connection), len(migrations)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {migrations[number]}; "
            f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number + 1}; COMMIT;"
        )


def _user_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is not None
