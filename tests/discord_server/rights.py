"""What a member may do in a channel: roles first, then what the channel allows and denies. Outside a server everything."""

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.discord_server.world import Channel, Member, User


class Right(IntFlag):
    """The permissions that the server checks or that the bot under test asks for; numbers are Discord's."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = (1 << 53) - 1

OF_MEMBERS = (
    Right.VIEW_CHANNEL
    | Right.SEND_MESSAGES
    | Right.EMBED_LINKS
    | Right.ATTACH_FILES
    | Right.READ_MESSAGE_HISTORY
    | Right.ADD_REACTIONS
    | Right.USE_APPLICATION_COMMANDS
    | Right.CREATE_PUBLIC_THREADS
    | Right.SEND_MESSAGES_IN_THREADS
)
"""What everyone may do in a new server, `@everyone` pings left out."""


def rights_of(user: "User", channel: "Channel") -> int:
    """What the user may do in the channel; nothing where they are no member."""
    guild = channel.guild
    if guild is None:
        return EVERYTHING
    member = guild.members.get(user.id)
    return _in_channel(member, channel) if member else 0


def _in_channel(member: "Member", channel: "Channel") -> int:
    guild = member.guild
    held = guild.everyone.permissions
    for role in member.roles:
        held |= role.permissions
    if member.user is guild.owner or held & Right.ADMINISTRATOR:
        return EVERYTHING
    overwrites = (channel.parent or channel).overwrites
    held = _overwritten(held, [overwrites.get(guild.id)])
    held = _overwritten(held, [overwrites.get(role.id) for role in member.roles])
    return _overwritten(held, [overwrites.get(member.user.id)])


def _overwritten(held: int, overwrites: list[tuple[int, int] | None]) -> int:
    given = [pair for pair in overwrites if pair]
    for _, deny in given:
        held &= ~deny
    for allow, _ in given:
        held |= allow
    return held
