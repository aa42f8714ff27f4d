"""What the classes of this room are made of: settings, and parts of newsdesk that are made when they are first used.

LlamaIndex pickles its components, to worker processes and to disk; what is pickled or written from here holds no key.
"""

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Annotated, Any, Generic, TypeVar

from pydantic import PlainSerializer, SecretStr

from bot import wiring
from bot.errors import UsageError
from bot.models.embedder import Embedder
from bot.settings.embedder import EmbedderSettings
from bot.settings.reading import resolve
from bot.settings.section import Section
from bot.settings.settings import Settings

Part = TypeVar("Part")
Group = TypeVar("Group", bound=Section)

Source = Settings | Path | str | None
"""Settings; or the data folder, with all other settings as the command reads them; or None: all as the command."""


def settings_of(source: Source) -> Settings:
    """The settings that are meant.

    Raises:
        UsageError: the folder's name is empty.
        ConfigurationError: a setting in the file or the environment is wrong.

    """
    if isinstance(source, Settings):
        return source
    if source is not None and not str(source):
        raise UsageError("The data folder's name is empty; for the current folder write '.'.")
    return resolve({"data_dir": source}).settings


class Late(Generic[Part]):
    """A part that is made when it is first called for, once, and that all copies of its holder share.

    Pickled, it is how to make it, without keys.
    """

    def __init__(self, make: Callable[[Settings], Part], settings: Settings) -> None:
        self._make = make
        self._settings = settings
        self._lock = Lock()
        self._part: Part | None = None

    def __call__(self) -> Part:
        """The part. Raises what its making raises, every time anew."""
        with self._lock:
            if self._part is None:
                self._part = self._make(self._settings)
            return self._part

    def __copy__(self) -> "Late[Part]":
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> "Late[Part]":
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Late, (self._make, _without_keys(self._settings))


def late_embedder(chosen: EmbedderSettings) -> Late[Embedder]:
    """The embedder of one section of the settings. Making it raises NotConfigured, ModelError."""
    return Late(wiring.embedder, Settings.model_validate({"embedder": chosen}))


def _without_keys(group: Group) -> Group:
    changed: dict[str, Section | None] = {}
    for name in type(group).model_fields:
        value = getattr(group, name)
        if isinstance(value, Section):
            changed[name] = _without_keys(value)
        elif isinstance(value, SecretStr):
            changed[name] = None
    return group.model_copy(update=changed)


def _written(settings: EmbedderSettings) -> dict[str, Any]:
    return settings.model_dump(mode="json", exclude={"api_key"})


EmbedderWithoutKey = Annotated[EmbedderSettings, PlainSerializer(_written)]
"""Settings of an embedder, in a component's field: written without the key."""
