"""Whom a text notifies: what it names, as far as the sender may and `allowed_mentions` lets it."""

import re
from typing import Any

from tests.discord_server.rights import Right, rights_of
from tests.discord_server.world import Channel, Message, User

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")


def named(text: str, channel: Channel) -> list[User]:
    """The users that it names."""
    users = channel.world.users
    return [users[identity] for identity in _numbers(_USER, text) if identity in users]


def notified(text: str, channel: Channel, author: User, allowed: dict[str, Any] | None) -> list[str]:
    """`everyone`, `role NAME` and users' names. `allowed`: None lets all through, as Discord does."""
    may_ping_all = bool(rights_of(author, channel) & Right.MENTION_EVERYONE)
    pings = []
    if _EVERYONE.search(text) and may_ping_all and _lets(allowed, "everyone"):
        pings.append("everyone")
    roles = channel.guild.roles if channel.guild else {}
    for identity in _numbers(_ROLE, text):
        role = roles.get(identity)
        if role and (role.mentionable or may_ping_all) and _lets(allowed, "roles", identity):
            pings.append(f"role {role.name}")
    others = [user for user in named(text, channel) if user is not author]
    return pings + [user.name for user in others if _lets(allowed, "users", user.id)]


def pings_replied(allowed: dict[str, Any] | None) -> bool:
    """Whether a reply notifies the one replied to; without `allowed_mentions` it does."""
    return allowed is None or bool(allowed.get("replied_user", False))


def names_replied(replied: Message | None, allowed: dict[str, Any] | None) -> list[User]:
    return [replied.author] if replied and pings_replied(allowed) else []


def _lets(allowed: dict[str, Any] | None, what: str, identity: int | None = None) -> bool:
    if allowed is None:
        return True
    return what in allowed.get("parse", []) or (
        identity is not None and str(identity) in map(str, allowed.get(what, []))
    )


def _numbers(pattern: re.Pattern[str], text: str) -> list[int]:
    return list(dict.fromkeys(map(int, pattern.findall(text))))
