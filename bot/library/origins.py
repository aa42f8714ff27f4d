"""Which articles are copies of one text, kept true while articles come and go.

The rule: two articles are linked when `signatures.copies_among` says so, and articles that are linked, directly or
through others, are one *origin*. Its id is the id of its earliest member: the one whose last possible day of
publication comes first, undated ones last; then the earlier moment, then the lesser id. So the origins follow from the
articles that are there, not from the order in which they came: a copy that arrives takes its origin's id, an earlier
one that arrives late gives its own to all, and what is left after a removal is grouped anew.

An article is not compared with all others, but with those that share one of its 50 bands, at most 64 for each and
level. Where a band is fuller, these stand for the rest: in such a crowd all but always copies of one text.

Keys are spread evenly, so in one large index each new article would touch 50 pages of it. Therefore new keys go to a
small level, which is emptied into a larger one when it is full, and that into the last: pages are written when there is
much to write on each (a log-structured merge, as in LSM trees; 50,000 articles: a sixth of the time to commit).

Every function here runs inside a transaction of its caller.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.library.signatures import Signature, bands, copies_among, sign

MOST_IN_A_BAND = 64
"""Articles of one band and level that a new one is compared with: bounds the work where thousands are one crowd."""
_LEVELS = range(3)
_MOST_KEYS = (12_500, 200_000)
"""Keys that the first levels hold (of 250 and 4,000 articles) before they are emptied into the next."""
_EARLIEST = "ORDER BY last_day IS NULL, last_day, published_at, id"


@dataclass(frozen=True, slots=True)
class _Member:
    """A stored article as far as copies go."""

    number: int
    origin_id: str
    agency: str | None
    signature: Signature


def remember(connection: sqlite3.Connection, number: int, signature: Signature) -> None:
    """Store an article's signature, so that others are compared with it."""
    connection.execute(
        "INSERT INTO signatures (article, shingles, minima, names) VALUES (?, ?, ?, ?)",
        (number, signature.shingles, signature.minima, signature.names),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO bands (level, key, article) VALUES (0, ?, ?)",
        ((key, number) for key in bands(signature)),
    )


def forget(connection: sqlite3.Connection, number: int) -> None:
    """Take an article's signature out, before the article itself goes."""
    row = connection.execute("SELECT shingles, minima, names FROM signatures WHERE article = ?", (number,)).fetchone()
    if row is not None:
        connection.executemany(
            "DELETE FROM bands WHERE level = ? AND key = ? AND article = ?",
            ((level, key, number) for level in _LEVELS for key in bands(Signature(*row))),
        )
        connection.execute("DELETE FROM signatures WHERE article = ?", (number,))


def regroup(connection: sqlite3.Connection, loosened: Iterable[str], added: Iterable[int]) -> None:
    """Make the origins true again: of `loosened` ones a member went or changed, the `added` articles are new.

    An added article's signature is remembered, and it bears its own id as its origin's.
    """
    for origin_id in loosened:
        for together in _linked(_members(connection, "a.origin_id = ?", origin_id)):
            _name(connection, "number", [member.number for member in together])
    for number in added:
        _join(connection, number)
    _empty_full_levels(connection)


def has_unsigned(connection: sqlite3.Connection) -> bool:
    """Whether there are articles that an earlier newsdesk stored, without signatures."""
    return connection.execute("SELECT 1 FROM unsigned LIMIT 1").fetchone() is not None


def sign_older(connection: sqlite3.Connection, most: int = 256) -> None:
    """Sign and group some of them."""
    rows = connection.execute(
        "SELECT u.article, CAST(t.text AS BLOB) FROM unsigned u LEFT JOIN texts t ON t.article = u.article "
        "ORDER BY u.article LIMIT ?",
        (most,),
    ).fetchall()
    whole = [(number, raw.decode(errors="replace")) for number, raw in rows if raw is not None]
    for number, text in whole:
        remember(connection, number, sign(text))
    regroup(connection, [], [number for number, _ in whole])
    connection.executemany("DELETE FROM unsigned WHERE article = ?", [(number,) for number, _ in rows])


def _join(connection: sqlite3.Connection, number: int) -> None:
    """Link a new article with the copies that are there; one link to each of their origins is enough."""
    (own,) = _members(connection, "a.number = ?", number)
    near = _near(connection, own.signature) - {number}
    found = _copies(own, _members(connection, "a.number IN (SELECT value FROM json_each(?))", json.dumps(sorted(near))))
    if found:
        _name(connection, "origin_id", sorted({own.origin_id, *(other.origin_id for other in found)}))


def _near(connection: sqlite3.Connection, signature: Signature) -> set[int]:
    """The numbers of the articles to compare with."""
    some = ", ".join(
        "(SELECT group_concat(article) FROM (SELECT article FROM bands "
        f"WHERE level = {level} AND key = wanted.value ORDER BY article LIMIT {MOST_IN_A_BAND}))"
        for level in _LEVELS
    )
    rows = connection.execute(f"SELECT {some} FROM json_each(?) wanted", (json.dumps(bands(signature)),))
    return {int(number) for row in rows for numbers in row if numbers for number in numbers.split(",")}


def _empty_full_levels(connection: sqlite3.Connection) -> None:
    for level, most in enumerate(_MOST_KEYS):
        held = connection.execute("SELECT count(*) FROM bands WHERE level = ?", (level,)).fetchone()[0]
        if held < most:
            return
        connection.execute(
            "INSERT INTO bands (level, key, article) "
            "SELECT level + 1, key, article FROM bands WHERE level = ? ORDER BY key, article",
            (level,),
        )
        connection.execute("DELETE FROM bands WHERE level = ?", (level,))


def _linked(members: list[_Member]) -> Iterator[list[_Member]]:
    """The members parted so that nobody in one part is linked to anybody in another."""
    left = members
    while left:
        together, queue = [], [left.pop()]
        while queue:
            together.append(queue.pop())
            found = _copies(together[-1], left)
            queue += found
            numbers = {member.number for member in found}
            left = [member for member in left if member.number not in numbers]
        yield together


def _copies(one: _Member, others: Sequence[_Member]) -> list[_Member]:
    same_agency = [one.agency is not None and one.agency == other.agency for other in others]
    flags = copies_among(one.signature, [other.signature for other in others], same_agency)
    return [other for other, is_copy in zip(others, flags, strict=True) if is_copy]


def _name(connection: sqlite3.Connection, column: str, values: Sequence[int] | Sequence[str]) -> None:
    """Make the articles with one of these numbers or origin ids one origin, named after the earliest of them."""
    chosen = f"{column} IN (SELECT value FROM json_each(?1))"
    given = json.dumps(list(values))
    (earliest,) = connection.execute(f"SELECT id FROM articles WHERE {chosen} {_EARLIEST} LIMIT 1", (given,)).fetchone()
    connection.execute(f"UPDATE articles SET origin_id = ?2 WHERE {chosen} AND origin_id <> ?2", (given, earliest))


def _members(connection: sqlite3.Connection, where: str, value: int | str) -> list[_Member]:
    rows = connection.execute(
        "SELECT a.number, a.origin_id, a.agency, s.shingles, s.minima, s.names FROM articles a "
        f"JOIN signatures s ON s.article = a.number WHERE {where} ORDER BY a.number",
        (value,),
    )
    return [_Member(row[0], row[1], row[2], Signature(row[3], row[4], row[5])) for row in rows]
