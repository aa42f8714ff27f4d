"""Rows of the Discord servers that the operator has allowed.

Every function here runs inside a transaction of its caller. What managers set is kept as JSON; a field of it that is
unknown or makes no sense, as another version may have written, is as if it had never been set.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from bot.domain.article import MAIN, checked_collection, storable
from bot.domain.guild import Guild, GuildSettings
from bot.errors import GuildNotAllowed, LedgerError, UsageError
from bot.ledger.moments import instant

_COLUMNS = "SELECT id, name, allowed_at, reads, manages, settings FROM guilds"


def allow(
    connection: sqlite3.Connection, guild_id: int, reads: Sequence[str] | None, manages: str | None, at: datetime
) -> Guild:
    """Allow a server, or change what is given of an allowed one; an empty `manages` takes managing away.

    Raises:
        UsageError: a collection cannot be called so, or `reads` is empty, which would not mean nothing but everything.

    """
    if reads is not None and not reads:
        raise UsageError("A server reads at least one collection. To let it read none, deny it.")
    for collection in [*(reads or ()), *filter(None, [manages])]:
        checked_collection(collection)
    connection.execute(
        "INSERT OR IGNORE INTO guilds (id, allowed_at, reads, settings) VALUES (?, ?, ?, '{}')",
        (str(guild_id), instant(at), json.dumps([MAIN])),
    )
    if reads is not None:
        kept = json.dumps(list(dict.fromkeys(reads)))
        connection.execute("UPDATE guilds SET reads = ? WHERE id = ?", (kept, str(guild_id)))
    if manages is not None:
        connection.execute("UPDATE guilds SET manages = ? WHERE id = ?", (manages or None, str(guild_id)))
    return _allowed(connection, guild_id)


def deny(connection: sqlite3.Connection, guild_id: int) -> bool:
    """Allow it no more, and delete what its managers set; whether it was allowed."""
    return connection.execute("DELETE FROM guilds WHERE id = ?", (str(guild_id),)).rowcount > 0


def find(connection: sqlite3.Connection, guild_id: int) -> Guild | None:
    """The server if it is allowed."""
    row = connection.execute(f"{_COLUMNS} WHERE id = ?", (str(guild_id),)).fetchone()
    return None if row is None else _guild(row)


def listed(connection: sqlite3.Connection) -> list[Guild]:
    """All that are allowed, in the order they were."""
    return [_guild(row) for row in connection.execute(f"{_COLUMNS} ORDER BY allowed_at, length(id), id")]


def name(connection: sqlite3.Connection, guild_id: int, seen: str) -> None:
    """Keep what a server is called; nothing is kept of one that is not allowed."""
    connection.execute("UPDATE guilds SET name = ? WHERE id = ?", (storable(seen), str(guild_id)))


def change(connection: sqlite3.Connection, guild_id: int, settings: GuildSettings) -> None:
    """Keep what the managers set. Raises GuildNotAllowed."""
    changed = connection.execute(
        "UPDATE guilds SET settings = ? WHERE id = ?", (json.dumps(asdict(settings)), str(guild_id))
    )
    if not changed.rowcount:
        raise GuildNotAllowed(f"The server {guild_id} is not allowed: `newsdesk discord guilds allow {guild_id}` does.")


def _allowed(connection: sqlite3.Connection, guild_id: int) -> Guild:
    return _guild(connection.execute(f"{_COLUMNS} WHERE id = ?", (str(guild_id),)).fetchone())


def _guild(row: tuple[Any, ...]) -> Guild:
    guild_id, called, allowed_at, reads, manages, settings = row
    moment = datetime.fromisoformat(allowed_at)
    return Guild(int(guild_id), called, moment, _collections(reads, guild_id), manages, _settings(settings))


def _collections(raw: str, guild_id: str) -> tuple[str, ...]:
    """What is damaged is told: to guess would be to show a server articles that it may not read."""
    try:
        reads = TypeAdapter(tuple[str, ...]).validate_json(raw)
    except ValidationError:
        reads = ()
    if not all([reads, *reads]):
        raise LedgerError(
            f"What the server {guild_id} reads is damaged in ledger.db. `newsdesk discord guilds deny {guild_id}` and "
            "`allow` with its collections set it anew."
        )
    return reads


def _settings(raw: str) -> GuildSettings:
    try:
        stored = json.loads(raw)
    except (ValueError, RecursionError):
        stored = {}
    return GuildSettings(**dict(_readable(stored if isinstance(stored, dict) else {})))


def _readable(stored: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for known, adapter in _fields().items():
        try:
            yield known, adapter.validate_python(stored[known])
        except (KeyError, ValidationError):
            continue


@cache
def _fields() -> dict[str, TypeAdapter[Any]]:
    """What each field of the settings may be."""
    hints = get_type_hints(GuildSettings)
    return {field.name: TypeAdapter(hints[field.name]) for field in fields(GuildSettings)}
