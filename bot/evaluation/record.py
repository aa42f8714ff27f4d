"""What was recorded of one question that was asked: everything that is measured later comes from here."""

from dataclasses import dataclass, field

from bot.domain.answer import Answer
from bot.domain.receipt import Judged


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage that the search found; rank 1 is the best. `text` is the passage's own, for retrieval by fact."""

    article_id: str
    start: int
    end: int
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """One question's outcome. Without an answer it is a counted failure, and `error` says which."""

    question_id: str
    answer: Answer | None
    found: tuple[RankedPassage, ...] = ()
    """The search's passages, best first, at most 30."""
    error: str | None = None
    seconds: float = 0.0
    """Wall clock of the whole answer."""
    stages_ms: dict[str, float] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()
    """What became of each statement that a language model wrote; nothing where none did."""
    confidence: float | None = None
    """0..1, how sure the reader was of its best sentence, whether or not that was shown."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What a run was made with; stored beside its records."""

    name: str
    questions: str
    """Name of the question set."""
    questions_hash: str
    articles_hash: str
    settings: dict[str, str]
    """By dotted name, as `--set` takes them; only what differs from the defaults."""
    engine: str
    version: str
    started_at: str
    """ISO, UTC."""
    parallel: int
    peak_memory_mib: float | None = None
