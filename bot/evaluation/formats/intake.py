"""The articles that a set brings, as drafts for `Ingestor.take_in`. Cleaning and dating is left to `ingest`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.domain.article import storable
from bot.errors import IngestError
from bot.evaluation.formats.files import LINE_BYTES, digest, shown
from bot.evaluation.formats.rows import Row
from bot.ingestion.drafts import Draft, Origin, Unread
from bot.ingestion.intake import Intake
from bot.ingestion.reading.fields import fields_from
from bot.ingestion.report import Fate


class SetIntake(Intake):
    """Articles of a set instead of files. How many there are is not known before the end.

    Iterating raises UsageError where a file is malformed, since figures over a part of the articles would mislead.
    """

    def __init__(self, files: Sequence[Path], drafts: Callable[[], Iterator[Draft | Unread]]) -> None:
        super().__init__(())
        self._files = tuple(files)
        self._drafts = drafts

    @property
    def hash(self) -> str:
        """The sha256 of the files, for telling whether a library of these articles is there already."""
        return digest(self._files)

    def _members(self) -> Iterator[tuple[Draft | Unread, int]]:
        for draft in self._drafts():
            yield draft, 0


def body(row: Row, name: str) -> str:
    """An article's text; empty where there is none."""
    return row.optional(name, LINE_BYTES) or ""


def draft(path: Path, number: int, text: str, fields: Mapping[str, str | None]) -> Draft | Unread:
    """The draft of an article. `fields` are those of `Fields`; an article without a text is its title."""
    origin = Origin(shown(path), storable(str(path.absolute())), number)
    text = (text or fields.get("title") or "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        return Unread(origin, "empty", Fate.SKIPPED)
    try:
        checked, warnings = fields_from(fields, "the article")
    except IngestError as error:
        return Unread(origin, str(error))
    return Draft(origin, text, checked, warnings=warnings)
