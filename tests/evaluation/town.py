"""A few articles of our own, questions about them, and stand-ins for what an evaluation asks."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.domain.answer import Answer, Engine, Outcome, Usage
from bot.domain.caller import Caller
from bot.domain.events import Event, Final, Retrieved
from bot.domain.question import Question
from bot.domain.receipt import Fate, Judged
from bot.evaluation.gold import GoldEvidence, GoldQuestion, QuestionSet
from bot.evaluation.record import RunInfo

NOW = datetime(2020, 8, 6, 12, tzinfo=UTC)

QUESTIONS = (
    GoldQuestion("q1", "Who won the Tamsin River Prize?", (("Lena Okafor",),), type="who"),
    GoldQuestion("q2", "Where did the jury meet?", (("Oslo",),), type="where", evidence=(GoldEvidence("prize"),)),
    GoldQuestion("q3", "How many pupils has the school in the old mill?", (("220",),), type="how_many"),
    GoldQuestion("q4", "Who is the queen of Norway?", answerable=False, type="who"),
    GoldQuestion("q5", "What did Halden buy?", (("four harbour cranes",),), type="what"),
)


def question_set(questions: tuple[GoldQuestion, ...] = QUESTIONS) -> QuestionSet:
    return QuestionSet("town", "0" * 64, questions)


def run_info(**changed) -> RunInfo:
    """What a run is made with; `changed` are its fields."""
    plain = {
        "name": "first",
        "questions": "town",
        "questions_hash": "0" * 64,
        "articles_hash": "abc",
        "settings": {},
        "engine": "extractive",
        "version": "1",
        "started_at": NOW.isoformat(),
        "parallel": 1,
    }
    return RunInfo(**(plain | changed))


class Scripted:
    """Answers with the question's own words at a fixed price, and raises what it is told to at some questions."""

    def __init__(self, raises: dict[str, BaseException] | None = None, usd: float = 0.0) -> None:
        self.asked: list[Question] = []
        self._raises = raises or {}
        self._usd = usd

    def answer_events(self, question: Question, caller: Caller) -> Iterator[Event]:
        self.asked.append(question)
        yield Retrieved(question.text, (), confidence=0.5)
        if question.text in self._raises:
            raise self._raises[question.text]
        yield Final(
            Answer(
                question=question.text,
                standalone_question=question.text,
                asked_at=question.asked_at,
                outcome=Outcome.ANSWERED,
                engine=Engine.GENERATIVE,
                short=question.text.upper(),
                usage=Usage("small", 10, 5, usd=self._usd),
                timings_ms={"search": 1.0, "total": 2.0},
            ),
            (Judged("The moon is cheese.", (1,), Fate.DROPPED, "nothing says so", 0.1),),
        )
