"""Requests about channels: messages sent, edited, deleted and read, threads, typing."""

from datetime import timedelta
from typing import Any

from aiohttp import web

from tests.discord_server import drafts, payloads
from tests.discord_server.answers import empty, found
from tests.discord_server.events import Intent, channel_event
from tests.discord_server.gateway import Gateway
from tests.discord_server.posting import Draft, Posting
from tests.discord_server.refusals import (
    Refused,
    invalid,
    locked,
    missing_access,
    missing_permissions,
    no_messages_from_you,
    not_the_author,
    thread_exists,
    unknown,
)
from tests.discord_server.rights import Right, rights_of
from tests.discord_server.world import Channel, Kind, Message, World

NONCES_LAST = timedelta(minutes=5)
"""Discord says "the past few minutes"."""


class Channels:
    def __init__(self, world: World, gateway: Gateway, posting: Posting) -> None:
        self._world = world
        self._gateway = gateway
        self._posting = posting

    def routes(self) -> list[web.RouteDef]:
        message = "/channels/{channel_id}/messages/{message_id}"
        reaction = message + "/reactions/{emoji}/@me"
        return [
            web.get("/channels/{channel_id}", self._channel),
            web.patch("/channels/{channel_id}", self._change_thread),
            web.delete("/channels/{channel_id}", self._delete_thread),
            web.post("/channels/{channel_id}/typing", self._typing),
            web.get("/channels/{channel_id}/messages", self._history),
            web.post("/channels/{channel_id}/messages", self._send),
            web.get(message, self._message),
            web.patch(message, self._edit),
            web.delete(message, self._delete),
            web.put(reaction, self._react),
            web.post(message + "/threads", self._thread_from_message),
            web.post("/channels/{channel_id}/threads", self._thread),
            web.put("/channels/{channel_id}/thread-members/@me", self._typing),
        ]

    async def _channel(self, request: web.Request) -> web.Response:
        return found(payloads.channel(self._visible(request)))

    async def _typing(self, request: web.Request) -> web.Response:
        self._visible(request)
        return empty()

    async def _history(self, request: web.Request) -> web.Response:
        channel = self._visible(request)
        if not self._may(channel, Right.READ_MESSAGE_HISTORY):
            return found([])
        limit = int(request.query.get("limit", 50))
        if not 1 <= limit <= 100:
            raise invalid("limit", "int value should be between 1 and 100.")
        messages = _selected(list(channel.messages.values()), request, limit)
        reads_all = self._reads_all()
        return found([payloads.message(one, reads_all=reads_all) for one in reversed(messages)])

    async def _message(self, request: web.Request) -> web.Response:
        return found(payloads.message(self._named_message(request), reads_all=self._reads_all()))

    async def _send(self, request: web.Request) -> web.Response:
        channel = self._visible(request)
        self._require_sending(channel)
        body, files = await drafts.read(request)
        draft = drafts.new_draft(body, files, channel)
        self._require_contents(channel, draft)
        message = self._sent_before(draft.nonce) if body.get("enforce_nonce") else None
        if message is None:
            message = self._posting.send(draft, channel, self._world.bot)
        return found(payloads.message(message))

    async def _edit(self, request: web.Request) -> web.Response:
        message = self._named_message(request)
        if message.author is not self._world.bot:
            raise not_the_author()
        body, files = await drafts.read(request)
        self._posting.edit(message, drafts.changed_draft(body, files, message))
        return found(payloads.message(message))

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._named_message(request)
        if message.author is not self._world.bot:
            self._require(message.channel, Right.MANAGE_MESSAGES)
        self._posting.delete(message)
        return empty()

    async def _react(self, request: web.Request) -> web.Response:
        message = self._named_message(request)
        self._require(message.channel, Right.ADD_REACTIONS)
        message.reactions.append((request.match_info["emoji"], self._world.bot))
        return empty()

    async def _thread_from_message(self, request: web.Request) -> web.Response:
        message = self._named_message(request)
        self._require(message.channel, Right.CREATE_PUBLIC_THREADS)
        if message.thread:
            raise thread_exists()
        body, _ = await drafts.read(request)
        thread = self._posting.open_thread(message.channel, _name(body), self._world.bot, message)
        return found(payloads.channel(thread), 201)

    async def _thread(self, request: web.Request) -> web.Response:
        parent = self._visible(request)
        self._require(parent, Right.SEND_MESSAGES if parent.kind is Kind.FORUM else Right.CREATE_PUBLIC_THREADS)
        body, files = await drafts.read(request)
        name = _name(body)
        if parent.kind is not Kind.FORUM:
            return found(payloads.channel(self._posting.open_thread(parent, name, self._world.bot)), 201)
        draft = drafts.new_draft(body["message"], files, parent)
        thread = self._posting.open_thread(parent, name, self._world.bot)
        first = self._posting.send(draft, thread, self._world.bot)
        return found(payloads.channel(thread) | {"message": payloads.message(first)}, 201)

    async def _change_thread(self, request: web.Request) -> web.Response:
        thread = self._own_thread(request)
        body, _ = await drafts.read(request)
        thread.name = _name(body) if "name" in body else thread.name
        thread.archived = body.get("archived", thread.archived)
        thread.locked = body.get("locked", thread.locked)
        self._gateway.publish(channel_event("THREAD_UPDATE", thread))
        return found(payloads.channel(thread))

    async def _delete_thread(self, request: web.Request) -> web.Response:
        thread = self._own_thread(request)
        self._require(thread, Right.MANAGE_THREADS)
        gone = payloads.channel(thread)
        self._gateway.publish(channel_event("THREAD_DELETE", thread))
        del self._world.channels[thread.id]
        assert thread.guild
        del thread.guild.channels[thread.id]
        return found(gone)

    def _visible(self, request: web.Request) -> Channel:
        channel = self._world.channels.get(int(request.match_info["channel_id"]))
        if channel is None:
            raise unknown("Channel")
        if not self._may(channel, Right.VIEW_CHANNEL):
            raise missing_access()
        return channel

    def _named_message(self, request: web.Request) -> Message:
        message = self._visible(request).messages.get(int(request.match_info["message_id"]))
        if message is None:
            raise unknown("Message")
        return message

    def _own_thread(self, request: web.Request) -> Channel:
        thread = self._visible(request)
        if not thread.is_thread or (thread.owner is not self._world.bot):
            self._require(thread, Right.MANAGE_THREADS if thread.is_thread else Right.MANAGE_CHANNELS)
        return thread

    def _require_sending(self, channel: Channel) -> None:
        if channel.kind is Kind.FORUM:
            raise Refused(400, 50008, "Cannot send messages in a non-text channel")
        if channel.recipient and not channel.recipient.accepts_messages:
            raise no_messages_from_you()
        self._require(channel, Right.SEND_MESSAGES_IN_THREADS if channel.is_thread else Right.SEND_MESSAGES)
        if channel.archived and channel.locked:
            raise locked()

    def _require_contents(self, channel: Channel, draft: Draft) -> None:
        if draft.embeds:
            self._require(channel, Right.EMBED_LINKS)
        if draft.files:
            self._require(channel, Right.ATTACH_FILES)
        if draft.replied:
            self._require(channel, Right.READ_MESSAGE_HISTORY)

    def _require(self, channel: Channel, right: Right) -> None:
        if not self._may(channel, right):
            raise missing_permissions()

    def _may(self, channel: Channel, right: Right) -> bool:
        return bool(rights_of(self._world.bot, channel) & right)

    def _sent_before(self, nonce: str | None) -> Message | None:
        """The bot's message with this nonce of the last minutes."""
        message = self._posting.by_nonce.get(nonce or "")
        since = self._world.clock.now() - NONCES_LAST
        return message if message and message.created_at >= since and not message.deleted else None

    def _reads_all(self) -> bool:
        # Over REST it is the portal's setting that counts, not what a session asked for.
        return bool(self._world.privileged & Intent.MESSAGE_CONTENT)


def _selected(messages: list[Message], request: web.Request, limit: int) -> list[Message]:
    """At most `limit` of them, oldest first."""
    after, before = request.query.get("after"), request.query.get("before")
    if after:
        return [one for one in messages if one.id > int(after)][:limit]
    if before:
        messages = [one for one in messages if one.id < int(before)]
    return messages[-limit:]


def _name(body: dict[str, Any]) -> str:
    if not 1 <= len(body["name"]) <= 100:
        raise invalid("name", "Must be between 1 and 100 in length.")
    return str(body["name"])
