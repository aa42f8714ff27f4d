"""Cases in a line: a gold question, what was answered, what was found."""

from datetime import UTC, datetime

from bot.domain.answer import Answer, Citation, Outcome, Quote, Rival, Statement, Usage
from bot.domain.article import DatePrecision
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.metrics.cases import Articles, Case
from bot.evaluation.record import RankedPassage, Record, RunInfo

ASKED = datetime(2020, 8, 5, tzinfo=UTC)


def gold(*parts: tuple[str, ...] | str, id_: str = "q1", evidence=(), **fields) -> GoldQuestion:
    """A question whose answer has these parts, each a wording or several; evidence as (article, quote)."""
    answers = tuple((part,) if isinstance(part, str) else part for part in parts)
    places = tuple(GoldEvidence(article, quote) for article, quote in evidence)
    return GoldQuestion(id_, "Who buys it?", answers, evidence=places, **fields)


def unanswerable(id_: str = "q1", **fields) -> GoldQuestion:
    return GoldQuestion(id_, "Who sold it?", answerable=False, **fields)


def answer(
    short: str | None = None, *statements: str, quotes=(), rivals=(), cited=("a",), usage: Usage | None = None
) -> Answer:
    """An answer; all quotes, as (citation, start, end, text), belong to its first statement."""
    proofs = tuple(Quote(*quote) for quote in quotes)
    texts = statements or ("It is so.",) * bool(quotes)
    return Answer(
        "Who buys it?",
        "Who buys it?",
        ASKED,
        Outcome.ANSWERED,
        "extractive",
        short=short,
        statements=tuple(Statement(text, () if at else proofs, 0.5) for at, text in enumerate(texts)),
        citations=tuple(citation(number, article) for number, article in enumerate(cited, 1)),
        rivals=tuple(Rival(rival, ()) if isinstance(rival, str) else rival for rival in rivals),
        usage=usage or Usage(),
    )


def citation(number: int, article: str) -> Citation:
    """Copies are named "a1", "a2": their origin is the letter."""
    return Citation(number, article, None, None, None, None, None, DatePrecision.UNKNOWN, False, article[0])


def abstained(outcome: Outcome = Outcome.ABSTAINED) -> Answer:
    return Answer("Who?", "Who?", ASKED, outcome, "extractive")


def case(question: GoldQuestion, said: Answer | None = None, articles: Articles | None = None, **fields) -> Case:
    """Without an answer the question failed."""
    return Case(question, Record(question.id, said, **fields), articles or Articles())


def passage(article: str, text: str = "", score: float = 1.0) -> RankedPassage:
    return RankedPassage(article, 0, len(text), score, text)


def info(parallel: int = 1, **fields) -> RunInfo:
    return RunInfo("run", "set", "0", "0", {}, "extractive", "0.1.0", "2020-08-05T00:00:00Z", parallel, **fields)
