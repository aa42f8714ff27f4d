"""What a reader hands on: a draft of an article, or the reason why there is none.

A draft holds exactly what its source held; nothing is cleaned, guessed or judged yet.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.ingestion.report import Fate


class Markup(StrEnum):
    """How the text of a draft is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft came from."""

    source: str
    """As shown to people: `<given folder>/<path within>`."""
    location: str
    """The absolute path of the file; stays private, tells two files of one relative path apart."""
    line: int | None = None
    """Line of a JSON lines file, from 1."""

    @property
    def path(self) -> str:
        """The source with its line, as stored: `feeds/monday.jsonl#3`."""
        return self.source if self.line is None else f"{self.source}#{self.line}"


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source may say about its article, each as it was written; None when it does not say."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as its source holds it."""

    origin: Origin
    text: str
    fields: Fields = Fields()
    markup: Markup = Markup.PLAIN
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that gives no article: FAILED, or SKIPPED when there was nothing to read in it."""

    origin: Origin
    reason: str
    fate: Fate = Fate.FAILED
    count: int = 1
    """How many sources this stands for."""
