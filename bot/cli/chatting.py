"""`newsdesk chat`: a conversation. A line is a command (`/help`) or a question, which may lean on earlier ones."""

import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.asking import (
    Collections,
    Outlets,
    Since,
    Top,
    Until,
    Writer,
    chosen_filters,
)
from bot.cli.desk import Desk, takes_desk
from bot.cli.printing import REWRITTEN
from bot.cli.prompt_line import HISTORY, PromptLine
from bot.domain.answer import Answer, Engine
from bot.domain.conversation import turn
from bot.domain.events import Final, Noted, Stated
from bot.domain.question import Filters, Question, Turn, checked_question
from bot.errors import LibraryEmpty, LibraryIncompatible, NewsdeskError, UsageError

if TYPE_CHECKING:
    from bot.answering.answerer import Answerer

HELP = """\
/sources           the exact quotes of the last answer
/filters           what answers may rest on; change it with
                   /filters since 2020-08-01 until 2020-08-31 outlet NAME collection NAME (a word
                   again: one more of them), or /filters none
/new               forget the conversation and begin another
/export [FILE]     the conversation as Markdown, into a file that is not there yet
/quit              leave (also: Ctrl-D)
Anything else is a question. Ctrl-C stops an answer.
"""


@dataclass(slots=True)
class Talk:
    """A conversation so far."""

    filters: Filters
    turns: list[tuple[Question, Answer]] = field(default_factory=list)

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns as a follow-up leans on them, oldest first."""
        return tuple(turn(answer) for _, answer in self.turns)


@takes_desk
def chat(
    desk: Desk,
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    collection: Collections = None,
    top: Top = None,
    engine: Writer = None,
) -> None:
    """Ask one question after the other; "and when?" is understood from what was asked before."""
    settings = desk.settings({"answering.evidence": top, "chat.engine": engine})
    talk = Talk(chosen_filters(since, until, outlet or [], collection or [], settings.timezone))
    from bot import wiring

    answerer, streaming = wiring.answerer(settings), wiring.engine(settings) is Engine.GENERATIVE
    line = PromptLine(settings.data_dir / HISTORY if settings.ledger.receipts else None)
    if line.is_interactive:
        desk.note("Ask a question; /help tells what else there is.")
    for text in line:
        try:
            if text.startswith("/"):
                if _commanded(desk, talk, text):
                    return
            else:
                _asked(desk, talk, answerer, text, as_it_comes=streaming)
        except (LibraryEmpty, LibraryIncompatible):
            raise
        except NewsdeskError as error:
            desk.note(f"error: {error}")
        except KeyboardInterrupt:
            if not line.is_interactive:
                raise
            desk.note("stopped")


def _asked(desk: Desk, talk: Talk, answerer: "Answerer", text: str, *, as_it_comes: bool) -> None:
    from bot.rendering.answer_text import brief, stated
    from bot.rendering.paragraphs import BLANK, paragraph
    from bot.rendering.safety import line

    question = Question(checked_question(text), talk.history, talk.filters, datetime.now(UTC))
    with closing(answerer.answer_events(question)) as events:
        for event in events:
            if isinstance(event, Noted) and event.note.code == REWRITTEN:
                desk.show([paragraph((line(event.note.text), "dim"))])
            elif isinstance(event, Stated) and as_it_comes:
                desk.show([stated(event.statement)])
            elif isinstance(event, Final):
                told = replace(event.answer, notes=tuple(n for n in event.answer.notes if n.code != REWRITTEN))
                desk.show([*brief(told, stated_already=as_it_comes), BLANK])
                talk.turns.append((question, event.answer))
            sys.stdout.flush()


def _commanded(desk: Desk, talk: Talk, text: str) -> bool:
    """Obey a command; tells whether it was the last."""
    name, _, rest = text[1:].partition(" ")
    commands: Mapping[str, Callable[[Desk, Talk, str], None]] = {
        "help": _help,
        "sources": _sources,
        "filters": _filters,
        "new": _new,
        "export": _export,
    }
    if name in ("quit", "exit", "q"):
        return True
    if name not in commands:
        raise UsageError(f"There is no command /{name[:40]}. /help tells which there are.")
    commands[name](desk, talk, rest.strip())
    return False


def _help(desk: Desk, _talk: Talk, _rest: str) -> None:
    desk.write(HELP)


def _sources(desk: Desk, talk: Talk, _rest: str) -> None:
    from bot.rendering.answer_text import sources

    if not talk.turns or not talk.turns[-1][1].citations:
        raise UsageError("There are no sources yet: no question was answered.")
    desk.show(sources(talk.turns[-1][1]))


def _filters(desk: Desk, talk: Talk, rest: str) -> None:
    from bot.rendering.wording import filters

    if rest == "none":
        talk.filters = Filters(timezone=talk.filters.timezone)
    elif rest:
        talk.filters = _changed(talk.filters, rest)
    desk.write(f"{filters(talk.filters) or 'no filters: every article'}\n")


def _changed(filters: Filters, rest: str) -> Filters:
    """The filters with what the words name: an outlet or collection is all up to the next word of these."""
    given: dict[str, list[str]] = {
        "since": [str(filters.since)] if filters.since else [],
        "until": [str(filters.until)] if filters.until else [],
        "outlet": list(filters.outlets),
        "collection": list(filters.collections),
    }
    given |= _named(rest, given.keys())
    since, until = (given[name][-1] if given[name] else None for name in ("since", "until"))
    return chosen_filters(since, until, given["outlet"], given["collection"], filters.timezone)


def _named(rest: str, names: Collection[str]) -> dict[str, list[str]]:
    """What follows each of the names, once for each time that it is said.

    >>> _named("outlet The Courier outlet Globe", ["since", "outlet"])
    {'outlet': ['The Courier', 'Globe']}
    """
    given: dict[str, list[str]] = {}
    name = ""
    for word in rest.split():
        if word in names:
            name = word
            given.setdefault(name, []).append("")
        elif not name:
            raise UsageError(f"/filters {word[:40]}: begin with since, until, outlet, collection or none.")
        else:
            given[name][-1] = f"{given[name][-1]} {word}".strip()
    return given


def _new(desk: Desk, talk: Talk, _rest: str) -> None:
    talk.turns.clear()
    desk.write("A new conversation.\n")


def _export(desk: Desk, talk: Talk, rest: str) -> None:
    if not talk.turns:
        raise UsageError("There is nothing to export yet.")
    file = Path(rest or f"newsdesk-{datetime.now(UTC):%Y%m%d-%H%M%S}.md").expanduser()
    try:
        with file.open("x", encoding="utf-8") as out:
            out.writelines(_markdown(talk))
    except FileExistsError:
        raise UsageError(f"{file} is there already. Name another file.") from None
    except OSError as error:
        raise UsageError(f"{file}: cannot be written: {error.strerror}") from error
    desk.write(f"written to {file}\n")


def _markdown(talk: Talk) -> Iterator[str]:
    from bot.rendering.answer_markdown import to_markdown
    from bot.rendering.safety import markdown

    for question, answer in talk.turns:
        yield f"## {markdown(question.text)}\n\n{to_markdown(answer)}\n"
