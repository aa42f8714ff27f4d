"""`newsdesk backup` and `newsdesk restore`: the whole library in one file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.desk import Desk, Json, given_path, takes_desk
from bot.rendering.fields import size


@takes_desk
def backup(
    desk: Desk,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.", parser=given_path)
    ],
    *,
    json: Json = False,
) -> None:
    """Write the whole library to one file. Asking and ingesting may go on meanwhile."""
    from bot import wiring

    wiring.library(desk.settings()).backup(file)
    written = file.stat().st_size
    if json:
        desk.show_json({"file": str(file.absolute()), "bytes": written})
    else:
        desk.write(f"backed up to {file} ({size(written)})\n")


@takes_desk
def restore(
    desk: Desk,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that `newsdesk backup` wrote.", parser=given_path)
    ],
    *,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the library that is there.")] = False,
    json: Json = False,
) -> None:
    """Restore the library from a backup. A library that holds articles is only replaced with --replace."""
    from bot import wiring

    library = wiring.library(desk.settings())
    aside = library.restore(file, replace=replace)
    summary = library.summary()
    if json:
        restored = {"file": str(file.absolute()), "articles": summary.articles, "passages": summary.passages}
        desk.show_json({**restored, "set_aside": str(aside) if aside else None})
        return
    desk.write(f"restored {summary.articles:,} articles from {file}\n")
    if aside:
        desk.write(f"what lay there could not be read and was set aside as {aside}\n")
