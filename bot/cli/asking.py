"""`newsdesk ask`: a question from the command line or standard input, the answer in the form asked for."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import OF_OUTCOME
from bot.domain.answer import Answer, Note, Outcome, Reason
from bot.domain.article import storable
from bot.domain.question import Filters, Question
from bot.errors import LibraryEmpty, LibraryError, LibraryIncompatible, UsageError

MOST_CHARACTERS = 10_000
"""Of a question. The longest real ones have a few hundred; beyond this somebody piped the wrong file."""


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


@takes_desk
def ask(
    desk: Desk,
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTION]", help="The question; - or nothing: read from standard input."),
    ] = None,
    *,
    since: Annotated[str | None, typer.Option(help="Only articles from this day on.", metavar="YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option(help="Only articles up to this day.", metavar="YYYY-MM-DD")] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only articles of this outlet; repeatable.")
    ] = None,
    collection: Annotated[str | None, typer.Option(metavar="NAME", help="Only articles of this collection.")] = None,
    asked_at: Annotated[
        str | None,
        typer.Option(help="Answer as of this moment (default: now).", metavar="YYYY-MM-DD[THH:MM]"),
    ] = None,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=50, help="Passages that the answer may rest on.")
    ] = None,
    show_evidence: Annotated[bool, typer.Option("--show-evidence", help="Also what was found but not used.")] = False,
    form: Annotated[Format | None, typer.Option("--format", help="How to print the answer.")] = None,
    json: Json = False,
) -> None:
    """Answer a question from the articles, every statement proved by exact quotes.

    Exit code: 0 answered, 10 no answer in the articles, 12 library empty or incompatible.
    """
    form = _chosen_form(form, json=json)
    text = _question_text(question or [])
    settings = desk.settings({"answering.evidence": top})
    filters = _filters(since, until, outlet or [], collection, settings.timezone)
    asked = Question(text=text, filters=filters, asked_at=_moment(asked_at, settings.timezone))
    from bot import wiring

    try:
        answer = wiring.answerer(settings, once=True).answer(asked)
    except (LibraryEmpty, LibraryIncompatible) as error:
        if form is Format.JSON:
            _show(desk, _nothing_to_ask(asked, error), form, evidence=False)
        raise
    _show(desk, answer, form, evidence=show_evidence)
    raise typer.Exit(OF_OUTCOME[answer.outcome])


def _chosen_form(form: Format | None, *, json: bool) -> Format:
    if json and form not in (None, Format.JSON):
        raise UsageError(f"--json and --format {form} contradict each other. Give one of them.")
    return Format.JSON if json else form or Format.TEXT


def _question_text(words: list[str]) -> str:
    """The question, from the arguments or standard input. Raises UsageError if there is none or it is too long."""
    if words in ([], ["-"]):
        if sys.stdin is None or (not words and sys.stdin.isatty()):
            raise UsageError('There is no question. For example: newsdesk ask "who founded ByteDance?"')
        # A character takes up to 4 bytes; what lies beyond the limit need not be read to be refused.
        text = sys.stdin.buffer.read(4 * (MOST_CHARACTERS + 1)).decode("utf-8-sig", errors="replace")
    else:
        text = " ".join(words)
    text = storable(text).strip()
    if not any(character.isalnum() for character in text):
        raise UsageError("The question is empty: it holds no letter and no digit.")
    if len(text) > MOST_CHARACTERS:
        raise UsageError(f"The question is longer than {MOST_CHARACTERS:,} characters. Ask for one thing at a time.")
    return text


def _filters(since: str | None, until: str | None, outlets: list[str], collection: str | None, zone: str) -> Filters:
    names = tuple(_name("--outlet", outlet) for outlet in outlets)
    chosen = None if collection is None else _name("--collection", collection)
    filters = Filters(_day("--since", since), _day("--until", until), names, chosen, zone)
    if filters.since and filters.until and filters.since > filters.until:
        raise UsageError(f"--since {filters.since} is after --until {filters.until}: no article can pass.")
    return filters


def _name(option: str, text: str) -> str:
    """A name to look for; bytes that are no UTF-8 find nothing and break nothing."""
    name = storable(text).strip()
    if not name:
        raise UsageError(f"{option} is empty. Give it a name, or leave it out.")
    return name


def _day(option: str, text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is no date. Write it like 2020-08-03.") from None


def _moment(text: str | None, zone: str) -> datetime:
    """The moment of asking in UTC. A date alone means its noon, which is the same day in UTC for nearly every zone."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
        if len(text) <= len("2020-08-03"):
            moment = datetime.combine(moment.date(), time(12))
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--asked-at {text!r} is no moment. Write it like 2020-08-03 or 2020-08-03T14:30Z.") from None


def _nothing_to_ask(question: Question, error: LibraryError) -> Answer:
    reason = Reason.LIBRARY_EMPTY if isinstance(error, LibraryEmpty) else Reason.LIBRARY_INCOMPATIBLE
    answer = Answer(question.text, question.text, question.asked_at, Outcome.ERROR, engine="extractive", reason=reason)
    return replace(answer, filters=question.filters, notes=(Note(reason.value, str(error)),))


def _show(desk: Desk, answer: Answer, form: Format, *, evidence: bool) -> None:
    if form is Format.JSON:
        from bot.rendering.answer_json import to_json

        desk.show_json(to_json(answer, evidence=evidence))
    elif form is Format.MARKDOWN:
        from bot.rendering.answer_markdown import to_markdown

        desk.write(to_markdown(answer, evidence=evidence))
    else:
        from bot.rendering.answer_text import to_text

        desk.show(to_text(answer, evidence=evidence))
