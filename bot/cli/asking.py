"""`newsdesk ask`: a question from the command line or standard input, the answer in the form asked for."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import OF_OUTCOME
from bot.cli.printing import Format, chosen_form, print_answer, print_events
from bot.domain.answer import Answer, Engine, Note, Outcome, Reason
from bot.domain.article import storable
from bot.domain.question import MOST_CHARACTERS, Filters, Question, checked_question
from bot.errors import LibraryEmpty, LibraryError, LibraryIncompatible, UsageError

Since = Annotated[str | None, typer.Option(help="Only articles from this day on.", metavar="YYYY-MM-DD")]
Until = Annotated[str | None, typer.Option(help="Only articles up to this day.", metavar="YYYY-MM-DD")]
Outlets = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only articles of this outlet; repeatable.")]
Collections = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Only articles of this collection; repeatable.")
]
Top = Annotated[int | None, typer.Option(metavar="N", min=1, max=50, help="Passages that the answer may rest on.")]
Writer = Annotated[Engine | None, typer.Option("--engine", help="Who writes: the articles themselves, or the model.")]


@takes_desk
def ask(
    desk: Desk,
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="[QUESTION]", help="The question; - or nothing: read from standard input."),
    ] = None,
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    collection: Collections = None,
    asked_at: Annotated[
        str | None,
        typer.Option(help="Answer as of this moment (default: now).", metavar="YYYY-MM-DD[THH:MM]"),
    ] = None,
    top: Top = None,
    engine: Writer = None,
    batch: Annotated[
        str | None, typer.Option(metavar="FILE", help="A file of questions, one a line; - for standard input.")
    ] = None,
    show_evidence: Annotated[bool, typer.Option("--show-evidence", help="Also what was found but not used.")] = False,
    form: Annotated[Format | None, typer.Option("--format", help="How to print the answer.")] = None,
    json: Json = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Print JSON lines: what happens, as it happens.")] = False,
) -> None:
    """Answer a question from the articles, every statement proved by exact quotes.

    Exit code: 0 answered, 10 no answer in the articles, 12 library empty or incompatible.
    """
    form = chosen_form(form, json=json, jsonl=jsonl)
    if batch is not None and question:
        raise UsageError("A question and --batch contradict each other. Give one of them.")
    text = "" if batch is not None else question_text(question or [])
    settings = desk.settings({"answering.evidence": top, "chat.engine": engine})
    filters = chosen_filters(since, until, outlet or [], collection or [], settings.timezone)
    asked = Question(text=text, filters=filters, asked_at=_moment(asked_at, settings.timezone))
    if batch is not None:
        from bot.cli.batch import ask_all

        raise typer.Exit(ask_all(desk, settings, batch, asked, form=form, evidence=show_evidence))
    from bot import wiring

    try:
        with _nothing_collected():
            events = wiring.answerer(settings, once=True).answer_events(asked)
            streaming = wiring.engine(settings) is Engine.GENERATIVE
            answer = print_events(desk, events, form, evidence=show_evidence, as_it_comes=streaming)
    except (LibraryEmpty, LibraryIncompatible) as error:
        if form in (Format.JSON, Format.JSONL):
            print_answer(desk, nothing_to_ask(asked, error), form, evidence=False)
        raise
    raise typer.Exit(OF_OUTCOME[answer.outcome])


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """No search for garbage meanwhile: among all that is imported for one question it finds none, and takes long."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def question_text(words: list[str]) -> str:
    """The question, from the arguments or standard input. Raises UsageError if there is none or it is too long."""
    if words in ([], ["-"]):
        if sys.stdin is None or (not words and sys.stdin.isatty()):
            raise UsageError('There is no question. For example: newsdesk ask "who founded ByteDance?"')
        # A character takes up to 4 bytes; what lies beyond the limit need not be read to be refused.
        text = sys.stdin.buffer.read(4 * (MOST_CHARACTERS + 1)).decode("utf-8-sig", errors="replace")
    else:
        text = " ".join(words)
    return checked_question(text)


def chosen_filters(
    since: str | None, until: str | None, outlets: list[str], collections: list[str], zone: str
) -> Filters:
    filters = Filters(
        since=_day("--since", since),
        until=_day("--until", until),
        outlets=_names("--outlet", outlets),
        collections=_names("--collection", collections),
        timezone=zone,
    )
    if filters.since and filters.until and filters.since > filters.until:
        raise UsageError(f"--since {filters.since} is after --until {filters.until}: no article can pass.")
    return filters


def _names(option: str, texts: list[str]) -> tuple[str, ...]:
    """The names, each once."""
    return tuple(dict.fromkeys(chosen_name(option, text) for text in texts))


def chosen_name(option: str, text: str) -> str:
    """A name to look for; bytes that are no UTF-8 find nothing and break nothing.

    Raises:
        UsageError: it is empty.

    """
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


def nothing_to_ask(question: Question, error: LibraryError) -> Answer:
    reason = Reason.LIBRARY_EMPTY if isinstance(error, LibraryEmpty) else Reason.LIBRARY_INCOMPATIBLE
    answer = Answer(question.text, question.text, question.asked_at, Outcome.ERROR, engine="extractive", reason=reason)
    return replace(answer, filters=question.filters, notes=(Note(reason.value, str(error)),))
