"""Messages and threads come, change and go: the world is changed and the gateway tells of it. Rules were checked before."""

from dataclasses import dataclass, field
from typing import Any

from tests.discord_server.events import channel_event, message_event, message_gone
from tests.discord_server.gateway import Gateway
from tests.discord_server.pings import named, names_replied, notified
from tests.discord_server.world import Attached, Channel, Kind, Message, User, World

HAS_THREAD = 1 << 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A message before it is sent."""

    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    flags: int = 0
    files: tuple[tuple[str, bytes], ...] = ()
    nonce: str | None = None
    replied: Message | None = None
    allowed: dict[str, Any] | None = None
    """Its `allowed_mentions`."""


class Posting:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self.by_nonce: dict[str, Message] = {}
        """The bot's messages that were sent with one."""
        self._world = world
        self._gateway = gateway

    def send(
        self, draft: Draft, channel: Channel, author: User, *, interaction: Any = None, only_for: User | None = None
    ) -> Message:
        """A new message; `only_for`: the one person who sees it, and nobody is told."""
        identity = channel.id if _opens_post(channel) else self._world.ids.next()
        message = Message(identity, channel, author, self._world.clock.now())
        message.interaction, message.only_for = interaction, only_for
        message.nonce, message.reference = draft.nonce, draft.replied
        message.reference_id = draft.replied.id if draft.replied else None
        self._fill(message, draft)
        self._name(message, draft)
        if only_for is None:
            channel.messages[message.id] = message
            channel.sent += 1
            channel.archived = False
            if draft.nonce and author is self._world.bot:
                self.by_nonce[draft.nonce] = message
            if draft.replied:
                draft.replied.replies.append(message)
            self._gateway.publish(message_event("MESSAGE_CREATE", message))
        self._world.changed()
        return message

    def edit(self, message: Message, draft: Draft) -> None:
        """Show `draft` instead; an edit notifies nobody."""
        message.earlier.append(message.text)
        message.edited_at = self._world.clock.now()
        self._fill(message, draft)
        self._tell_update(message)

    def fill_in(self, message: Message, draft: Draft) -> None:
        """Show the answer where "thinking" stood."""
        self.edit(message, draft)
        self._name(message, draft)

    def delete(self, message: Message) -> None:
        message.deleted = True
        message.channel.messages.pop(message.id, None)
        if message.only_for is None:
            self._gateway.publish(message_gone(message))
        self._world.changed()

    def open_thread(self, parent: Channel, name: str, owner: User, source: Message | None = None) -> Channel:
        """A public thread; from a message it has the message's id."""
        identity = source.id if source else self._world.ids.next()
        thread = Channel(identity, Kind.PUBLIC_THREAD, name, self._world, parent.guild, parent, owner)
        self._world.keep(thread)
        self._gateway.publish(channel_event("THREAD_CREATE", thread, newly_created=True))
        if source:
            source.thread = thread
            source.flags |= HAS_THREAD
            self._tell_update(source)
        return thread

    def _fill(self, message: Message, draft: Draft) -> None:
        message.content, message.embeds, message.components = draft.content, draft.embeds, draft.components
        message.flags = draft.flags
        message.attachments += [Attached(self._world.ids.next(), name, content) for name, content in draft.files]

    def _name(self, message: Message, draft: Draft) -> None:
        text, channel = message.text, message.channel
        replied = names_replied(draft.replied, draft.allowed)
        message.mentioned = list(dict.fromkeys(named(text, channel) + replied))
        pinged = notified(text, channel, message.author, draft.allowed)
        pinged += [user.name for user in replied if user is not message.author]
        message.pings = [] if message.only_for else list(dict.fromkeys(pinged))

    def _tell_update(self, message: Message) -> None:
        if message.only_for is None and not message.deleted:
            self._gateway.publish(message_event("MESSAGE_UPDATE", message))
        self._world.changed()


def _opens_post(channel: Channel) -> bool:
    """Whether its next message is the first of a forum's post, which has the post's id."""
    return channel.parent is not None and channel.parent.kind is Kind.FORUM and not channel.sent
