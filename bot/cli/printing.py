"""Prints an answer in the form that is wanted: whole, or event by event as it comes."""

import json
import sys
from collections.abc import Iterable
from enum import StrEnum

from bot.cli.desk import Desk
from bot.domain.answer import Answer
from bot.domain.events import Event, Final, Noted, Stated
from bot.errors import UsageError

REWRITTEN = "follow_up"
"""Code of the note on how a follow-up was understood: told before the answer."""


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    JSONL = "jsonl"


def chosen_form(form: Format | None, *, json: bool, jsonl: bool) -> Format:
    """The one form that the options name. Raises UsageError if they contradict each other."""
    given = {
        "--json": Format.JSON if json else None,
        "--jsonl": Format.JSONL if jsonl else None,
        f"--format {form}": form,
    }
    named = {option: wanted for option, wanted in given.items() if wanted is not None}
    if len(set(named.values())) > 1:
        raise UsageError(f"{' and '.join(named)} contradict each other. Give one of them.")
    return next(iter(named.values()), Format.TEXT)


def print_events(desk: Desk, events: Iterable[Event], form: Format, *, evidence: bool, as_it_comes: bool) -> Answer:
    """Print what happens and return the answer. `as_it_comes`: statements of a text are shown when they are proved."""
    for event in events:
        if form is Format.JSONL:
            _print_line(desk, event, evidence=evidence)
        elif form is Format.TEXT and as_it_comes:
            _print_piece(desk, event, evidence=evidence)
        elif isinstance(event, Final):
            print_answer(desk, event.answer, form, evidence=evidence)
        if isinstance(event, Final):
            return event.answer
    raise AssertionError("the events of an answer end with the answer")


def print_answer(desk: Desk, answer: Answer, form: Format, *, evidence: bool) -> None:
    """Print the whole answer."""
    if form is Format.JSONL:
        _print_line(desk, Final(answer), evidence=evidence)
    elif form is Format.JSON:
        from bot.rendering.answer_json import to_json

        desk.show_json(to_json(answer, evidence=evidence))
    elif form is Format.MARKDOWN:
        from bot.rendering.answer_markdown import to_markdown

        desk.write(to_markdown(answer, evidence=evidence))
    else:
        from bot.rendering.answer_text import to_text

        desk.show(to_text(answer, evidence=evidence))


def _print_line(desk: Desk, event: Event, *, evidence: bool) -> None:
    from bot.rendering.event_json import event_json

    desk.write(json.dumps(event_json(event, evidence=evidence)) + "\n")
    sys.stdout.flush()


def _print_piece(desk: Desk, event: Event, *, evidence: bool) -> None:
    from bot.rendering.answer_text import after_statements, stated, to_text
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line

    if isinstance(event, Stated):
        desk.show([stated(event.statement)])
    elif isinstance(event, Noted) and event.note.code == REWRITTEN:
        desk.show([paragraph((line(event.note.text), "dim"))])
    elif isinstance(event, Final) and event.answer.statements:
        desk.show(after_statements(event.answer, evidence=evidence))
    elif isinstance(event, Final):
        desk.show(to_text(event.answer, evidence=evidence))
    sys.stdout.flush()
