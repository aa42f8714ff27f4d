"""From a reader's `Document` to a draft: which article it is, and what its metadata says of it.

Every reader has its own keys. Read are the ones below, in any spelling (`publishedAt`, `publish-date`); a file's own
dates are not its article's. A Markdown file's front matter is read where the reader has left it in the text.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from llama_index.core.schema import BaseNode, MetadataMode

from bot.domain.article import storable, visible
from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Fields, Markup, Origin, Unread
from bot.ingestion.identity import canonical_url, counted_collection
from bot.ingestion.reading.fields import fields_from
from bot.ingestion.reading.front_matter import parse_front_matter, split_front_matter
from bot.ingestion.reading.limits import ARTICLE_BYTES
from bot.ingestion.report import Fate

_KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "articleid"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "sitename"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "sourceurl", "source"),
    "published": ("published", "publishedat", "publishdate", "publisheddate", "publicationdate", "pubdate", "date"),
}
"""Our fields, and the keys that common readers (web pages, feeds, Wikipedia, trafilatura) have for them; first wins."""

_GREATEST = 10**18
"""Beyond any id and any date in milliseconds; Python refuses to write a number of thousands of digits."""

_MARKDOWN = (".md", ".markdown")
_INVENTED = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
"""The form of the ids that llama-index makes up anew at each reading."""


def draft_of(document: BaseNode, collection: str) -> Draft | Unread:
    """The draft in a document, or the reason why there is none.

    Which article it is: the metadata's `id`, else its address, else its file (and page), else the document's `id_`,
    else, where llama-index made that up, the text itself.
    """
    known = _known(document.metadata)
    origin = _origin(document, known)
    try:
        return _draft(document, known, origin, collection)
    except IngestError as error:
        return Unread(origin, str(error))


def _draft(document: BaseNode, known: Mapping[str, str], origin: Origin, collection: str) -> Draft | Unread:
    text = _text(document)
    if not text.strip():
        return Unread(origin, "empty", Fate.SKIPPED)
    given, warnings = fields_from(_given(document, known), "the metadata")
    front, markup = None, Markup.PLAIN
    if _is_markdown(known):
        front, text = split_front_matter(text)
        markup = Markup.MARKDOWN
    if front is not None:
        inside, slips = fields_from(parse_front_matter(front), "front matter")
        given, warnings = _over(given, inside), warnings + slips
    if not text.strip():
        return Unread(origin, "no text after the front matter", Fate.SKIPPED)
    return Draft(origin, text, _identified(given, document, known, text, collection), markup, warnings)


def _text(document: BaseNode) -> str:
    text = document.get_content(metadata_mode=MetadataMode.NONE)
    if len(text) > ARTICLE_BYTES:
        raise IngestError(f"larger than {ARTICLE_BYTES // 1_000_000} MB, the most that one article may have; split it")
    if "\0" in text:
        raise IngestError("not text: it holds NUL characters; give the reader what it needs to read such files")
    return storable(text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")


def _known(metadata: Mapping[Any, Any]) -> dict[str, str]:
    """The metadata that is text, numbers, dates or lists of texts, under keys of small letters only."""
    texts = ((re.sub("[^a-z]", "", str(key).lower()), _plain(value)) for key, value in metadata.items())
    return {key: text for key, text in texts if text is not None}


def _plain(value: Any) -> str | None:
    if isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if isinstance(value, str):
        return storable(value) if value.strip() else None
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < _GREATEST
    return str(value) if is_number else None


def _given(document: BaseNode, known: Mapping[str, str]) -> dict[str, str | None]:
    """Our fields as the metadata has them; an address is one that can be opened."""
    given = {name: next((known[key] for key in keys if key in known), None) for name, keys in _KEYS.items()}
    addresses = (*(known.get(key, "") for key in _KEYS["url"]), document.id_)
    return {**given, "url": next(filter(canonical_url, addresses), None)}


def _over(fields: Fields, below: Fields) -> Fields:
    """The fields; where one is not given, what stands below."""
    return Fields(**{name: getattr(fields, name) or getattr(below, name) for name in _KEYS})


def _identified(fields: Fields, document: BaseNode, known: Mapping[str, str], text: str, collection: str) -> Fields:
    """With an id, unless there is one or an address, which tell the article themselves."""
    if fields.id or (fields.url and canonical_url(fields.url)):
        return fields
    if file := _file(known):
        return replace(fields, id=_digest("file", counted_collection(collection), file, known.get("pagelabel", "")))
    if _INVENTED.fullmatch(document.id_):
        return replace(fields, id=_digest("text", counted_collection(collection), text))
    return replace(fields, id=document.id_)


def _origin(document: BaseNode, known: Mapping[str, str]) -> Origin:
    """Where it came from, as shown: the file in its folder with its page, the address, or the document's id."""
    if file := _file(known):
        path = PurePath(file)
        page = known.get("pagelabel", "")
        shown = "/".join(visible(part) for part in (path.parent.name, path.name) if part)
        return Origin(shown, file, int(page) if re.fullmatch("[0-9]{1,6}", page) else None)
    address = _given(document, known)["url"]
    return Origin(visible(storable(address or f"document {document.id_}"))[:200], "")


def _file(known: Mapping[str, str]) -> str | None:
    """The path of the file: absolute for one on this machine, else as the reader gives it."""
    path = known.get("filepath")
    return os.path.abspath(path) if path and os.path.exists(path) else path  # noqa: PTH100, PTH110 - keeps links


def _is_markdown(known: Mapping[str, str]) -> bool:
    name = known.get("filepath") or known.get("filename") or ""
    return name.lower().endswith(_MARKDOWN) or known.get("filetype") == "text/markdown"


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:12]
