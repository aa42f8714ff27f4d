"""Between our types and the values of a row: no SQL is run here."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

import numpy as np

from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.errors import LibraryDamaged
from bot.library.records import ArticleRecord, ArticleSummary, Vectors
from bot.library.scope import instant_text, outlet_key

ARTICLE_COLUMNS = (
    "id",
    "title",
    "outlet",
    "outlet_key",
    "author",
    "url",
    "published_at",
    "date_precision",
    "date_inferred",
    "first_day",
    "last_day",
    "language",
    "source_path",
    "location",
    "collection",
    "content_hash",
    "origin_id",
    "characters",
    "sentences",
    "passages",
    "agency",
)
_VECTOR = np.dtype("<f4")
_SPAN = np.dtype("<u4")


def check_record(record: ArticleRecord, dimension: int) -> None:
    """See that a record's parts fit each other.

    Raises:
        ValueError: they do not; storing them would break a later answer.

    """
    name, length = record.article.id, len(record.article.text)
    if record.embeddings.shape != (len(record.passages), dimension):
        raise ValueError(
            f"article {name!r}: embeddings of shape {record.embeddings.shape} for {len(record.passages)} passages "
            f"of dimension {dimension}"
        )
    if not np.isfinite(record.embeddings).all():
        raise ValueError(f"article {name!r}: an embedding is not finite")
    ends = [0, *(bound for sentence in record.sentences for bound in (sentence.start, sentence.end)), length]
    if ends != sorted(ends):
        raise ValueError(f"article {name!r}: sentences do not ascend inside the text of {length} characters")
    for passage in record.passages:
        if not 0 <= passage.start < passage.end <= length or passage.article_id != name:
            raise ValueError(f"article {name!r}: passage {passage.ordinal} is not a slice of its text")


def article_row(record: ArticleRecord) -> tuple[object, ...]:
    """The values of ARTICLE_COLUMNS."""
    article = record.article
    first, last = article.first_day, article.last_day
    return (
        article.id,
        article.title,
        article.outlet,
        outlet_key(article.outlet) if article.outlet is not None else None,
        article.author,
        article.url,
        instant_text(article.published_at) if article.published_at else None,
        article.date_precision.value,
        int(article.date_inferred),
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        article.language,
        article.source_path,
        record.location,
        article.collection,
        article.content_hash,
        article.id,  # until its copies are found
        len(article.text),
        len(record.sentences),
        len(record.passages),
        article.agency,
    )


def as_article(columns: Sequence[Any], raw: bytes) -> Article:
    """An article from the values of ARTICLE_COLUMNS and its text in UTF-8."""
    row = dict(zip(ARTICLE_COLUMNS, columns, strict=True))
    published_at = row["published_at"]
    try:
        return Article(
            id=row["id"],
            text=raw.decode(errors="replace"),
            title=row["title"],
            outlet=row["outlet"],
            author=row["author"],
            url=row["url"],
            published_at=datetime.fromisoformat(published_at) if published_at else None,
            date_precision=DatePrecision(row["date_precision"]),
            date_inferred=bool(row["date_inferred"]),
            language=row["language"],
            source_path=row["source_path"],
            collection=row["collection"],
            content_hash=row["content_hash"],
            origin_id=row["origin_id"],
            agency=row["agency"],
        )
    except ValueError as error:
        raise LibraryDamaged(f"The stored date of article {row['id']!r} cannot be read: {error}.") from error


def as_summary(columns: Sequence[Any]) -> ArticleSummary:
    """An article without its text, from the values of ARTICLE_COLUMNS."""
    article = as_article(columns, b"")
    row = dict(zip(ARTICLE_COLUMNS, columns, strict=True))
    return ArticleSummary(
        id=article.id,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        date_text=article.date_text,
        date_inferred=article.date_inferred,
        language=article.language,
        source_path=article.source_path,
        collection=article.collection,
        characters=row["characters"],
        passages=row["passages"],
        origin_id=article.origin_id,
    )


def as_passage(article_id: str, passage_id: int, ordinal: int, start: int, end: int) -> Passage:
    """A stored passage."""
    return Passage(article_id=article_id, ordinal=ordinal, start=start, end=end, id=passage_id)


def text_hash(raw: bytes) -> str:
    """What tells whether a stored text is what was written."""
    return hashlib.sha256(raw).hexdigest()


def sentence_bytes(sentences: Sequence[Sentence]) -> bytes:
    """The spans as pairs of little-endian uint32."""
    return np.array([(s.start, s.end) for s in sentences], dtype=_SPAN).tobytes()


def as_sentences(raw: bytes, characters: int) -> tuple[Sentence, ...]:
    """The spans again.

    Raises:
        LibraryDamaged: they do not ascend inside a text of so many characters.

    """
    if len(raw) % (2 * _SPAN.itemsize):
        raise LibraryDamaged("Stored sentences cannot be read. Ingest the article's source again.")
    bounds = np.frombuffer(raw, dtype=_SPAN).tolist()
    if any(left > right for left, right in pairwise(bounds)) or (bounds and bounds[-1] > characters):
        raise LibraryDamaged("Stored sentences do not fit their text. Ingest the article's source again.")
    return tuple(Sentence(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def vector_bytes(vector: Vectors) -> bytes:
    """One vector as little-endian float32."""
    return np.ascontiguousarray(vector, dtype=_VECTOR).tobytes()


def as_vectors(raws: Sequence[bytes]) -> Vectors:
    """Vectors again, one row each; shape (0, 0) for none.

    Raises:
        LibraryDamaged: they are not of one length.

    """
    if not raws:
        return np.zeros((0, 0), dtype=np.float32)
    if len({len(raw) for raw in raws}) > 1:
        raise LibraryDamaged("Stored vectors differ in length. Restore a backup or ingest again.")
    return np.frombuffer(b"".join(raws), dtype=_VECTOR).reshape(len(raws), -1).astype(np.float32, copy=False)
