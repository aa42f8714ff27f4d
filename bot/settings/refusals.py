"""Says what is wrong with a setting: its name, where it stands, its value, what is allowed. Never shows a secret."""

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Gt, Le
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from bot.errors import ConfigurationError
from bot.settings import names

SHOWN_CHARACTERS = 80
_KINDS: Mapping[Any, str] = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
_TABLE = (
    'a table such as {"gpt-4.1-mini": {"input": 0.4, "output": 1.6}} (JSON in the environment; in the file = for :)'
)


def unknown(strangers: Sequence[str], origins: Mapping[str, str]) -> ConfigurationError:
    """The refusal of names that no setting has. Their values stay unseen: a mistyped name may hold a key."""
    return ConfigurationError("\n".join(_unknown(name, origins[name]) for name in strangers))


def ill_typed(error: ValidationError, origins: Mapping[str, str], values: Mapping[str, Any]) -> ConfigurationError:
    """The refusal of values that a setting does not allow."""
    known = dict(names.fields())
    lines = []
    for problem in error.errors(include_url=False, include_input=False):
        place = [str(part) for part in problem["loc"]]
        name = next((n for n in (".".join(place[:2]), place[0]) if n in known), ".".join(place))
        where = _place(name, origins.get(name, names.variable(name)))
        if name not in known:
            lines.append(f"{where} is a section, not a value; set one of {', '.join(_fields_of(name))}")
            continue
        cause = problem.get("ctx", {}).get("error")
        wanted = str(cause) if cause else allowed(known[name])
        lines.append(f"{where} is {_shown(known[name], values.get(name))}; allowed: {wanted}")
    return ConfigurationError("\n".join(dict.fromkeys(lines)))


def ill_formed(name: str, variable: str, value: str) -> ConfigurationError:
    """The refusal of a variable that holds no JSON where a setting is a table."""
    field = dict(names.fields())[name]
    return ConfigurationError(f"{variable} is {_shown(field, value)}; allowed: {allowed(field)}")


def allowed(field: FieldInfo) -> str:
    """What a setting may be, in words.

    >>> allowed(dict(names.fields())["ingestion.passage_tokens"])
    'a whole number from 32 to 240'
    """
    if names.is_table(field):
        return _TABLE
    options = [part for part in (get_args(field.annotation) or (field.annotation,)) if part is not NoneType]
    if Literal in (get_origin(field.annotation), get_origin(options[0])):
        return f"one of {', '.join(map(str, get_args(options[0]) or options))}"
    words = _KINDS.get(options[0], "a text")
    for rule in field.metadata:
        match rule:
            case Ge():
                words += f" from {rule.ge}"
            case Gt():
                words += f" above {rule.gt}"
            case Le():
                words += f" to {rule.le}" if " from " in words else f" and at most {rule.le}"
            case _:
                pass
    return words


def _unknown(name: str, origin: str) -> str:
    in_environment = origin.startswith("env ")
    written = names.variable if in_environment else str
    where = _place(name, origin)
    if name in names.sections():
        return f"{where} is a section, not a value; set one of {', '.join(map(written, _fields_of(name)))}"
    near = names.nearest(name)
    if near:
        return f"{where} is no setting; did you mean {written(near)}?"
    return f"{where} is no setting; there are {', '.join(written(known) for known, _ in names.fields())}"


def _place(name: str, origin: str) -> str:
    kind, _, detail = origin.partition(" ")
    return f"{detail}: {name}" if kind == "file" else detail or name


def _fields_of(section: str) -> list[str]:
    return [name for name, _ in names.fields() if name.startswith(f"{section}.")]


def _shown(field: FieldInfo, value: Any) -> str:
    if names.is_secret(field) or "@" in str(value):  # an address may hold a password
        return "not of the right kind (value not shown)"
    text = repr(str(value) if not isinstance(value, int | float | bool) else value)
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
