"""Runs the command line in this process, as `main` does, with its own streams and a data folder of its own."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from bot.cli.application import application
from bot.cli.running import run


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Terminal:
    """A person without a terminal: streams are pipes."""

    home: Path

    @property
    def data_dir(self) -> Path:
        return self.home / "data"

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Said:
        """Run `newsdesk ARGUMENTS`."""
        environment = {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "NEWSDESK_DATA_DIR": str(self.data_dir),
        }
        with CliRunner().isolation(input=stdin, env=environment) as (out, err, _):
            import sys

            code = run(application(), [str(argument) for argument in arguments])
            sys.stdout.flush()
            sys.stderr.flush()
            return Said(code, out.getvalue().decode(), err.getvalue().decode())
