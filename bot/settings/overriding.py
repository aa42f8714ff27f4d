"""Settings changed for one purpose, such as an evaluation: names and values as a person writes them, `search.hits=20`.

Leaves out keys and the addresses that they are for: those are set where they stay together, in the file or environment.
"""

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from bot.errors import ConfigurationError, UsageError
from bot.settings import keys, names
from bot.settings.refusals import ill_formed, ill_typed, unknown
from bot.settings.settings import Settings

OPTION = "--set"
_ELSEWHERE = {"data_dir": "--data-dir"}


def parsed(texts: Iterable[str]) -> dict[str, str]:
    """Name to value of texts like `search.hits=20`.

    Raises:
        UsageError: one has no `=`, or a name is given two values.

    """
    changes: dict[str, str] = {}
    for text in texts:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals or not name:
            raise UsageError(f"{OPTION} {text[:80]!r} sets nothing. Write it like {OPTION} search.hits=20.")
        if changes.get(name, value) != value:
            raise UsageError(f"{OPTION} {name} is given as {changes[name]!r} and as {value!r}. Give one of them.")
        changes[name] = value
    return changes


def overridden(settings: Settings, changes: Mapping[str, str]) -> Settings:
    """The settings with these values; an empty one means the default.

    Raises:
        ConfigurationError: a name is no setting, may not be set so, or does not allow the value.

    """
    known, origins = dict(names.fields()), {name: f"flag {OPTION} {name}" for name in changes}
    if strangers := [name for name in changes if name not in known]:
        raise unknown(strangers, origins)
    for name in changes:
        _check_place(name)
    table = settings.model_dump()
    for name, text in changes.items():
        section, _, field = name.rpartition(".")
        place = table[section] if section else table
        place[field] = _value(name, text) if text else known[name].get_default(call_default_factory=True)
    try:
        changed = Settings.model_validate(table)
    except ValidationError as error:
        raise ill_typed(error, origins, changes) from None
    return keys.with_usual_key(changed, os.environ.get(keys.USUAL_VARIABLE)) or changed


def differing(settings: Settings) -> dict[str, str]:
    """What is not the default, as `overridden` takes it, without what it refuses."""
    plain = Settings.model_validate({})
    refused = {*keys.ADDRESSES, *_ELSEWHERE}
    return {
        name: _text(names.value_of(settings, name))
        for name, field in names.fields()
        if name not in refused
        and not names.is_secret(field)
        and names.value_of(settings, name) != names.value_of(plain, name)
    }


def _check_place(name: str) -> None:
    if name in _ELSEWHERE:
        raise ConfigurationError(f"{OPTION} {name} is not possible: use {_ELSEWHERE[name]}.")
    if name in keys.ADDRESSES or names.is_secret(dict(names.fields())[name]):
        raise ConfigurationError(
            f"{OPTION} {name} is not possible: a key and the address that it is for are set together, in the "
            f"configuration file or as {names.variable(name)}."
        )


def _value(name: str, text: str) -> Any:
    """The text, or what its JSON holds where the setting is a table or a list."""
    field = dict(names.fields())[name]
    if not names.is_table(field) and not str(field.annotation).startswith("tuple"):
        return text
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ill_formed(name, f"{OPTION} {name}", text) from None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return json.dumps({key: section.model_dump() for key, section in value.items()}, sort_keys=True)
    if isinstance(value, tuple):
        return json.dumps(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
