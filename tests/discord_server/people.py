"""What people do: write, ask, click, fill in forms, add the bot to a server. The bot is told of it as by Discord."""

from typing import Any

from tests.discord_server import offered, payloads
from tests.discord_server.events import guild_event, interaction_event
from tests.discord_server.gateway import Gateway
from tests.discord_server.interactions import Asked, Interaction
from tests.discord_server.posting import Draft, Posting
from tests.discord_server.rights import Right, rights_of
from tests.discord_server.world import OF_THE_BOT, Channel, Guild, Kind, Message, User, World

_FILE_BYTES = 10 << 20
_IN_SERVER, _WITH_BOT = 0, 1
"""Contexts of an interaction; those of people among themselves are left out."""
_SLASH_REPLY, _MENU_REPLY = 20, 23


class People:
    def __init__(self, world: World, gateway: Gateway, posting: Posting) -> None:
        self._world = world
        self._gateway = gateway
        self._posting = posting

    def say(
        self, channel: Channel, user: User, text: str, *, reply_to: Message | None = None, ping: bool = True
    ) -> Message:
        """A message. `ping`: whether a reply notifies the author replied to, which lets the bot read it."""
        if channel.guild:
            needed = Right.SEND_MESSAGES_IN_THREADS if channel.is_thread else Right.SEND_MESSAGES
            if not rights_of(user, channel) & needed:
                raise offered.NotOffered(f"{user.name} may not write in {channel.name}")
        allowed = {"parse": ["everyone", "roles", "users"], "replied_user": ping}
        return self._posting.send(Draft(text, replied=reply_to, allowed=allowed), channel, user)

    def open_post(self, forum: Channel, user: User, title: str, text: str) -> Channel:
        """A forum's post; the thread with its first message."""
        thread = self._posting.open_thread(forum, title, user)
        self.say(thread, user, text)
        return thread

    def edit(self, message: Message, text: str) -> None:
        self._posting.edit(message, Draft(text, flags=message.flags))

    def delete(self, message: Message) -> None:
        self._posting.delete(message)

    def ask(self, channel: Channel, user: User, path: str, **options: Any) -> Interaction:
        """A slash command: `ask(general, ada, "/ask", question="Who won?")`, `"/newsdesk settings"`."""
        choice = offered.slash(channel, user, path, options)
        return self._begin(Asked.COMMAND, channel, user, choice.data, owners=choice.owners, message_type=_SLASH_REPLY)

    def complete(self, channel: Channel, user: User, path: str, focused: str, **options: Any) -> Interaction:
        """Typing into an option: what it holds so far is in `options`."""
        choice = offered.slash(channel, user, path, options, focused)
        return self._begin(Asked.AUTOCOMPLETE, channel, user, choice.data, owners=choice.owners)

    def choose_from_menu(self, message: Message, user: User, name: str) -> Interaction:
        """An entry of the message's context menu."""
        choice = offered.message_menu(user, name, message)
        owners = choice.owners
        return self._begin(Asked.COMMAND, message.channel, user, choice.data, owners=owners, message_type=_MENU_REPLY)

    def click(
        self, message: Message, user: User, custom_id: str | None = None, *, label: str | None = None
    ) -> Interaction:
        """A button, by its id (a prefix will do) or label."""
        part = offered.component(message, user, custom_id, label)
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part.get("id", 1)}
        return self._begin(Asked.COMPONENT, message.channel, user, data, owners=_owners(message, user), source=message)

    def select(self, message: Message, user: User, custom_id: str, *values: Any) -> Interaction:
        """A select's values: texts, or users, roles and channels."""
        part = offered.component(message, user, custom_id, None)
        resolved: dict[str, Any] = {}
        told = [value if isinstance(value, str) else offered.resolve(value, resolved) for value in values]
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "values": told, "resolved": resolved}
        return self._begin(Asked.COMPONENT, message.channel, user, data, owners=_owners(message, user), source=message)

    def submit(self, opened: Interaction, **filled: Any) -> Interaction:
        """The form that this interaction was answered with; `filled`: by the id or label of an input."""
        if opened.modal is None:
            raise offered.NotOffered("the interaction was not answered with a form")
        data = offered.form(opened.modal, filled)
        owners = opened.owners
        return self._begin(Asked.MODAL, opened.channel, opened.user, data, owners=owners, source=opened.source)

    def invite(self, guild: Guild, rights: int = OF_THE_BOT) -> None:
        """Add the bot to a server that was made without it."""
        guild.add_member(self._world.bot, rights)
        self._gateway.publish(guild_event(guild))

    def _begin(
        self, kind: Asked, channel: Channel, user: User, data: dict[str, Any], *,
        owners: dict[str, str], source: Message | None = None, message_type: int = 0,
    ) -> Interaction:  # fmt: skip
        now, identity = self._world.clock.now(), self._world.ids.next()
        begun = Interaction(identity, kind, user, channel, now, owners, message_type, source)
        self._world.interactions[begun.token] = begun
        begun.heard_by = self._gateway.publish(interaction_event(self._payload(begun, data), channel.guild))
        return begun

    def _payload(self, begun: Interaction, data: dict[str, Any]) -> dict[str, Any]:
        channel, guild = begun.channel, begun.channel.guild
        rights = str(int(rights_of(begun.user, channel)))
        payload: dict[str, Any] = {
            "id": str(begun.id),
            "application_id": str(self._world.application_id),
            "type": int(begun.kind),
            "token": begun.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": payloads.channel(channel) | ({"permissions": rights} if guild else {}),
            "locale": "en-US",
            "app_permissions": str(int(rights_of(self._world.bot, channel))),
            "entitlements": [],
            "authorizing_integration_owners": begun.owners,
            "context": _WITH_BOT if channel.kind is Kind.DM else _IN_SERVER,
            "attachment_size_limit": _FILE_BYTES,
        }
        if begun.source:
            payload["message"] = payloads.message(begun.source)
        if guild is None:
            return payload | {"user": payloads.user(begun.user)}
        member = payloads.member(guild.members[begun.user.id]) | {"permissions": rights}
        where = {"guild_id": str(guild.id), "guild": payloads.partial_guild(guild), "guild_locale": "en-US"}
        return payload | where | {"member": member}


def _owners(clicked: Message, user: User) -> dict[str, str]:
    return clicked.interaction.owners if clicked.interaction else offered.installers(clicked.channel, user)
