"""All figures of a run: those that every question has a value of, and those that only the whole run has.

No figure is an average of others, and none comes from a judge or from the system's own opinion of its answers.
"""

from collections.abc import Iterable

from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics import abstention, answers, citations, cost, retrieval
from bot.evaluation.metrics.cases import Articles, pair
from bot.evaluation.metrics.figure import Figure, Total
from bot.evaluation.record import Record, RunInfo


def figures(
    questions: Iterable[GoldQuestion], records: Iterable[Record], info: RunInfo, articles: Articles | None = None
) -> list[Figure]:
    """Every figure by question, always of the same names but for the stages' times; n is 0 where nothing has one.

    Questions without a record were not asked and count nowhere. Raises UsageError as `pair` does.
    """
    cases = pair(questions, records, articles or Articles())
    return [
        *retrieval.figures(cases),
        *answers.figures(cases),
        *abstention.figures(cases),
        *citations.figures(cases),
        *cost.figures(cases, info),
    ]


def totals(
    questions: Iterable[GoldQuestion],
    records: Iterable[Record],
    info: RunInfo,
    articles: Articles | None = None,
) -> list[Total]:
    """Every figure of the whole run. Raises UsageError as `pair` does."""
    cases = pair(questions, records, articles or Articles())
    return [*abstention.totals(cases), *cost.totals(cases, info)]
