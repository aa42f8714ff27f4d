"""Reads `.txt` and `.md`: one file, one article. What a Markdown file says before its text stands in front matter."""

from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Fields, Markup, Unread
from bot.ingestion.reading.decoding import decode
from bot.ingestion.reading.fields import fields_from
from bot.ingestion.reading.front_matter import parse_front_matter, split_front_matter
from bot.ingestion.reading.limits import ARTICLE_BYTES
from bot.ingestion.report import Fate
from bot.ingestion.sources import SourceFile


def read_text_file(source: SourceFile) -> Draft | Unread:
    """The article in a file, or the reason why there is none."""
    try:
        return _read(source)
    except IngestError as error:
        return Unread(source.origin, str(error))
    except OSError as error:
        return Unread(source.origin, f"cannot be read: {(error.strerror or type(error).__name__).lower()}")


def _read(source: SourceFile) -> Draft | Unread:
    with source.path.open("rb") as file:
        data = file.read(ARTICLE_BYTES + 1)
    if len(data) > ARTICLE_BYTES:
        raise IngestError(
            f"larger than {ARTICLE_BYTES // 1_000_000} MB, the most that one article may have; split it, "
            "or give its articles as lines of a .jsonl file"
        )
    decoded = decode(data)
    if not decoded.text.strip():
        return Unread(source.origin, "empty", Fate.SKIPPED)
    if source.path.suffix.lower() != ".md":
        return Draft(source.origin, decoded.text, warnings=decoded.warnings)
    front, text = split_front_matter(decoded.text)
    fields, warnings = fields_from(parse_front_matter(front), "front matter") if front is not None else (Fields(), ())
    if not text.strip():
        return Unread(source.origin, "no text after the front matter", Fate.SKIPPED)
    return Draft(source.origin, text, fields, Markup.MARKDOWN, decoded.warnings + warnings)
