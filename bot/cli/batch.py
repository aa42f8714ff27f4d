"""`newsdesk ask --batch`: many questions, one after the other. One that fails is told and does not stop the rest."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.desk import Desk
from bot.cli.exits import ExitCode
from bot.cli.printing import Format, print_events
from bot.domain.answer import Engine
from bot.domain.question import Question, checked_question
from bot.errors import LibraryEmpty, LibraryIncompatible, NewsdeskError, UsageError

if TYPE_CHECKING:
    from bot.settings.settings import Settings

LONGEST_LINE = 4 * 10_001
"""Bytes of a line that are read: a question has at most 10,000 characters."""


def ask_all(desk: Desk, settings: "Settings", file: str, asked: Question, *, form: Format, evidence: bool) -> ExitCode:
    """Answer each line of the file that is not blank, in order; `asked` has everything but the text.

    Returns FAILURE if a question could not be asked. Raises UsageError if the file cannot be read,
    LibraryEmpty, LibraryIncompatible: no question could be.
    """
    if form is Format.JSON:
        raise UsageError("--batch prints many answers, which are no one JSON value. Use --jsonl.")
    from bot import wiring

    answerer, streaming = wiring.answerer(settings), wiring.engine(settings) is Engine.GENERATIVE
    code = ExitCode.SUCCESS
    for number, line in enumerate(_lines(file), start=1):
        if form is not Format.JSONL:
            _announce(desk, number, line, form)
        try:
            question = replace(asked, text=checked_question(line))
            events = answerer.answer_events(question)
            print_events(desk, events, form, evidence=evidence, as_it_comes=streaming)
        except (LibraryEmpty, LibraryIncompatible):
            raise
        except NewsdeskError as error:
            code = ExitCode.FAILURE
            _tell(desk, form, line, error)
    return code


def _lines(file: str) -> Iterator[str]:
    """The lines that hold something; broken bytes become U+FFFD. Raises UsageError."""
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as lines:
            while line := lines.readline(LONGEST_LINE):
                rest = line
                while not rest.endswith(b"\n") and (rest := lines.readline(LONGEST_LINE)):
                    pass  # what lies beyond the limit need not be kept to be refused
                text = line.decode("utf-8-sig", errors="replace").strip()
                if text:
                    yield text
    except OSError as error:
        raise UsageError(f"--batch {file}: cannot be read: {error.strerror}") from error


def _announce(desk: Desk, number: int, line: str, form: Format) -> None:
    """The question above its answer."""
    from bot.rendering.paragraphs import BLANK, paragraph
    from bot.rendering.safety import line as one_line
    from bot.rendering.safety import markdown

    if form is Format.MARKDOWN:
        desk.write(f"{chr(10) if number > 1 else ''}## {markdown(line)}\n\n")
    else:
        desk.show([*([BLANK] if number > 1 else []), paragraph(("Q: ", "bold"), (one_line(line), "bold")), BLANK])


def _tell(desk: Desk, form: Format, line: str, error: NewsdeskError) -> None:
    """What went wrong with one question: an event of its own, or a line among the errors."""
    if form is Format.JSONL:
        desk.write(json.dumps({"event": "error", "question": line[:200], "text": str(error)}) + "\n")
    else:
        desk.note(f"error: {error}")
    sys.stdout.flush()
