"""A question with its record and the articles: what every metric is measured on."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.domain.answer import Answer, Outcome
from bot.errors import UsageError
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.record import Record


def _itself(article_id: str) -> str:
    return article_id


@dataclass(frozen=True, slots=True)
class Articles:
    """What metrics ask the library; without it, what needs it is not measured."""

    text: Callable[[str], str | None] | None = None
    """The stored text of an article by its id; None for an id that no article has."""
    origin: Callable[[str], str] = _itself
    """The origin id of an article: copies of one text have the same, and any of them stands for all."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question that was asked, and what came of it."""

    gold: GoldQuestion
    record: Record
    articles: Articles

    @property
    def answered(self) -> Answer | None:
        """The answer, where there is one: neither an abstention nor a failure."""
        answer = self.record.answer
        return answer if answer is not None and answer.outcome is Outcome.ANSWERED else None

    @property
    def abstained(self) -> bool:
        """Whether it said, on purpose, that there is no answer."""
        return self.record.answer is not None and self.record.answer.outcome is Outcome.ABSTAINED

    @property
    def failed(self) -> bool:
        """Whether it neither answered nor abstained."""
        return self.answered is None and not self.abstained


def pair(questions: Iterable[GoldQuestion], records: Iterable[Record], articles: Articles) -> Sequence[Case]:
    """Each question that was asked with its record, in the order of the questions.

    Raises:
        UsageError: a record of no question, two of one, two questions of one id, or a number that is none.

    """
    asked: dict[str, Record] = {}
    for record in records:
        if record.question_id in asked:
            raise UsageError(f"The run holds two records of question {record.question_id!r}. Ask it again.")
        _check_numbers(record)
        asked[record.question_id] = record
    cases = [Case(gold, asked[gold.id], articles) for gold in questions if gold.id in asked]
    known = {case.gold.id for case in cases}
    if strangers := sorted(asked.keys() - known):
        raise UsageError(
            f"The run holds question {strangers[0]!r}, which the set does not. Give the set it was made with."
        )
    if len(known) < len(cases):
        raise UsageError("Two questions of the set have the same id. Give each its own.")
    return cases


def _check_numbers(record: Record) -> None:
    scores = (passage.score for passage in record.found)
    numbers = (record.seconds, record.confidence or 0.0, *record.stages_ms.values(), *scores)
    if not all(map(math.isfinite, numbers)):
        raise UsageError(
            f"The record of question {record.question_id!r} holds a time, score or confidence that is no number."
            " Ask it again."
        )
