"""The command line as a whole: the options before the command's name, and where each command lives."""

from typing import Annotated

import typer

from bot import __version__
from bot.cli import (
    answers,
    articles,
    asking,
    chatting,
    checking,
    configuration,
    discord,
    ingesting,
    inspecting,
    safekeeping,
)
from bot.cli.desk import ConfigFile, DataDir, Debug, NoColor, Shared
from bot.cli.evaluating.commands import commands as evaluating


def application() -> typer.Typer:
    """Every command of this front end, mounted."""
    root = typer.Typer(
        name="newsdesk",
        help="Answers questions about your news articles and proves every sentence with an exact quote.",
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    root.callback()(_before_the_command)
    root.command("ask")(asking.ask)
    root.command("chat")(chatting.chat)
    root.command("check")(checking.check)
    root.command("ingest")(ingesting.ingest)
    root.add_typer(articles.commands, name="articles")
    root.add_typer(answers.commands, name="answers")
    root.add_typer(discord.commands, name="discord")
    root.add_typer(evaluating, name="evaluate")
    root.command("status")(inspecting.status)
    root.command("doctor")(inspecting.doctor)
    root.command("backup")(safekeeping.backup)
    root.command("restore")(safekeeping.restore)
    root.add_typer(configuration.commands, name="config")
    return root


def _show_version(wanted: bool) -> None:  # noqa: FBT001 -- typer calls it so
    if wanted:
        print(f"newsdesk {__version__}")
        raise typer.Exit


def _before_the_command(
    ctx: typer.Context,
    *,
    data_dir: DataDir = None,
    config: ConfigFile = None,
    no_color: NoColor = False,
    debug: Debug = False,
    version: Annotated[  # noqa: ARG001 -- its callback acts
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    ctx.obj = Shared(data_dir, config, no_color, debug)
