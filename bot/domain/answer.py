"""An answer: statements, each proved by exact quotes, or an honest abstention.

`rendering.answer_json` writes it as the JSON that every surface shares.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.article import Article, DatePrecision
from bot.domain.evidence import Hit
from bot.domain.question import Filters


class Outcome(StrEnum):
    ANSWERED = "answered"
    ABSTAINED = "abstained"
    ERROR = "error"


class Engine(StrEnum):
    """Who writes the statements."""

    EXTRACTIVE = "extractive"
    """Nobody: they are sentences of the articles."""
    GENERATIVE = "generative"
    """A language model; each is proved before it is shown."""


class Reason(StrEnum):
    """Why there is no answer; see the table in docs/architecture.md."""

    NO_MATCHING_ARTICLES = "no_matching_articles"
    LOW_EVIDENCE = "low_evidence"
    UNSUPPORTED = "unsupported"
    NOT_A_QUESTION = "not_a_question"
    LIBRARY_EMPTY = "library_empty"
    LIBRARY_INCOMPATIBLE = "library_incompatible"


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact slice of a cited article: `article.text[start:end] == text`, always."""

    citation: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer. Never shown without a supporting quote. `support` is 0..1."""

    text: str
    quotes: tuple[Quote, ...]
    support: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that at least one quote comes from, numbered from 1 in order of first use."""

    number: int
    article_id: str
    title: str | None
    outlet: str | None
    url: str | None
    source_path: str | None
    published_at: str | None
    """The date as far as it is known: `2020-08-03T14:30Z`, `2020-08-03`, `2020-08`, `2020` or None."""
    date_precision: DatePrecision
    date_inferred: bool
    origin_id: str

    @classmethod
    def of(cls, number: int, article: Article) -> "Citation":
        """Cite an article."""
        return cls(
            number=number,
            article_id=article.id,
            title=article.title,
            outlet=article.outlet,
            url=article.url,
            source_path=article.source_path,
            published_at=article.date_text,
            date_precision=article.date_precision,
            date_inferred=article.date_inferred,
            origin_id=article.origin_id or article.id,
        )


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of an answer should know. `code` is for programs, `text` for people."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Headline:
    """An article that came near but does not answer."""

    article_id: str
    title: str | None
    outlet: str | None
    source_path: str | None
    published_at: str | None
    date_inferred: bool


@dataclass(frozen=True, slots=True)
class Rival:
    """Another answer to the same question, from sources that disagree with the short answer."""

    short: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model cost. `usd` is None when the price is unknown."""

    model: str | None = None
    """The model that was asked; None: none was."""
    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False
    """Whether the tokens are our estimate, because the service did not tell."""
    usd: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole of what a person gets back."""

    question: str
    standalone_question: str
    asked_at: datetime
    outcome: Outcome
    engine: str
    reason: Reason | None = None
    short: str | None = None
    as_of: str | None = None
    """Date of the newest evidence used, as far as it is known."""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    rivals: tuple[Rival, ...] = ()
    origins: int = 0
    """Independent sources among the citations: copies of one text count once."""
    notes: tuple[Note, ...] = ()
    nearest: tuple[Headline, ...] = ()
    filters: Filters = field(default_factory=Filters)
    usage: Usage = field(default_factory=Usage)
    timings_ms: dict[str, float] = field(default_factory=dict)
    """Milliseconds per stage: search, read, write, total."""
    receipt_id: str | None = None
    unused: tuple[Hit, ...] = ()
    """Hits that were found but not quoted, best first; shown by `--show-evidence`, in the JSON only then."""
