"""Users, servers, channels and messages as Discord's API writes them; only fields that a client reads."""

from datetime import datetime
from typing import Any

from tests.discord_server.world import Attached, Channel, Guild, Kind, Member, Message, Role, User, World

Payload = dict[str, Any]


def user(who: User) -> Payload:
    return {
        "id": str(who.id),
        "username": who.name,
        "global_name": None if who.bot else who.name.title(),
        "discriminator": "0000" if who.bot else "0",
        "avatar": None,
        "bot": who.bot,
        "public_flags": 0,
    }


def member(of: Member, *, with_user: bool = True) -> Payload:
    payload: Payload = {
        "roles": [str(role.id) for role in of.roles],
        "nick": None,
        "avatar": None,
        "joined_at": _time(of.joined_at),
        "premium_since": None,
        "communication_disabled_until": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "flags": 0,
    }
    return payload | {"user": user(of.user)} if with_user else payload


def role(of: Role) -> Payload:
    colors = {"primary_color": 0, "secondary_color": None, "tertiary_color": None}
    payload: Payload = {
        "id": str(of.id),
        "name": of.name,
        "permissions": str(int(of.permissions)),
        "position": 0 if of.name == "@everyone" else 1,
        "color": 0,
        "colors": colors,
        "hoist": False,
        "managed": of.of_bot is not None,
        "mentionable": of.mentionable,
        "flags": 0,
    }
    return payload | {"tags": {"bot_id": str(of.of_bot.id)}} if of.of_bot else payload


def channel(of: Channel) -> Payload:
    if of.is_thread:
        return _thread(of)
    payload: Payload = {
        "id": str(of.id),
        "type": int(of.kind),
        "last_message_id": str(of.last.id) if of.messages else None,
        "flags": 0,
    }
    if of.kind is Kind.DM:
        return payload | {"recipients": [user(of.recipient)] if of.recipient else []}
    return payload | {
        "guild_id": str(of.guild.id) if of.guild else None,
        "name": of.name,
        "position": 0,
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "permission_overwrites": [_overwrite(of, *pair) for pair in of.overwrites.items()],
        **({"available_tags": [], "default_reaction_emoji": None} if of.kind is Kind.FORUM else {}),
    }


def guild(of: Guild, *, all_members: bool) -> Payload:
    """As GUILD_CREATE brings it. `all_members`: else the bot alone, as without the members intent."""
    bot = of.world.bot
    members = [one for one in of.members.values() if all_members or one.user is bot]
    visible = [one for one in of.channels.values() if not one.is_thread]
    return partial_guild(of) | {
        "name": of.name,
        "icon": None,
        "owner_id": str(of.owner.id),
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "system_channel_id": None,
        "system_channel_flags": 0,
        "roles": [role(one) for one in of.roles.values()],
        "emojis": [],
        "stickers": [],
        "member_count": len(of.members),
        "large": False,
        "joined_at": _time(of.members[bot.id].joined_at) if of.has_bot else None,
        "members": [member(one) for one in members],
        "channels": [channel(one) for one in visible],
        "threads": [channel(one) for one in of.channels.values() if one.is_thread and not one.archived],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def partial_guild(of: Guild) -> Payload:
    return {"id": str(of.id), "locale": "en-US", "features": []}


def message(of: Message, *, reads_all: bool = True, nested: bool = False) -> Payload:
    """`reads_all`: whether the bot has the message-content intent; without it other people's text is left out.

    It still gets what is its own, what names it, and what was written to it directly.
    """
    world = of.channel.world
    shown = reads_all or of.author is world.bot or of.channel.kind is Kind.DM or world.bot in of.mentioned
    payload: Payload = {
        "id": str(of.id),
        "channel_id": str(of.channel.id),
        "author": user(of.author),
        "content": of.content if shown else "",
        "embeds": of.embeds if shown else [],
        "components": of.components if shown else [],
        "attachments": [_attached(world, file) for file in of.attachments] if shown else [],
        "timestamp": _time(of.created_at),
        "edited_timestamp": _time(of.edited_at) if of.edited_at else None,
        "tts": False,
        "mention_everyone": "everyone" in of.pings,
        "mentions": [user(one) for one in of.mentioned],
        "mention_roles": [],
        "pinned": False,
        "type": _message_type(of),
        "flags": of.flags,
    }
    if of.nonce is not None:
        payload["nonce"] = of.nonce
    if of.thread:
        payload["thread"] = channel(of.thread)
    if of.interaction:
        payload |= _answering(of)
    if of.reference_id:
        payload |= _reference(of, reads_all=reads_all, nested=nested)
    return payload


def message_event(of: Message, *, reads_all: bool) -> Payload:
    """As MESSAGE_CREATE and MESSAGE_UPDATE bring it: with where it was and as whom it was written."""
    payload = message(of, reads_all=reads_all)
    guild = of.channel.guild
    if guild:
        payload["guild_id"] = str(guild.id)
        author = guild.members.get(of.author.id)
        if author:
            payload["member"] = member(author, with_user=False)
    return payload


def application(world: World) -> Payload:
    """Of the bot, as its portal shows it; flags say which privileged intents are allowed."""
    limited = {1 << 8: 1 << 13, 1 << 1: 1 << 15, 1 << 15: 1 << 19}
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(world.operator),
        "team": None,
        "verify_key": "0" * 64,
        "flags": sum(flag for intent, flag in limited.items() if world.privileged & intent),
        "bot": user(world.bot),
        "approximate_guild_count": sum(guild.has_bot for guild in world.guilds.values()),
        "integration_types_config": {"0": {}, "1": {}},
        "interactions_endpoint_url": None,
    }


def _thread(of: Channel) -> Payload:
    assert of.guild
    assert of.parent
    assert of.owner
    made = _time(of.world.clock.now())
    return {
        "id": str(of.id),
        "type": int(of.kind),
        "guild_id": str(of.guild.id),
        "parent_id": str(of.parent.id),
        "owner_id": str(of.owner.id),
        "name": of.name,
        "last_message_id": str(of.last.id) if of.messages else None,
        "rate_limit_per_user": 0,
        "message_count": of.sent,
        "total_message_sent": of.sent,
        "member_count": 1,
        "applied_tags": of.tags,
        "flags": 0,
        "thread_metadata": {
            "archived": of.archived,
            "locked": of.locked,
            "auto_archive_duration": of.archive_minutes,
            "archive_timestamp": made,
            "create_timestamp": made,
        },
    }


def _overwrite(of: Channel, identity: int, rights: tuple[int, int]) -> Payload:
    assert of.guild
    allowed, denied = rights
    is_role = identity in of.guild.roles
    return {"id": str(identity), "type": 0 if is_role else 1, "allow": str(int(allowed)), "deny": str(int(denied))}


def _message_type(of: Message) -> int:
    if of.interaction:
        return of.interaction.message_type
    return 19 if of.reference_id else 0


def _answering(of: Message) -> Payload:
    world = of.channel.world
    assert of.interaction
    return {
        "webhook_id": str(world.application_id),
        "application_id": str(world.application_id),
        "interaction_metadata": {
            "id": str(of.interaction.id),
            "type": int(of.interaction.kind),
            "user": user(of.interaction.user),
            "authorizing_integration_owners": of.interaction.owners,
        },
    }


def _reference(of: Message, *, reads_all: bool, nested: bool) -> Payload:
    where: Payload = {"type": 0, "message_id": str(of.reference_id), "channel_id": str(of.channel.id)}
    if of.channel.guild:
        where["guild_id"] = str(of.channel.guild.id)
    payload: Payload = {"message_reference": where}
    if not nested:
        gone = of.reference is None or of.reference.deleted
        target = None if gone or not of.reference else message(of.reference, reads_all=reads_all, nested=True)
        payload["referenced_message"] = target
    return payload


def _attached(world: World, file: Attached) -> Payload:
    url = f"{world.files_at}/{file.id}/{file.filename}"
    return {"id": str(file.id), "filename": file.filename, "size": len(file.content), "url": url, "proxy_url": url}


def _time(moment: datetime) -> str:
    return moment.isoformat()
