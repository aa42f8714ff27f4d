"""The fields that a source may give, picked out of whatever keys it has.

Keys that newsdesk does not know are passed over in silence, since collections carry many; only one that looks like a
slip for a known field is warned about, because its value would be lost.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum

from bot.domain.article import storable
from bot.errors import IngestError
from bot.ingestion.drafts import Fields

NAMES = ("id", "title", "outlet", "author", "url", "published")
_OTHER_WORDS = {
    "date": "published", "datetime": "published", "published_at": "published", "headline": "title", "link": "url",
    "source": "outlet", "publisher": "outlet", "byline": "author", "authors": "author",
}  # fmt: skip
_LONGEST = 2_000  # characters of one field; titles and addresses stay far below


class Nested(Enum):
    """Stands for a value that is a list or a mapping."""

    NESTED = "nested"


NESTED = Nested.NESTED
RawValue = str | Nested | None


def fields_from(raw: Mapping[str, RawValue], where: str) -> tuple[Fields, tuple[str, ...]]:
    """The known fields, and warnings about keys that look like slips. `where` names the place: "front matter".

    Raises:
        IngestError: a known field holds a list or a mapping, or is far too long.

    """
    given = {key.strip().lower(): value for key, value in raw.items()}
    values = {name: _text(name, given.get(name)) for name in NAMES}
    warnings = tuple(
        f"{where} has '{key[:40]}', which is not read; is '{meant}' meant?"
        for key in given
        if key not in NAMES and (meant := _meant(key)) and values[meant] is None
    )
    return Fields(**values), warnings


def _text(name: str, value: RawValue) -> str | None:
    if isinstance(value, Nested):
        raise IngestError(f"'{name}' holds a list or a mapping; give it as one text")
    if value is None or not value.strip():
        return None
    if len(value) > _LONGEST:
        raise IngestError(f"'{name}' has {len(value)} characters; at most {_LONGEST} are read")
    return storable(value)


def _meant(key: str) -> str | None:
    if key in _OTHER_WORDS:
        return _OTHER_WORDS[key]
    close = get_close_matches(key, NAMES[1:], n=1, cutoff=0.8) if len(key) <= 40 else []
    return close[0] if close else None
