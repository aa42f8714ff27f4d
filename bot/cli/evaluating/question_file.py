"""Where drafts of questions are written: a new file, or standard output. Nothing is left of what cannot be written."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, given_path
from bot.errors import UsageError
from bot.rendering.fields import counted

if TYPE_CHECKING:
    from bot.evaluation.gold import GoldQuestion

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.jsonl",
        parser=given_path,
        help="Write to this file; - or none: standard output.",
    ),
]
Force = Annotated[bool, typer.Option("--force", "-f", help="Write over a file that is there.")]

_STANDARD = Path("-")


def see_writable(file: Path | None, *, force: bool) -> None:
    """See that a file may be written before anything is worked on. Raises UsageError."""
    if file is None or file == _STANDARD:
        return
    if file.is_dir():
        raise UsageError(f"{file} is a folder. Name a file, such as questions.jsonl.")
    if os.path.lexists(file) and not force:
        raise UsageError(f"{file} is there already. Name another file, or give --force to write over it.")


def write(file: Path | None, questions: "Iterable[GoldQuestion]") -> int:
    """Write the questions in our own format, a line each; how many. Raises UsageError."""
    from bot.evaluation.formats.own import written

    lines = [written(each) + "\n" for each in questions]
    if file is None or file == _STANDARD:
        sys.stdout.write("".join(lines))
    else:
        try:
            _replace(file, "".join(lines))
        except OSError as error:
            raise UsageError(f"{file}: cannot be written: {error.strerror}.") from error
    return len(lines)


def tell_written(desk: Desk, number: int, file: Path | None) -> None:
    """Say how many were written, and what a person has to do now."""
    if file is not None and file != _STANDARD:
        desk.note(f"{number:,} drafts in {file}. Look at each, correct it, and take its `review` out.")


def tell_of_drafts(desk: Desk, questions: "Sequence[GoldQuestion]") -> None:
    """Note how many questions of a set nobody has looked at."""
    drafts = sum(each.review is not None for each in questions)
    if drafts:
        have = "has" if drafts == 1 else "have"
        of = f"{drafts:,} of {counted(len(questions), 'question')}"
        desk.note(f"{of} still {have} a `review` note: drafts nobody has looked at.")


def _replace(file: Path, text: str) -> None:
    """Whole or not at all: what was there before stays until the new file is complete."""
    beside = file.with_name(f".{file.name[:100]}.{os.getpid()}.new")
    try:
        with beside.open("x", encoding="ascii") as stream:
            stream.write(text)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
