"""Puts the questions of a set together: each id once, not too many, at least one."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.domain.article import visible
from bot.errors import UsageError
from bot.evaluation.formats.files import digest, shown
from bot.evaluation.formats.naming import Found
from bot.evaluation.gold import GoldQuestion, QuestionSet

MOST_QUESTIONS = 200_000
"""Half as many again as the largest usual set has (SQuAD 2.0 train: 130,319). At ten a second it takes five hours."""


def collect(path: Path, files: Sequence[Path], found: Iterable[Found], most: int = MOST_QUESTIONS) -> QuestionSet:
    """The set, named after the file or folder that was given."""
    questions: dict[str, GoldQuestion] = {}
    for each in found:
        if each.question.id in questions:
            raise each.row.fault("id", f"'{each.question.id}' was given to an earlier question; give each its own")
        if len(questions) == most:
            raise UsageError(f"{shown(path)} holds more than {most:,} questions. Give a part of it.")
        questions[each.question.id] = each.question
    if not questions:
        raise UsageError(f"{shown(path)} holds no question.")
    return QuestionSet(_name(path), digest(files), tuple(questions.values()))


def _name(path: Path) -> str:
    name = path.resolve().name.removesuffix(".gz").removesuffix(".jsonl").removesuffix(".json")
    return visible(name.encode("utf-8", "replace").decode()) or "questions"
