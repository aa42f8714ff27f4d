"""What a person can choose in their client: registered commands with their options, buttons, selects, forms.

A client offers nothing else, so that asking for more is a mistake of the test: NotOffered.
"""

from dataclasses import dataclass
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.account import GROUP, SLASH, SUBCOMMAND
from tests.discord_server.bodies import INPUT, walk
from tests.discord_server.rights import rights_of
from tests.discord_server.world import Channel, Message, Role, User

MESSAGE_MENU = 3
USER, CHANNEL, ROLE = 6, 7, 8


OF_SERVER, OF_PERSON = 0, 1
"""How an application is installed."""


class NotOffered(Exception):
    """A person cannot choose this."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A command as it was filled in, and by whose installation it is there (see `Interaction.owners`)."""

    data: dict[str, Any]
    owners: dict[str, str]


def command(channel: Channel, user: User, name: str, kind: int) -> dict[str, Any]:
    """The registered command that this person is offered here; a server's own comes before a global one."""
    world = channel.world
    own = world.commands.get(channel.guild.id, []) if channel.guild and channel.guild.has_bot else []
    known = [one for one in own + world.commands.get(None, []) if one["type"] == kind]
    for one in known:
        if one["name"] == name:
            _require_rights(one, channel, user)
            return one
    raise NotOffered(f"no command {name!r} is registered; known: {[one['name'] for one in known]}")


def slash(channel: Channel, user: User, path: str, filled: dict[str, Any], focused: str | None = None) -> Choice:
    """`path`: "/ask", or "/newsdesk settings" for a subcommand. `focused`: the option that is being typed."""
    name, *rest = path.removeprefix("/").split()
    registered = command(channel, user, name, SLASH)
    resolved: dict[str, dict[str, Any]] = {}
    options = _options(registered, rest, filled, focused, resolved)
    data = _named(registered) | {"options": options} | ({"resolved": resolved} if resolved else {})
    return Choice(data, installers(channel, user, registered.get("integration_types")))


def message_menu(user: User, name: str, target: Message) -> Choice:
    registered = command(target.channel, user, name, MESSAGE_MENU)
    # The text is there whatever the intents: the person has chosen this message.
    resolved = {"messages": {str(target.id): payloads.message(target)}}
    data = _named(registered) | {"target_id": str(target.id), "resolved": resolved}
    return Choice(data, installers(target.channel, user, registered.get("integration_types")))


def installers(channel: Channel, user: User, kinds: list[int] | None = None) -> dict[str, str]:
    """By whose installation the application is there: `{"0": server's id}` ("0" in direct messages), `{"1": user's}`."""
    kinds = kinds or [OF_SERVER]
    owners = {}
    if OF_SERVER in kinds and (channel.guild is None or channel.guild.has_bot):
        owners["0"] = str(channel.guild.id) if channel.guild else "0"
    if OF_PERSON in kinds and user.installed_app:
        owners["1"] = str(user.id)
    return owners


def component(message: Message, user: User, custom_id: str | None, label: str | None) -> dict[str, Any]:
    """The button or select with this id (a prefix will do) or label."""
    if message.only_for not in (None, user):
        raise NotOffered(f"{user.name} does not see this message")
    parts = [part for part in walk(message.components) if "custom_id" in part]
    for part in parts:
        by_id = custom_id is not None and part["custom_id"].startswith(custom_id)
        if by_id or (label is not None and part.get("label") == label):
            if part.get("disabled"):
                raise NotOffered(f"{part['custom_id']} is disabled")
            return part
    there = [(part["custom_id"], part.get("label")) for part in parts]
    raise NotOffered(f"no component {custom_id or label!r} in {there}")


def form(modal: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
    """The modal as it is sent back; `filled`: by the id or the label of an input."""
    left = dict(filled)
    components = [_filled_part(part, left) for part in modal["components"]]
    if left:
        raise NotOffered(f"the form has no input {sorted(left)}")
    return {"custom_id": modal["custom_id"], "components": components}


def resolve(value: Any, resolved: dict[str, Any]) -> str:
    """The id of a user, channel or role, which is told beside the options."""
    identity = str(value.id)
    if isinstance(value, User):
        resolved.setdefault("users", {})[identity] = payloads.user(value)
    elif isinstance(value, Role):
        resolved.setdefault("roles", {})[identity] = payloads.role(value)
    else:
        resolved.setdefault("channels", {})[identity] = payloads.channel(value) | {"permissions": "0"}
    return identity


def _require_rights(registered: dict[str, Any], channel: Channel, user: User) -> None:
    needed = int(registered.get("default_member_permissions") or 0)
    if channel.guild and rights_of(user, channel) & needed != needed:
        raise NotOffered(f"{user.name} may not use /{registered['name']}")
    contexts = registered.get("contexts")
    in_context = contexts is None or (0 if channel.guild else 1) in contexts
    if not in_context or not installers(channel, user, registered.get("integration_types")):
        raise NotOffered(f"/{registered['name']} is not offered in {channel.name}")


def _named(registered: dict[str, Any]) -> dict[str, Any]:
    named: dict[str, Any] = {"id": registered["id"], "name": registered["name"], "type": registered["type"]}
    return named | ({"guild_id": registered["guild_id"]} if "guild_id" in registered else {})


def _options(
    part: dict[str, Any], path: list[str], filled: dict[str, Any], focused: str | None, resolved: dict[str, Any]
) -> list[dict[str, Any]]:
    known = {option["name"]: option for option in part.get("options", [])}
    if path:
        if path[0] not in known or known[path[0]]["type"] not in (SUBCOMMAND, GROUP):
            raise NotOffered(f"{part['name']} has no subcommand {path[0]!r}, but {sorted(known)}")
        inner = known[path[0]]
        options = _options(inner, path[1:], filled, focused, resolved)
        return [{"name": path[0], "type": inner["type"], "options": options}]
    missing = [name for name, option in known.items() if option.get("required") and name not in filled]
    if missing and focused is None:
        raise NotOffered(f"{part['name']} needs {missing}")
    if set(filled) - set(known):
        raise NotOffered(f"{part['name']} has no option {sorted(set(filled) - set(known))}, but {sorted(known)}")
    return [_option(known[name], value, resolved, focused=name == focused) for name, value in filled.items()]


def _option(option: dict[str, Any], value: Any, resolved: dict[str, Any], *, focused: bool) -> dict[str, Any]:
    told = {"name": option["name"], "type": option["type"], "value": value}
    if focused:
        return told | {"focused": True}
    if option["type"] in (USER, CHANNEL, ROLE):
        told["value"] = resolve(value, resolved)
    elif isinstance(value, str):
        low, high = option.get("min_length", 0), option.get("max_length", 6_000)
        if not low <= len(value) <= high:
            raise NotOffered(f"{option['name']} takes {low} to {high} letters, not {len(value)}")
    choices = [choice["value"] for choice in option.get("choices", [])]
    if choices and value not in choices:
        raise NotOffered(f"{option['name']} is one of {choices}, not {value!r}")
    return told


def _filled_part(part: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
    if part["type"] == 1:
        return {
            "type": 1,
            "components": [_filled_input(each, each.get("label"), filled) for each in part["components"]],
        }
    if part["type"] == 18:
        return {"type": 18, "component": _filled_input(part["component"], part["label"], filled)}
    return {"type": part["type"]}


def _filled_input(part: dict[str, Any], label: str | None, filled: dict[str, Any]) -> dict[str, Any]:
    name = part["custom_id"] if part["custom_id"] in filled else label or ""
    value = filled.pop(name, None)
    told = {"type": part["type"], "custom_id": part["custom_id"]}
    if part["type"] != INPUT:
        return told | {"values": list(value or [])}
    text = part.get("value") or "" if value is None else str(value)
    low, high = part.get("min_length") or 0, part.get("max_length") or 4_000
    if part.get("required", True):
        low = max(low, 1)
    if (text or part.get("required", True)) and not low <= len(text) <= high:
        raise NotOffered(f"{label or part['custom_id']} takes {low} to {high} letters, not {len(text)}")
    return told | {"value": text}
