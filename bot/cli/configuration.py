"""`newsdesk config`: every setting, its value and where that came from."""

from typing import Any

import typer

from bot.cli.desk import Desk, Json, takes_desk

MASK = "********"

commands = typer.Typer(help="Show the settings.", no_args_is_help=True)


@commands.command("show")
@takes_desk
def show(desk: Desk, *, json: Json = False) -> None:
    """Show each setting with its value and its origin: flag, environment, file or default. Secrets are masked."""
    from bot.rendering.paragraphs import paragraph
    from bot.rendering.safety import line
    from bot.settings.names import fields
    from bot.settings.reading import default_file

    resolved = desk.resolve()
    rows = [(name, _shown(resolved.settings, name), resolved.origins[name]) for name, _ in fields()]
    file = resolved.file or default_file()
    if json:
        settings = [{"name": name, "value": value, "origin": origin} for name, value, origin in rows]
        desk.show_json({"file": str(file), "file_read": resolved.file is not None, "settings": settings})
        return
    longest = max(len(name) for name, _, _ in rows)
    desk.note(f"configuration file: {file}" + ("" if resolved.file else " (not there)"))
    desk.show(
        paragraph(f"{name:<{longest}} = ", "-" if value is None else line(str(value)), (f"  ({line(origin)})", "dim"))
        for name, value, origin in rows
    )


def _shown(settings: Any, name: str) -> Any:
    """A value as JSON knows it; a secret only as set or not."""
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic import SecretStr

    from bot.settings.names import value_of

    value = value_of(settings, name)
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, Mapping):
        return {key: section.model_dump() for key, section in value.items()}
    return str(value) if isinstance(value, Path) else value
