"""From a file to drafts, one at a time: a reader yields a `Draft`, or an `Unread` with the reason, and never raises."""

from collections.abc import Iterator

from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.reading.json_lines import read_json_lines
from bot.ingestion.reading.text_files import read_text_file
from bot.ingestion.sources import SourceFile

__all__ = ["read"]


def read(source: SourceFile) -> Iterator[Draft | Unread]:
    """The drafts of one file, in its order. Memory holds one article at a time."""
    if source.path.suffix.lower() == ".jsonl":
        yield from read_json_lines(source)
    else:
        yield read_text_file(source)
