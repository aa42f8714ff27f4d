"""Which key belongs to which address: a key goes nowhere but to the address that it was set for."""

from collections.abc import Mapping
from typing import Any

from pydantic import SecretStr

from bot.errors import ConfigurationError
from bot.settings import names
from bot.settings.chat import is_openai
from bot.settings.settings import Settings

USUAL_VARIABLE = "OPENAI_API_KEY"
"""Where people and other programs keep their key for OpenAI."""
OPENAI, DISCORD, GATEWAY = "https://api.openai.com/v1", "https://discord.com/api/v10", "wss://gateway.discord.gg"
ADDRESSES = {
    "embedder.base_url": ("embedder.api_key", OPENAI),
    "chat.base_url": ("chat.api_key", OPENAI),
    "discord.api_base": ("discord.token", DISCORD),
    "discord.gateway": ("discord.token", GATEWAY),
}
"""Where a service is -> the key that is for it, and where it is if that is not set."""


def with_usual_key(settings: Settings, usual: str | None) -> Settings | None:
    """The settings with the usual key for chat; None where it is not wanted.

    It is OpenAI's, so it goes to OpenAI alone, and being there switches nothing on.
    """
    chat = settings.chat
    if not usual or chat.model is None or chat.api_key is not None or not chat.at_openai:
        return None
    return settings.model_copy(update={"chat": chat.model_copy(update={"api_key": SecretStr(usual)})})


def check(settings: Settings, in_file: Mapping[str, Any], origins: Mapping[str, str]) -> None:
    """Refuse a key of the file where the environment gives another address than the file's.

    Raises ConfigurationError.
    """
    for address, (key, usual) in ADDRESSES.items():
        moved = origins[address].startswith("env ") and not _same(
            in_file.get(address), names.value_of(settings, address), usual
        )
        if moved and origins[key].startswith("file ") and names.value_of(settings, key):
            raise ConfigurationError(
                f"{names.variable(address)} is another address than the one that {key} in {origins[key][5:]} was set "
                f"for, and a key is sent nowhere else; set {names.variable(key)} too"
            )


def secrets(settings: Settings) -> tuple[str, ...]:
    """The values of all settings that must never be shown."""
    values = (names.value_of(settings, name) for name, field in names.fields() if names.is_secret(field))
    return tuple(value.get_secret_value() for value in values if value)


def _same(one: str | None, other: str | None, usual: str) -> bool:
    """Whether two addresses are one; None stands for the usual one."""
    if usual == OPENAI:
        one, other = (usual if is_openai(address) else address for address in (one, other))
    return (one or usual).rstrip("/") == (other or usual).rstrip("/")
