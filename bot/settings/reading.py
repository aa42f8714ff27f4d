"""Reads the settings: flags over environment over file over default, with the origin of each value.

pydantic-settings merges and converts. What it lets pass is refused here: unknown variables, sections set as a whole,
and values in the file whose type is nearly right (`"200"` for 200).
"""

import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_dir
from pydantic import ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigurationError
from bot.settings import keys, names
from bot.settings.refusals import ill_formed, ill_typed, unknown
from bot.settings.settings import Settings

FILE_VARIABLE = "NEWSDESK_CONFIG"
FLAGS = {
    "data_dir": "--data-dir",
    "answering.evidence": "--top",
    "chat.engine": "--engine",
    "discord.health_port": "--health-port",
}
"""The settings that a command line can set."""
FOLDERS = ("data_dir", "prompts_dir")
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings, and for each dotted name where its value came from."""

    settings: Settings
    origins: Mapping[str, str]
    """`flag --data-dir`, `env NEWSDESK_DATA_DIR`, `file /etc/newsdesk.toml` or `default`."""
    file: Path | None
    """The configuration file that was read, if there is one."""


def resolve(flags: Mapping[str, Any] | None = None, *, config_file: Path | None = None) -> Resolved:
    """Read all settings. `flags` maps dotted names (keys of FLAGS) to values; those that are None were not given.

    Raises ConfigurationError, which names the setting and where it stands.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    file = _chosen_file(config_file)
    in_file = _read(file) if file else {}
    variables = _variables()
    origins = {name: DEFAULT for name, _ in names.fields()}
    origins |= {name: f"file {file}" for name, _ in names.flattened(in_file)}
    origins |= {name: f"env {variable}" for name, variable in variables.items()}
    origins |= {name: f"flag {FLAGS[name]}" for name in given}
    if strangers := [name for name in origins if name not in dict(names.fields())]:
        raise unknown(strangers, origins)
    if file:
        in_file = _checked(file, in_file)
    _check_tables(variables)
    in_file = _with_prompts(file or default_file(), dict(names.flattened(in_file)))
    try:
        # A table of the environment replaces the file's; pydantic-settings would merge the two.
        settings = _merged(given, _nested({name: value for name, value in in_file.items() if name not in variables}))
    except ValidationError as error:
        raise ill_typed(error, origins, {**in_file, **_texts(variables), **given}) from None
    keys.check(settings, in_file, origins)
    if with_key := keys.with_usual_key(settings, os.environ.get(keys.USUAL_VARIABLE)):
        return Resolved(with_key, {**origins, "chat.api_key": f"env {keys.USUAL_VARIABLE}"}, file)
    return Resolved(settings, origins, file)


def default_file() -> Path:
    """Where the configuration file is looked for when none is named."""
    return Path(user_config_dir("newsdesk", appauthor=False)) / "config.toml"


def _chosen_file(flag: Path | None) -> Path | None:
    """The file to read. One that was named must be there; the one in the configuration folder need not."""
    variable = os.environ.get(FILE_VARIABLE)
    named = flag or (Path(variable) if variable else None)
    try:
        if named is None:
            return default_file() if default_file().exists() else None
        there = named.exists()
    except OSError as error:
        raise ConfigurationError(f"{named or default_file()}: cannot be read: {error.strerror}") from error
    if not there:
        raise ConfigurationError(f"{'--config' if flag else FILE_VARIABLE}: there is no file {named}")
    return named.absolute()


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{file}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{file}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    except RecursionError as error:
        raise ConfigurationError(f"{file}: nested too deeply") from error
    except OSError as error:
        raise ConfigurationError(f"{file}: cannot be read: {error.strerror}") from error


def _checked(file: Path, table: dict[str, Any]) -> dict[str, Any]:
    """The file's table, every value of the right type also where a flag or variable wins over it."""
    table = _beside(file, table)
    try:
        Settings.model_validate_json(json.dumps(table, default=str), strict=True)
    except ValidationError as error:
        values = dict(names.flattened(table))
        raise ill_typed(error, dict.fromkeys(values, f"file {file}"), values) from None
    return table


def _variables() -> dict[str, str]:
    """The dotted name of every NEWSDESK_* variable that is set and not empty -> the variable."""
    return {
        variable[len(names.PREFIX) :].lower().replace(names.DELIMITER, "."): variable
        for variable, value in os.environ.items()
        if variable.upper().startswith(names.PREFIX) and variable.upper() != FILE_VARIABLE and value
    }


def _check_tables(variables: Mapping[str, str]) -> None:
    """pydantic-settings does not say which variable is no JSON."""
    for name, field in names.fields():
        if names.is_table(field) and name in variables:
            text = os.environ[variables[name]]
            try:
                json.loads(text)
            except (ValueError, RecursionError):
                raise ill_formed(name, variables[name], text) from None


def _texts(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: os.environ[variable] for name, variable in variables.items()}


def _beside(file: Path, table: dict[str, Any]) -> dict[str, Any]:
    """The table with relative folders made relative to the file, not to the current folder."""
    given = {name: table.get(name) for name in FOLDERS}
    moved = {
        name: str(file.parent / folder)
        for name, folder in given.items()
        if isinstance(folder, str) and not folder.startswith("~")
    }
    return {**table, **moved}


def _with_prompts(file: Path, table: dict[str, Any]) -> dict[str, Any]:
    """The settings of the file with the folder of one's own prompts beside it, if it is there and none is named."""
    folder = file.parent / "prompts"
    return {"prompts_dir": str(folder), **table} if os.path.isdir(folder) else table  # noqa: PTH112 - raises nothing


def _merged(flags: Mapping[str, Any], in_file: dict[str, Any]) -> Settings:
    class Layers(BaseSettings, Settings):
        model_config = SettingsConfigDict(
            env_prefix=names.PREFIX, env_nested_delimiter=names.DELIMITER, env_ignore_empty=True
        )

        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the caller names it
            file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the caller names it
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return init_settings, env_settings, InitSettingsSource(settings_cls, init_kwargs=in_file)

    layers = Layers(**_nested(flags))
    return Settings.model_construct(**{name: getattr(layers, name) for name in Settings.model_fields})


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for name, value in flat.items():
        section, _, field = name.rpartition(".")
        (table.setdefault(section, {}) if section else table)[field] = value
    return table
