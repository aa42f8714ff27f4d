"""`newsdesk discord`: runs the bot, and what its operator does before: invite, register, check, allow servers."""

import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bot.cli import guilds
from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import ExitCode
from bot.errors import LedgerError, NewsdeskError, NotConfigured

if TYPE_CHECKING:
    from bot.discord_app.parts import Parts
    from bot.domain.guild import Guild
    from bot.library.records import Check
    from bot.settings.settings import Settings

commands = typer.Typer(help="Run the Discord bot, and set it up.", no_args_is_help=True)
commands.add_typer(guilds.commands, name="guilds")


@commands.command("run")
@takes_desk
def run(
    desk: Desk,
    *,
    health_port: Annotated[
        int | None,
        typer.Option("--health-port", min=1, max=65535, help="Tell at 127.0.0.1:PORT/health how the bot is."),
    ] = None,
) -> None:
    """Run the bot until it is told to stop (SIGTERM, Ctrl-C): then it finishes what it is answering.

    Its log goes to standard error.

    Exit code: 0 told to stop, 4 Discord refuses the token, 5 Discord refuses the intents.
    """
    settings = desk.settings({"discord.health_port": health_port})
    token = _token(settings)
    import asyncio

    from bot.discord_app import running
    from bot.discord_app.logs import logging_to
    from bot.discord_app.refusals import IntentsRefused, TokenRefused
    from bot.settings.keys import secrets

    try:
        with logging_to(sys.stderr, settings.discord.log, secrets(settings)):
            asyncio.run(running.run(_parts(settings), token))
    except TokenRefused as error:
        _end(desk, error, ExitCode.TOKEN_REFUSED)
    except IntentsRefused as error:
        _end(desk, error, ExitCode.INTENTS_REFUSED)


@commands.command("invite")
@takes_desk
def invite(
    desk: Desk,
    *,
    application_id: Annotated[
        int | None, typer.Option(min=1, max=2**63 - 1, help="The application's id (default: as the token tells it).")
    ] = None,
    json: Json = False,
) -> None:
    """Print the link by which a server's manager adds the bot, with the fewest permissions. No network is used."""
    settings = desk.settings()
    from bot.discord_app.inviting import application_of, person_link, server_link

    number = application_id or application_of(_token(settings))
    links = {"server": server_link(number)}
    if settings.discord.user_installs:
        links["person"] = person_link(number)
    if json:
        desk.show_json(links)
    else:
        desk.write("".join(f"{link}\n" for link in links.values()))


@commands.command("sync")
@takes_desk
def sync(
    desk: Desk,
    *,
    guild: Annotated[
        int | None, typer.Option(metavar="ID", min=1, max=2**63 - 1, help="In this server alone, at once: for trying.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Take the commands away instead.")] = False,
    json: Json = False,
) -> None:
    """Register the bot's commands with Discord: once, and after an upgrade."""
    settings = desk.settings()
    token = _token(settings)
    import asyncio

    from bot.discord_app.registering import register

    with _warnings_logged(settings):
        names = asyncio.run(register(_parts(settings), token, guild, remove=remove))
    if json:
        desk.show_json({"guild": None if guild is None else str(guild), "registered": names})
        return
    desk.write("".join(f"{name}\n" for name in names))
    where = "everywhere; Discord may take an hour to show it" if guild is None else f"in the server {guild}"
    desk.note(f"{len(names)} commands are registered {where}.")


@commands.command("check")
@takes_desk
def check(desk: Desk, *, json: Json = False) -> None:
    """Check token, intents, servers, permissions, library and model: one line each, ok or what to do.

    Exit code: 0 all is well, 1 something is not.
    """
    settings = desk.settings()
    token = _token(settings)
    import asyncio

    from bot.rendering.library_views import checks_json, checks_text

    with _warnings_logged(settings):
        found = asyncio.run(_all(_checks(settings, token)))
    if json:
        desk.show_json(checks_json(found))
    else:
        desk.show(checks_text(found))
    raise typer.Exit(ExitCode.SUCCESS if all(each.ok for each in found) else ExitCode.FAILURE)


async def _all(found: "AsyncIterator[Check]") -> "list[Check]":
    return [each async for each in found]


async def _checks(settings: "Settings", token: str) -> "AsyncIterator[Check]":
    from bot import wiring
    from bot.cli.inspecting import chat_check
    from bot.discord_app import inspecting
    from bot.library.records import Check

    try:
        allowed = wiring.community(settings).guilds()
    except LedgerError as error:
        allowed = []
        yield Check("ledger", ok=False, text=str(error))
    async for each in inspecting.checks(settings.discord, token, allowed):
        yield each
    for each in _library_checks(settings, allowed):
        yield each
    yield chat_check(settings)


def _library_checks(settings: "Settings", allowed: "Sequence[Guild]") -> "Iterator[Check]":
    """Whether it can be asked, and holds what those who may ask are answered from."""
    from bot import wiring
    from bot.library.records import Check

    try:
        library = wiring.library(settings)
        with library.reading():
            summary = library.summary()
    except (NewsdeskError, OSError) as error:
        yield Check("library", ok=False, text=str(error))
        return
    yield Check("library", ok=True, text=f"{summary.articles:,} articles in {settings.data_dir}")
    known = {name for name, _ in summary.collections}
    discord = settings.discord
    read = {f"The server {guild.name or guild.id}": guild.reads for guild in allowed}
    if discord.direct_messages or discord.user_installs:
        read["discord.direct_collections"] = discord.direct_collections
    for who, names in read.items():
        for name in names:
            if name not in known:
                yield Check("library", ok=False, text=f"{who} reads {name!r}, a collection without articles")


def _token(settings: "Settings") -> str:
    token = settings.discord.token
    if token is None or not token.get_secret_value().strip():
        raise NotConfigured(
            "No token is set. Make a bot in the developer portal (https://discord.com/developers/applications) and put "
            "its token into NEWSDESK_DISCORD__TOKEN, or into the configuration file as token, in its section [discord]."
        )
    return token.get_secret_value().strip()


def _parts(settings: "Settings") -> "Parts":
    from zoneinfo import ZoneInfo

    from bot import wiring
    from bot.discord_app.cooldowns import Cooldowns
    from bot.discord_app.parts import Parts
    from bot.discord_app.pool import AnswerPool
    from bot.domain.answer import Engine
    from bot.evaluation.forgetting import Evaluations

    discord, answerer = settings.discord, wiring.answerer(settings)
    return Parts(
        settings=discord,
        zone=ZoneInfo(settings.timezone),
        answerer=answerer,
        checker=wiring.checker(settings),
        library=wiring.library(settings),
        ingestor=lambda: wiring.ingestor(settings),
        ledger=wiring.ledger(settings),
        community=wiring.community(settings),
        pool=AnswerPool(answerer, discord.workers, discord.waiting),
        cooldowns=Cooldowns(discord.user_seconds, discord.guild_per_minute),
        writes=wiring.engine(settings) is Engine.GENERATIVE,
        limits=wiring.limits(settings),
        evaluations=Evaluations(settings),
    )


def _warnings_logged(settings: "Settings") -> "AbstractContextManager[None]":
    from bot.discord_app.logs import logging_to
    from bot.settings.keys import secrets

    return logging_to(sys.stderr, "text", secrets(settings), quiet=True)


def _end(desk: Desk, error: NewsdeskError, code: ExitCode) -> NoReturn:
    desk.note(f"error: {error}")
    raise typer.Exit(code)
