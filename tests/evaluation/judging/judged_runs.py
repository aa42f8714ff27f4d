"""A run with answers to judge, and a judge that says what a test wants."""

from pathlib import Path

from bot.domain.answer import Answer, Citation, Outcome, Quote, Statement, Usage
from bot.domain.article import DatePrecision
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.judging.material import Material
from bot.evaluation.judging.verdicts import Criterion, Judge, Verdict, Wording
from bot.evaluation.record import RankedPassage, Record
from bot.evaluation.store import Runs, StoredRun
from tests.evaluation.town import NOW, QUESTIONS, question_set, run_info

PASSAGE = "The jury met in Oslo. It was cold."
JUDGE = Judge("strict", "127.0.0.1", (Wording.of(Criterion.FAITHFULNESS, "Is it so?"),), "0.14", "1", "2026-01-01")


def answer(short: str | None = "Oslo", quote: str = "The jury met in Oslo.", **changed) -> Answer:
    """One statement with one quote of the article `prize`."""
    plain = {
        "question": "Where did the jury meet?",
        "standalone_question": "Where did the jury meet?",
        "asked_at": NOW,
        "outcome": Outcome.ANSWERED,
        "engine": "extractive",
        "short": short,
        "statements": (Statement("The jury met in Oslo.", (Quote(1, 10, 10 + len(quote), quote),), 0.9),),
        "citations": (
            Citation(1, "prize", "A prize", None, None, None, "2020-08-04", DatePrecision.DAY, False, "prize"),
        ),
        "usage": Usage("small"),
    }
    return Answer(**(plain | changed))


def record(question_id: str, said: Answer | None = None) -> Record:
    """Found in a passage around the quote; without an answer a failure."""
    return Record(question_id, said, (RankedPassage("prize", 10, 10 + len(PASSAGE), 1.0, PASSAGE),))


def stored_run(
    data_dir: Path, records: tuple[Record, ...] = (), questions: tuple[GoldQuestion, ...] = QUESTIONS
) -> StoredRun:
    """A run on the disk; without records the answers to q1 and q2."""
    runs = Runs(data_dir)
    with runs.recording(run_info(), question_set(questions)) as recorder:
        for each in records or (record("q1", answer("Lena Okafor")), record("q2", answer())):
            recorder.add(each)
    return runs.load("first")


class ScriptedJudge:
    """Values in turn, None for a reply without a verdict; an exception is raised."""

    def __init__(self, *values: float | BaseException | None, usd: float | None = 0.0) -> None:
        self.asked: list[tuple[str, Criterion]] = []
        self._values = list(values)
        self._usd = usd

    def verdict(self, criterion: Criterion, question_id: str, material: Material) -> Verdict:
        self.asked.append((question_id, criterion))
        value = self._values.pop(0) if self._values else 1.0
        if isinstance(value, BaseException):
            raise value
        return Verdict(question_id, criterion, material.hash, value, "said", 10, 2, self._usd)
