"""Between our types and llama-index's: drafts and articles become `Document`s, `TextNode`s become passages.

`Key` names what a `Document` on the path knows of its article; transformations of one's own may read and change it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
from llama_index.core.schema import BaseNode, Document

from bot.domain.article import Article, DatePrecision, Passage
from bot.ingestion.describing import Description
from bot.ingestion.drafts import Fields
from bot.ingestion.passages import Measured
from bot.ingestion.prepared import Prepared
from bot.ingestion.recognising import Recognised
from bot.library.records import ArticleRecord


class Key(StrEnum):
    """Keys of a document's metadata. All values are texts or None unless said otherwise."""

    ID = "id"
    TITLE = "title"
    OUTLET = "outlet"
    AUTHOR = "author"
    URL = "url"
    PUBLISHED = "published"
    """As the source gives it."""
    MARKUP = "markup"
    """`plain` or `markdown`."""
    PUBLISHED_AT = "published_at"
    """ISO 8601 in UTC."""
    DATE_PRECISION = "date_precision"
    DATE_INFERRED = "date_inferred"
    """True or False."""
    LANGUAGE = "language"
    WARNINGS = "warnings"
    """A list of texts."""
    AGENCY = "agency"
    """The news agency whose report it is."""
    SENTENCES = "sentences"
    """A tuple of `Measured`."""
    HEADING = "heading"
    """What is embedded above each passage."""


def document_of_draft(recognised: Recognised) -> Document:
    """A draft at the beginning of its path."""
    fields = recognised.draft.fields
    metadata = {
        Key.ID: fields.id,
        Key.TITLE: fields.title,
        Key.OUTLET: fields.outlet,
        Key.AUTHOR: fields.author,
        Key.URL: fields.url,
        Key.PUBLISHED: fields.published,
        Key.MARKUP: recognised.draft.markup.value,
        Key.WARNINGS: list(recognised.draft.warnings),
    }
    return Document(id_=recognised.identity.article_id, text=recognised.draft.text, metadata=_plain(metadata))


def document_of_article(article: Article) -> Document:
    """A stored article that is to be split anew."""
    return Document(id_=article.id, text=article.text, metadata=_plain({Key.LANGUAGE: article.language}))


def document_of_prepared(prepared: Prepared, heading: str) -> Document:
    """An article that is to be packed and embedded."""
    metadata = {Key.SENTENCES: prepared.sentences, Key.HEADING: heading}
    return Document(id_=prepared.article.id, text=prepared.article.text, metadata=_plain(metadata))


def fields_of(metadata: Mapping[str, Any]) -> Fields:
    """The fields that the source gave."""
    return Fields(
        id=metadata[Key.ID],
        title=metadata[Key.TITLE],
        outlet=metadata[Key.OUTLET],
        author=metadata[Key.AUTHOR],
        url=metadata[Key.URL],
        published=metadata[Key.PUBLISHED],
    )


def description_metadata(description: Description, language: str | None) -> dict[str, Any]:
    """What a description adds to a document."""
    dated = description.dated
    return _plain({
        Key.TITLE: description.title,
        Key.OUTLET: description.outlet,
        Key.AUTHOR: description.author,
        Key.URL: description.url,
        Key.PUBLISHED_AT: dated.at.isoformat() if dated else None,
        Key.DATE_PRECISION: (dated.precision if dated else DatePrecision.UNKNOWN).value,
        Key.DATE_INFERRED: description.date_inferred,
        Key.LANGUAGE: language,
        Key.WARNINGS: list(description.warnings),
    })  # fmt: skip


def prepared_from(document: BaseNode, recognised: Recognised) -> Prepared:
    """The article at the end of the first stretch of its path."""
    known = document.metadata
    published_at = known[Key.PUBLISHED_AT]
    article_id = recognised.identity.article_id
    article = Article(
        id=article_id,
        text=document.get_content(),
        title=known[Key.TITLE],
        outlet=known[Key.OUTLET],
        author=known[Key.AUTHOR],
        url=known[Key.URL],
        published_at=datetime.fromisoformat(published_at) if published_at else None,
        date_precision=DatePrecision(known[Key.DATE_PRECISION]),
        date_inferred=known[Key.DATE_INFERRED],
        language=known[Key.LANGUAGE],
        source_path=recognised.draft.origin.path,
        collection=recognised.collection,
        content_hash=recognised.identity.content_hash,
        origin_id=article_id,
        agency=known[Key.AGENCY],
    )
    warnings = (*recognised.draft.warnings, *known[Key.WARNINGS])
    return Prepared(article, sentences_of(document), recognised.draft.origin, recognised.fate, warnings)


def sentences_of(document: BaseNode) -> tuple[Measured, ...]:
    """The sentences found in a document."""
    return tuple(document.metadata[Key.SENTENCES])


def record_from(prepared: Prepared, nodes: Sequence[BaseNode], dimension: int) -> ArticleRecord:
    """The article with its embedded passages, which are given in order."""
    article = prepared.article
    vectors = np.asarray([node.embedding for node in nodes], dtype=np.float32).reshape(len(nodes), dimension)
    return ArticleRecord(
        article=article,
        sentences=tuple(each.sentence for each in prepared.sentences),
        passages=tuple(
            Passage(article.id, ordinal, node.start_char_idx, node.end_char_idx) for ordinal, node in enumerate(nodes)
        ),
        embeddings=vectors,
        location=prepared.origin.location or None,
    )


def _plain(metadata: Mapping[Key, Any]) -> dict[str, Any]:
    """With plain texts as keys, as llama-index wants them."""
    return {key.value: value for key, value in metadata.items()}
