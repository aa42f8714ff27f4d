"""Small real articles with vectors made from their words."""

import re
import zlib
from datetime import UTC, datetime

import numpy as np

from bot.domain.article import Article, DatePrecision, Passage, Sentence
from bot.library.library import Library
from bot.library.records import ArticleRecord, BuiltWith

DIMENSION = 32
BUILT_WITH = BuiltWith("hashing", DIMENSION, "dots-1", 200, 1)


def embed(text: str, dimension: int = DIMENSION) -> np.ndarray:
    """A unit vector in which texts that share words are near each other."""
    vector = np.full(dimension, 1e-3, dtype=np.float32)
    for word in re.findall(r"\w+", text.lower()):
        generator = np.random.default_rng(zlib.crc32(word.encode()))
        vector += generator.normal(size=dimension).astype(np.float32)
    return vector / np.linalg.norm(vector)


def record(
    article_id: str, text: str, *, day: str | None = "2020-08-03", precision: str = "day", **fields
) -> ArticleRecord:
    """An article of which each sentence (up to a full stop) is one passage."""
    spans = [match.span() for match in re.finditer(r"\S[^.]*\.?", text)]
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    article = Article(
        id=article_id,
        text=text,
        title=fields.pop("title", f"Title of {article_id}"),
        published_at=published,
        date_precision=DatePrecision(precision) if published else DatePrecision.UNKNOWN,
        origin_id=article_id,  # as the library finds it
        content_hash=fields.pop("content_hash", f"hash of {text}"),
        **fields,
    )
    return ArticleRecord(
        article=article,
        sentences=tuple(Sentence(*span) for span in spans),
        passages=tuple(Passage(article_id, n, *span) for n, span in enumerate(spans)),
        embeddings=np.array([embed(text[start:end]) for start, end in spans], dtype=np.float32).reshape(-1, DIMENSION),
        location=f"/somewhere/{article_id}.md",
    )


def many(count: int, *, first: int = 0) -> list[ArticleRecord]:
    """Different articles of two passages each."""
    return [
        record(f"article-{n}", f"Story number {n} tells of topic{n} and place{n % 7}. It ends with remark{n}.")
        for n in range(first, first + count)
    ]


def fill(library: Library, *records: ArticleRecord, publish: bool = False) -> None:
    with library.writing() as writer:
        writer.put(records)
        if publish:
            writer.publish()
