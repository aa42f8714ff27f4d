"""Finished runs built in a line: what each question was answered, and which passage was found first."""

from dataclasses import replace

from bot.domain.receipt import Fate, Judged
from bot.evaluation.gold import GoldEvidence, GoldQuestion, QuestionSet
from bot.evaluation.measuring import Measured, measured
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.record import RankedPassage, Record
from bot.evaluation.store import StoredRun
from tests.evaluation.metrics.making import abstained, answer
from tests.evaluation.town import run_info

QUESTIONS = (
    GoldQuestion("q1", "Who won?", (("Okafor",),), type="who", evidence=(GoldEvidence("a", "Okafor won."),)),
    GoldQuestion("q2", "Where?", (("Oslo",),), type="where", evidence=(GoldEvidence("b", "In Oslo."),)),
    GoldQuestion("q3", "Who lost?", answerable=False, type="who"),
)
RIGHT = {"q1": "Okafor", "q2": "Oslo", "q3": None}
DROPPED = Judged("She is tall.", (1,), Fate.DROPPED, "nothing says so", 0.1)


def stored(said: dict[str, str | None], name: str = "base", **changed) -> StoredRun:
    """A run that answered so; None: it abstained; a question that is not named failed."""
    asked = tuple(each for each in QUESTIONS if each.id in said or not changed.get("some"))
    changed.pop("some", None)
    records = tuple(_record(question, said) for question in asked)
    return StoredRun(run_info(name=name, **changed), QuestionSet("town", "0" * 64, QUESTIONS), records)


def run(said: dict[str, str | None], name: str = "base", **changed) -> Measured:
    return measured(stored(said, name, **changed), Articles())


def _record(question: GoldQuestion, said: dict[str, str | None]) -> Record:
    found = tuple(RankedPassage(each.article_id, 0, 9, 1.0, each.quote or "") for each in question.evidence)
    record = Record(question.id, None, found, "it broke", seconds=0.5)
    if question.id not in said:
        return record
    short = said[question.id]
    told = abstained() if short is None else answer(short, f"It is {short}.", quotes=((1, 0, 3, "abc"),))
    return replace(record, answer=told, error=None, confidence=0.1 if short is None else 0.8, judged=(DROPPED,))
