"""The commands under `newsdesk evaluate`, mounted."""

import typer

from bot.cli.evaluating.listing import list_
from bot.cli.evaluating.running import run

commands = typer.Typer(help="Measure how good the answers are, and whether a change helps.", no_args_is_help=True)
commands.command("run")(run)
commands.command("list")(list_)
