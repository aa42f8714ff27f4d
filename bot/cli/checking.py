"""`newsdesk check`: a text from the command line or standard input, and what the articles say to each sentence."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.asking import Collections, Outlets, Since, Until, chosen_filters
from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import ExitCode
from bot.domain.article import storable
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.answering.checking.checked import Check

_MOST_BYTES = 4 * 4_001
"""Of standard input: a character takes up to four; what lies beyond what is checked need not be read to be cut."""


@takes_desk
def check(
    desk: Desk,
    text: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TEXT]", help="The text; - or nothing: read from standard input."),
    ] = None,
    *,
    since: Since = None,
    until: Until = None,
    outlet: Outlets = None,
    collection: Collections = None,
    json: Json = False,
) -> None:
    """Check a text against the articles: what they say to each of its sentences, with exact quotes.

    Exit code: 0 the articles say one of them or say otherwise, 10 they do not, 12 library empty or incompatible.
    """
    given = _given(text or [])
    settings = desk.settings()
    filters = chosen_filters(since, until, outlet or [], collection or [], settings.timezone)
    from bot import wiring

    checked = wiring.checker(settings).check(given, filters, datetime.now(UTC))
    from bot.rendering.check_views import check_json, check_text

    if json:
        desk.show_json(check_json(checked))
    else:
        desk.show(check_text(checked))
    raise typer.Exit(_code(checked))


def _given(words: list[str]) -> str:
    """The text, from the arguments or standard input. Raises UsageError if there is none."""
    if words in ([], ["-"]):
        if sys.stdin is None or (not words and sys.stdin.isatty()):
            raise UsageError('There is no text. For example: newsdesk check "India banned 59 apps in June."')
        text = sys.stdin.buffer.read(_MOST_BYTES).decode("utf-8-sig", errors="replace")
    else:
        text = " ".join(words)
    text = storable(text).strip()
    if not any(character.isalnum() for character in text):
        raise UsageError("There is nothing to check: the text holds no letter and no digit.")
    return text


def _code(checked: "Check") -> ExitCode:
    from bot.answering.checking.checked import Verdict

    told = any(claim.verdict in (Verdict.SUPPORTED, Verdict.OTHERWISE) for claim in checked.claims)
    return ExitCode.SUCCESS if told else ExitCode.ABSTAINED
