"""What a model that writes must do: reply to messages, piece by piece."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

CHARACTERS_OF_A_TOKEN = 4.0
"""English prose has about 4 characters a token, as OpenAI documents for its models."""


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation with a model."""

    role: Role
    text: str


class Finish(StrEnum):
    """Why a reply ended."""

    COMPLETE = "complete"
    CUT = "cut"
    """By its length, or because the service broke off."""
    WITHHELD = "withheld"
    """By a filter of the service."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a request took. `estimated`: by `estimated_tokens`, because the service did not tell."""

    read: int = 0
    written: int = 0
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """The last thing that a reply yields."""

    finish: Finish
    tokens: Tokens


class ChatModel(Protocol):
    """A language model. Closing the iterator of a reply ends the request."""

    @property
    def name(self) -> str:
        """The model's name, as the service knows it."""
        ...

    def reply(self, messages: Sequence[Message], most_tokens: int) -> Iterator[str | Ended]:
        """Pieces of the reply as they come, of at most `most_tokens`, then how it ended.

        Raises ModelError before the first piece or between two: what came before it stands.
        """
        ...


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has, rather too many than too few: 0 for no text."""
    by_bytes, by_words = len(text.encode(errors="replace")) / 6, len(text.split()) * 1.2
    return round(max(len(text) / CHARACTERS_OF_A_TOKEN, by_bytes, by_words))
