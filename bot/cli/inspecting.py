"""`newsdesk status` and `newsdesk doctor`: what is in the library, and whether everything is sound."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.desk import Desk, Json, takes_desk
from bot.cli.exits import ExitCode
from bot.errors import ConfigurationError, NewsdeskError

if TYPE_CHECKING:
    from bot.library.records import Check
    from bot.settings.settings import Settings


@takes_desk
def status(desk: Desk, *, json: Json = False) -> None:
    """Show what is in the library, what it was built with, where it lies and how big it is."""
    settings = desk.settings()
    from bot import wiring
    from bot.rendering.library_views import summary_json, summary_text

    summary = wiring.library(settings).summary()
    known = wiring.embedder(settings).languages
    strange = [code for code, _ in summary.languages if code and known is not None and code not in known]
    if json:
        desk.show_json(summary_json(summary, strange))
    else:
        desk.show(summary_text(summary, strange))


@takes_desk
def doctor(
    desk: Desk,
    *,
    repair: Annotated[bool, typer.Option("--repair", help="Repair what can be repaired.")] = False,
    json: Json = False,
) -> None:
    """Check settings, models, folder, locks, catalog and published vectors: one line each, ok or what to do.

    A language model that is set is asked for a few words.

    Exit code: 0 all is well, 1 something is not.
    """
    from bot.rendering.library_views import checks_json, checks_text

    checks = list(_checks(desk, repair=repair))
    if json:
        desk.show_json(checks_json(checks))
    else:
        desk.show(checks_text(checks))
    raise typer.Exit(ExitCode.SUCCESS if all(check.ok for check in checks) else ExitCode.FAILURE)


def _checks(desk: Desk, *, repair: bool) -> "Iterator[Check]":
    from bot import wiring
    from bot.library.records import Check

    try:
        resolved = desk.resolve()
    except ConfigurationError as error:
        yield Check("settings", ok=False, text=str(error))
        return
    yield Check("settings", ok=True, text=f"read from {resolved.file}" if resolved.file else "no configuration file")
    yield _model(resolved.settings)
    yield chat_check(resolved.settings)
    try:
        yield from wiring.library(resolved.settings).checks(repair=repair)
    except (NewsdeskError, OSError) as error:
        yield Check("library", ok=False, text=f"not looked at: {error}")


def _model(settings: "Settings") -> "Check":
    """Whether the embedder answers."""
    from bot import wiring
    from bot.library.records import Check

    try:
        embedder = wiring.embedder(settings)
        verify = getattr(embedder, "verify", None)
        if verify is not None:
            verify()
        return Check("model", ok=True, text=f"{embedder.name}, {embedder.dimension} dimensions")
    except NewsdeskError as error:
        return Check("model", ok=False, text=str(error))


def chat_check(settings: "Settings") -> "Check":
    """Whether the language model answers, if one is set."""
    from bot import wiring
    from bot.library.records import Check

    try:
        wiring.engine(settings)
        if settings.chat.model is None:
            told = "no language model is set: answers are written from the articles' own sentences"
            return Check("chat", ok=True, text=told)
        model = wiring.chat_model(settings)
        model.check()
        return Check("chat", ok=True, text=f"{model.name} at {model.base_url} answers")
    except NewsdeskError as error:
        return Check("chat", ok=False, text=str(error))
