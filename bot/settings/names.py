"""The names of settings, `section.field`, and how each is written in a file or in the environment."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic.fields import FieldInfo

from bot.settings.section import Section
from bot.settings.settings import Settings

PREFIX = "NEWSDESK_"
DELIMITER = "__"


def fields(section: type[Section] = Settings, above: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Every setting as (name, field), in the order of the classes.

    >>> [name for name, _ in fields() if name.startswith("chroma")]
    ['chroma.url']
    """
    for name, field in section.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from fields(field.annotation, f"{above}{name}.")
        else:
            yield f"{above}{name}", field


def sections() -> frozenset[str]:
    """The names of all sections."""
    return frozenset(name.partition(".")[0] for name, _ in fields() if "." in name)


def variable(name: str) -> str:
    """The environment variable of a setting.

    >>> variable("embedder.model")
    'NEWSDESK_EMBEDDER__MODEL'
    """
    return PREFIX + name.upper().replace(".", DELIMITER)


def flattened(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every leaf of nested tables as (dotted name, value); only a known section may be empty.

    A setting is a leaf, also one whose value is a table.
    """
    settings = dict(fields())
    for key, value in table.items():
        name = f"{above}{key}"
        if isinstance(value, Mapping) and name not in settings and (value or name in sections()):
            yield from flattened(value, f"{name}.")
        else:
            yield name, value


def nearest(name: str) -> str | None:
    """The known setting that a mistyped name most likely means, if one is near."""
    known = [known for known, _ in fields()]
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.7)
    if close:
        return close[0]
    last = name.rpartition(".")[2].lower()
    homes = [full for full in known if full.rpartition(".")[2] == last]
    return homes[0] if len(homes) == 1 else None


def is_secret(field: FieldInfo) -> bool:
    """Whether the value of a field must never be shown."""
    return "SecretStr" in str(field.annotation)


def is_table(field: FieldInfo) -> bool:
    """Whether the value of a field is a table: in the environment as JSON."""
    return get_origin(field.annotation) is Mapping


def value_of(settings: Settings, name: str) -> Any:
    """The value of a setting by its dotted name, secrets still wrapped."""
    value: Any = settings
    for part in name.split("."):
        value = getattr(value, part)
    return value
