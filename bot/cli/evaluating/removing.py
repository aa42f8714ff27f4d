"""`newsdesk evaluate remove`: runs that are no longer wanted are deleted."""

import sys
from typing import Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.evaluating.stored import RunNames
from bot.errors import UsageError


@takes_desk
def remove(
    desk: Desk,
    runs: RunNames,
    *,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask first (without a terminal it never asks).")
    ] = False,
    json: Json = False,
) -> None:
    """Delete runs, with what judges said of them and the libraries that no other run was asked of.

    If there is no run of one of the names, none is deleted.
    """
    from bot.evaluation.forgetting import Evaluations

    wanted = list(dict.fromkeys(runs))
    if not yes and sys.stdin.isatty() and sys.stderr.isatty() and not _agrees(len(wanted)):
        raise UsageError("Nothing was deleted.")
    libraries = Evaluations(desk.settings()).remove(wanted)
    if json:
        desk.show_json({"removed": wanted, "libraries": libraries})
    else:
        desk.write(f"removed {len(wanted)}\n")


def _agrees(number: int) -> bool:
    from bot.rendering.fields import counted

    return typer.confirm(f"Delete {counted(number, 'run')} for good?", err=True)
