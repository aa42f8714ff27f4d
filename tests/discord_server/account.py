"""Requests about the bot itself: who it is, where it is a member, which commands it has."""

import re
from typing import Any

from aiohttp import web

from tests.discord_server import drafts, payloads
from tests.discord_server.answers import empty, found
from tests.discord_server.events import guild_gone
from tests.discord_server.gateway import Gateway
from tests.discord_server.refusals import invalid, missing_access, unknown
from tests.discord_server.world import Guild, World

SLASH = 1
SUBCOMMAND, GROUP = 1, 2

_NAME = re.compile(r"[-_'\w]{1,32}")
_MOST_COMMANDS = {1: 100, 2: 15, 3: 15}
"""By type: slash commands, entries of a user's menu, of a message's."""


class Account:
    def __init__(self, world: World, gateway: Gateway) -> None:
        self._world = world
        self._gateway = gateway

    def routes(self) -> list[web.RouteDef]:
        commands = "/applications/{application_id}/commands"
        of_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        return [
            web.get("/gateway/bot", self._where),
            web.get("/users/@me", self._me),
            web.get("/users/@me/guilds", self._guilds),
            web.delete("/users/@me/guilds/{guild_id}", self._leave),
            web.post("/users/@me/channels", self._direct),
            web.get("/users/{user_id}", self._user),
            web.get("/guilds/{guild_id}", self._guild),
            web.get("/guilds/{guild_id}/members/{user_id}", self._member),
            web.get("/applications/@me", self._application),
            web.get("/oauth2/applications/@me", self._application),
            web.get(commands, self._commands),
            web.put(commands, self._register),
            web.get(of_guild, self._commands),
            web.put(of_guild, self._register),
        ]

    async def _where(self, request: web.Request) -> web.Response:
        start = {"total": 1000, "remaining": 999, "reset_after": 86_400_000, "max_concurrency": 1}
        return found({"url": self._gateway.address, "shards": 1, "session_start_limit": start})

    async def _me(self, request: web.Request) -> web.Response:
        return found(payloads.user(self._world.bot) | {"verified": True, "mfa_enabled": False, "locale": "en-US"})

    async def _application(self, request: web.Request) -> web.Response:
        return found(payloads.application(self._world))

    async def _guilds(self, request: web.Request) -> web.Response:
        homes = [guild for guild in self._world.guilds.values() if guild.has_bot]
        return found([
            payloads.partial_guild(guild) | {"name": guild.name, "icon": None, "owner": False, "permissions": "0"}
            for guild in homes
        ])  # fmt: skip

    async def _leave(self, request: web.Request) -> web.Response:
        guild = self._home(request)
        self._gateway.publish(guild_gone(guild))
        del guild.members[self._world.bot.id]
        self._world.changed()
        return empty()

    async def _direct(self, request: web.Request) -> web.Response:
        body, _ = await drafts.read(request)
        user = self._world.users.get(int(body["recipient_id"]))
        if user is None:
            raise unknown("User")
        return found(payloads.channel(self._world.direct(user)))

    async def _user(self, request: web.Request) -> web.Response:
        user = self._world.users.get(int(request.match_info["user_id"]))
        if user is None:
            raise unknown("User")
        return found(payloads.user(user))

    async def _guild(self, request: web.Request) -> web.Response:
        return found(payloads.guild(self._home(request), all_members=False))

    async def _member(self, request: web.Request) -> web.Response:
        member = self._home(request).members.get(int(request.match_info["user_id"]))
        if member is None:
            raise unknown("Member")
        return found(payloads.member(member))

    async def _commands(self, request: web.Request) -> web.Response:
        return found(self._world.commands.get(self._scope(request), []))

    async def _register(self, request: web.Request) -> web.Response:
        scope = self._scope(request)
        commands, _ = await drafts.read(request)
        _check_commands(commands)
        before = {(one["type"], one["name"]): one["id"] for one in self._world.commands.get(scope, [])}
        self._world.commands[scope] = [self._registered(command, scope, before) for command in commands]
        return found(self._world.commands[scope])

    def _registered(self, command: dict[str, Any], scope: int | None, before: dict[tuple[int, str], str]) -> Any:
        kind = command.get("type", SLASH)
        fixed = {
            "id": before.get((kind, command["name"])) or str(self._world.ids.next()),
            "application_id": str(self._world.application_id),
            "type": kind,
            "version": str(self._world.ids.next()),
            "description": command.get("description", ""),
        }
        return command | fixed | ({"guild_id": str(scope)} if scope else {})

    def _scope(self, request: web.Request) -> int | None:
        if request.match_info["application_id"] != str(self._world.application_id):
            raise missing_access()
        return self._home(request).id if "guild_id" in request.match_info else None

    def _home(self, request: web.Request) -> Guild:
        guild = self._world.guilds.get(int(request.match_info["guild_id"]))
        if guild is None:
            raise unknown("Guild")
        if not guild.has_bot:
            raise missing_access()
        return guild


def _check_commands(commands: list[dict[str, Any]]) -> None:
    for kind, most in _MOST_COMMANDS.items():
        names = [command["name"] for command in commands if command.get("type", SLASH) == kind]
        if len(names) > most:
            raise invalid("", f"Max number of application commands reached ({most})")
        if len(set(names)) < len(names):
            raise invalid("name", "Application command names must be unique")
    for number, command in enumerate(commands):
        if command.get("type", SLASH) == SLASH:
            _check_described(str(number), command)
        elif not 1 <= len(command["name"]) <= 32 or command.get("description"):
            raise invalid(f"{number}.name", "A menu's entry has a name of 1 to 32 letters and no description.")


def _check_described(path: str, part: dict[str, Any]) -> None:
    name = part["name"]
    if not _NAME.fullmatch(name) or name != name.lower():
        raise invalid(f"{path}.name", "Command name is invalid")
    if not 1 <= len(part.get("description", "")) <= 100:
        raise invalid(f"{path}.description", "Must be between 1 and 100 in length.")
    options = part.get("options", [])
    if len(options) > 25 or len(part.get("choices", [])) > 25:
        raise invalid(f"{path}.options", "Must be 25 or fewer in length.")
    needed = [option.get("required", False) for option in options]
    if needed != sorted(needed, reverse=True):
        raise invalid(f"{path}.options", "Required options must be placed before non-required options")
    for number, option in enumerate(options):
        _check_described(f"{path}.options.{number}", option)
