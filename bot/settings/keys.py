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
SECTIONS = ("embedder", "chat")


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
    for section in SECTIONS:
        address, key = f"{section}.base_url", f"{section}.api_key"
        moved = origins[address].startswith("env ") and not _same(
            in_file.get(address), names.value_of(settings, address)
        )
        if moved and origins[key].startswith("file ") and names.value_of(settings, key):
            raise ConfigurationError(
                f"{names.variable(address)} is another address than the one that {key} in {origins[key][5:]} was set "
                f"for, and a key is sent nowhere else; set {names.variable(key)} too"
            )


def _same(one: str | None, other: str | None) -> bool:
    if is_openai(one) and is_openai(other):
        return True
    return (one or "").rstrip("/") == (other or "").rstrip("/")
