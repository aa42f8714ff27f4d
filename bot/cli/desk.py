"""What all commands share: four options, the two output streams, the settings.

`takes_desk` gives a command the shared options, before and after its name, and hands it a `Desk` instead of them.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from bot.rendering.paragraphs import Paragraph
    from bot.settings.reading import Resolved
    from bot.settings.settings import Settings

NARROWEST = 20
"""Columns that are drawn on at least: a terminal that says it has none (COLUMNS=0) would be shown nothing."""


def given_path(text: str) -> Path:
    """A path from the command line. An empty one is a variable that is not set, never the current folder."""
    if not text:
        raise typer.BadParameter("it is empty; for the current folder write .")
    return Path(text)


DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help="Folder of the library.", metavar="FOLDER", parser=given_path)
]
ConfigFile = Annotated[
    Path | None, typer.Option("--config", help="Configuration file to read.", metavar="FILE", parser=given_path)
]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour (also: NO_COLOR in the environment).")]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class Shared:
    """The options that every command takes."""

    data_dir: Path | None = None
    config: Path | None = None
    no_color: bool = False
    debug: bool = False

    def over(self, above: "Shared") -> "Shared":
        """These, and those given before the command's name where these are not given."""
        return Shared(
            data_dir=self.data_dir or above.data_dir,
            config=self.config or above.config,
            no_color=self.no_color or above.no_color,
            debug=self.debug or above.debug,
        )


class Desk:
    """Where a command works: it reads the settings here and shows its results here."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared

    def resolve(self, flags: Mapping[str, Any] | None = None) -> "Resolved":
        """Read the settings; `flags` are those that only this command can set. Raises ConfigurationError."""
        from bot.settings.reading import resolve

        return resolve({"data_dir": self._shared.data_dir, **(flags or {})}, config_file=self._shared.config)

    def settings(self, flags: Mapping[str, Any] | None = None) -> "Settings":
        """The settings without their origins."""
        return self.resolve(flags).settings

    def show(self, paragraphs: "Iterable[Paragraph]") -> None:
        """Print a result: wrapped and styled on a terminal, else one plain line per paragraph."""
        from bot.rendering.paragraphs import plain, wrapped

        if not sys.stdout.isatty():
            sys.stdout.write(plain(paragraphs))
            return
        console = self.console(sys.stdout)
        for drawn in paragraphs:
            for row in wrapped(drawn, console):
                console.print(row, soft_wrap=True)

    def show_json(self, data: Any) -> None:
        """Print a result as JSON, in ASCII if the output's encoding cannot hold it: what Python escapes is no JSON."""
        from bot.rendering.safety import json_text

        text = json_text(data)
        try:
            text.encode(sys.stdout.encoding or "utf-8")
        except UnicodeEncodeError:
            text = json_text(data, ascii_only=True)
        self.write(text + "\n")

    def write(self, text: str) -> None:
        """Print a result that is drawn already."""
        sys.stdout.write(text)

    def note(self, text: str) -> None:
        """Tell the person something that is not the result."""
        from bot.rendering.safety import block

        print(block(text), file=sys.stderr, flush=True)

    def console(self, stream: TextIO) -> "Console":
        """A console that styles nothing without a terminal or when colour is unwanted, and interprets no markup."""
        import os

        from rich.console import Console

        colourless = self._shared.no_color or bool(os.environ.get("NO_COLOR"))
        console = Console(
            file=stream,
            force_terminal=stream.isatty(),
            color_system=None if colourless else "auto",
            markup=False,
            highlight=False,
            emoji=False,
        )
        console.width = max(console.width, NARROWEST)
        return console


def takes_desk(command: Callable[..., None]) -> Callable[..., None]:
    """Make a function whose first parameter is a Desk a typer command with the shared options."""
    shared = signature(_shared_options, eval_str=True).parameters
    own = list(signature(command, eval_str=True).parameters.values())[1:]

    @wraps(command)
    def invoked(ctx: typer.Context, **given: Any) -> None:
        here = Shared(**{name: given.pop(name) for name in shared})
        command(Desk(here.over(ctx.obj or Shared())), **given)

    context = Parameter("ctx", Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in (*own, *shared.values())]
    invoked.__signature__ = Signature([context, *parameters])  # type: ignore[attr-defined]
    return invoked


def _shared_options(
    data_dir: DataDir = None,
    config: ConfigFile = None,
    no_color: NoColor = False,  # noqa: FBT002 -- only its signature is used
    debug: Debug = False,  # noqa: FBT002 -- only its signature is used
) -> None:
    """The shared options, as typer reads them."""
