"""`newsdesk discord guilds`: the Discord servers that the bot answers in, and what is read there."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.domain.article import checked_collection
from bot.domain.guild import Guild
from bot.errors import GuildNotAllowed

if TYPE_CHECKING:
    from bot.settings.settings import Settings

GuildId = Annotated[
    int, typer.Argument(metavar="ID", min=1, max=2**63 - 1, help="The server's id: Copy Server ID in Discord.")
]

commands = typer.Typer(help="Allow, deny and list the servers that the bot answers in.", no_args_is_help=True)


@commands.command("allow")
@takes_desk
def allow(
    desk: Desk,
    guild_id: GuildId,
    *,
    reads: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A collection it is answered from (default: main).")
    ] = None,
    manages: Annotated[
        str | None, typer.Option(metavar="NAME", help="The collection its managers add to and remove from; '': none.")
    ] = None,
    json: Json = False,
) -> None:
    """Allow a server, or change what an allowed one reads and manages; a running bot heeds it at once."""
    from bot import wiring

    read = [checked_collection(name) for name in reads] if reads else None
    if manages:
        checked_collection(manages)
    settings = desk.settings()
    allowed = wiring.community(settings).allow_guild(guild_id, read, manages)
    if json:
        desk.show_json(_as_json(allowed))
    else:
        desk.write(f"allowed {guild_id}: {_rights(allowed)}\n")
    _note_unknown(desk, settings, allowed)


@commands.command("deny")
@takes_desk
def deny(desk: Desk, guild_id: GuildId, *, json: Json = False) -> None:
    """Allow a server no more, and forget what its managers set. Nothing is answered there from now on."""
    from bot import wiring

    if not wiring.community(desk.settings()).deny_guild(guild_id):
        raise GuildNotAllowed(
            f"The server {guild_id} is not allowed. `newsdesk discord guilds list` shows those that are."
        )
    if json:
        desk.show_json({"denied": str(guild_id)})
    else:
        desk.write(f"denied {guild_id}\n")


@commands.command("list")
@takes_desk
def list_guilds(desk: Desk, *, json: Json = False) -> None:
    """List the allowed servers, in the order they were allowed: id, name, what each reads and manages."""
    from bot import wiring
    from bot.rendering.safety import line

    found = wiring.community(desk.settings()).guilds()
    if json:
        desk.show_json([_as_json(guild) for guild in found])
        return
    desk.write("".join(f"{guild.id}\t{line(guild.name or '-')}\t{_rights(guild)}\n" for guild in found))
    if not found:
        desk.note("No server is allowed yet: `newsdesk discord guilds allow ID`.")


def _note_unknown(desk: Desk, settings: "Settings", guild: Guild) -> None:
    """A name that no article has is a slip more often than a plan."""
    from bot import wiring

    known = {name for name, _ in wiring.library(settings).summary().collections}
    empty = [name for name in guild.reads if name not in known]
    if empty:
        desk.note(f"No article is in {' or '.join(map(repr, empty))} yet.")


def _rights(guild: Guild) -> str:
    from bot.rendering.safety import line

    return line(f"reads {', '.join(guild.reads)}; manages {guild.manages or 'nothing'}")


def _as_json(guild: Guild) -> dict[str, Any]:
    """Ids as texts: they are too long for the numbers of many programs that read JSON."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "allowed_at": guild.allowed_at.isoformat(),
        "reads": list(guild.reads),
        "manages": guild.manages,
    }
