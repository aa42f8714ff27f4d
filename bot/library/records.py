"""What goes into a library and what comes out of it, as frozen types. No behaviour, no SQL."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.domain.article import Article, Passage, Sentence
from bot.domain.question import Filters
from bot.library.signatures import Signature

Vectors = NDArray[np.float32]
"""Unit rows, one per passage: shape (n, dimension)."""
PassageIds = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BuiltWith:
    """What a library was built with: stored in it and compared whenever it is opened."""

    embedder: str
    dimension: int
    splitter: str
    passage_tokens: int
    overlap_sentences: int


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """Everything that one article adds to a library."""

    article: Article
    sentences: tuple[Sentence, ...]
    """Ascending, inside the text."""
    passages: tuple[Passage, ...]
    embeddings: Vectors
    """One unit row per passage, in order: shape (len(passages), dimension)."""
    location: str | None = None
    """Absolute path of the source; private: it tells two files with one relative path apart."""
    signature: Signature | None = None
    """Of the text, where it is known; made when the article is stored if not."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored under an identity: enough to tell whether a source has changed."""

    article_id: str
    content_hash: str
    location: str | None
    source_path: str | None
    collection: str | None
    """None: it could not be read."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that a search found. `value` is the cosine (dense) or -bm25 (lexical): greater is better."""

    passage_id: int
    value: float


@dataclass(frozen=True, slots=True)
class Stem:
    """What the full-text index keeps of a word (small letters, without its ending), and how many passages hold it."""

    text: str
    passages: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles may be searched. Articles whose first day is later than `not_after` are left out."""

    filters: Filters = field(default_factory=Filters)
    not_after: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether every article passes."""
        return self.filters.is_empty and self.not_after is None


@dataclass(frozen=True, slots=True)
class ScopeCounts:
    """What a scope lets through, in articles.

    `undated_left_out` counts those that only lack a date for the period; `later_left_out` those that would pass
    if they were not dated after `not_after`.
    """

    passing: int
    undated_left_out: int
    later_left_out: int
    total: int


@dataclass(frozen=True, slots=True)
class LoadedPassage:
    """A passage with its article and all of the article's sentences, ascending."""

    passage: Passage
    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """An article without its text. `characters` is the text's length."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    date_text: str | None
    date_inferred: bool
    language: str | None
    source_path: str | None
    collection: str
    characters: int
    passages: int
    origin_id: str


@dataclass(frozen=True, slots=True)
class LibrarySummary:
    """What is in a library, for `newsdesk status`. `newest` and `oldest` are dates as far as they are known."""

    folder: Path
    articles: int
    passages: int
    sentences: int
    newest: str | None
    newest_title: str | None
    oldest: str | None
    outlets: int
    collections: tuple[tuple[str, int], ...]
    """Name and number of articles, by name."""
    languages: tuple[tuple[str | None, int], ...]
    """ISO 639-1 code (None: could not be told) and number of articles, most first."""
    undated: int
    built_with: BuiltWith | None
    """None when there is no library yet."""
    schema_version: int
    change: int
    published_change: int | None
    """The change up to which vectors are published; None when nothing is."""
    published_passages: int
    unpublished_passages: int
    bytes_on_disk: int
    read_only: bool


@dataclass(frozen=True, slots=True)
class Check:
    """A line of `newsdesk doctor`: what is so, or what to do about it."""

    name: str
    ok: bool
    text: str
    repairable: bool = False


@dataclass(frozen=True, slots=True)
class Generation:
    """Published vectors: complete up to `change` and never written again.

    Passages with an id above `last_passage` are newer; ids that are in it but no longer in the catalog were removed.
    """

    number: int
    library_id: str
    change: int
    last_passage: int
    passages: int
    """Live vectors in it."""
    dead: int
    """Vectors deleted from it since it was last built from the catalog; they still take room."""
    dimension: int
    store: str
    """Name of the vector store that holds it."""
