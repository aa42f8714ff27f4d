"""A run asks each question once, records whatever comes, and goes on where it was ended."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.answer import Outcome
from bot.errors import LibraryEmpty, ModelError
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.record import Record
from bot.evaluation.running import Pace, run
from bot.evaluation.store import Runs
from tests.evaluation.town import NOW, QUESTIONS, Scripted, question_set, run_info

PACE = Pace(NOW)


def asked_ids(asking: Scripted) -> list[str]:
    ids = {question.text: question.id for question in QUESTIONS}
    return [ids[question.text] for question in asking.asked]


def recorded(folder: Path, asking, pace: Pace = PACE, questions=QUESTIONS, on_progress=None) -> tuple[Record, ...]:
    """What is stored after a run."""
    runs = Runs(folder)
    with runs.recording(run_info(), question_set(questions)) as recorder:
        run(questions, asking, recorder, pace, on_progress)
    return runs.load("first").records


def timeless(records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Without what the clock says."""
    return tuple(
        replace(record, seconds=0, stages_ms={}, answer=record.answer and replace(record.answer, timings_ms={}))
        for record in records
    )


def test_a_record_holds_what_is_measured(tmp_path, answerer):
    """The answer, the passages found with the best first, the stages' times and the reader's confidence."""
    records = recorded(tmp_path, answerer)
    assert [record.question_id for record in records] == ["q1", "q2", "q3", "q4", "q5"]
    first = records[0]
    assert first.error is None
    assert first.answer is not None
    assert first.answer.short == "Lena Okafor"
    assert "Lena Okafor won the Tamsin River Prize" in first.found[0].text
    assert [each.score for each in first.found] == sorted((each.score for each in first.found), reverse=True)
    assert len({(each.article_id, each.start) for each in first.found}) == len(first.found) == 3
    assert first.answer.unused == ()
    assert {"search", "read", "write", "prove", "total"} <= first.stages_ms.keys()
    assert first.stages_ms["total"] <= first.seconds * 1000


def test_confidence_is_told_of_abstentions_too(tmp_path, answerer):
    """The reader's probability is recorded whether or not it was enough to answer."""
    records = {record.question_id: record for record in recorded(tmp_path, answerer)}
    answered, abstained = records["q1"], records["q4"]
    assert (answered.answer.outcome, abstained.answer.outcome) == (Outcome.ANSWERED, Outcome.ABSTAINED)
    assert 0 <= abstained.confidence < 0.2 <= answered.confidence <= 1


def test_what_the_prover_dropped_is_recorded(tmp_path):
    """So that a report can show it."""
    (record,) = recorded(tmp_path, Scripted(), questions=QUESTIONS[:1])
    assert [(each.text, each.why) for each in record.judged] == [("The moon is cheese.", "nothing says so")]


def test_nothing_is_searched_for_a_greeting(tmp_path, answerer):
    """A greeting has an answer, no passages and no confidence."""
    (record,) = recorded(tmp_path, answerer, questions=(GoldQuestion("q1", "hello"),))
    assert record.answer is not None
    assert (record.found, record.confidence) == ((), None)


def test_many_at_once_record_the_same(tmp_path, answerer):
    """Threads change no answer."""
    one = recorded(tmp_path / "one", answerer)
    many = recorded(tmp_path / "many", answerer, replace(PACE, parallel=3))
    assert timeless(one) == timeless(many)


@pytest.mark.parametrize("parallel", [1, 3])
def test_what_is_recorded_is_not_asked_again(tmp_path, parallel):
    """A second run asks only what is new to it."""
    pace = replace(PACE, parallel=parallel)
    recorded(tmp_path, Scripted(), pace, QUESTIONS[:3])
    file = tmp_path / "evaluations" / "first" / "questions.json"
    whole = Runs(tmp_path / "other")
    with whole.recording(run_info(), question_set()):
        pass
    file.write_bytes((tmp_path / "other" / "evaluations" / "first" / "questions.json").read_bytes())
    again = Scripted()
    assert len(recorded(tmp_path, again, pace)) == len(QUESTIONS)
    assert sorted(asked_ids(again)) == ["q4", "q5"]


@pytest.mark.parametrize("parallel", [1, 3])
def test_a_failure_is_counted_and_stops_nothing(tmp_path, parallel):
    """An error raised on purpose is told in its words, a fault by its kind and place; the rest is asked."""
    asking = Scripted({QUESTIONS[1].text: ModelError("The model is away."), QUESTIONS[2].text: KeyError("a body")})
    told = []
    records = recorded(tmp_path, asking, replace(PACE, parallel=parallel), on_progress=told.append)
    assert [record.answer is None for record in records] == [False, True, True, False, False]
    assert records[1].error == "The model is away."
    assert records[2].error is not None
    assert records[2].error.startswith("unexpected: KeyError in town.py, line ")
    assert records[0].error is None
    assert (told[-1].done, told[-1].total, told[-1].failed) == (5, 5, 2)
    assert [each.done for each in told] == [1, 2, 3, 4, 5]


def test_a_question_that_cannot_be_asked_fails(tmp_path):
    """An empty question and one that is too long are failures of their own."""
    questions = (GoldQuestion("q1", " ?! "), GoldQuestion("q2", "why " * 5000), GoldQuestion("q3", "Who?"))
    records = recorded(tmp_path, Scripted(), questions=questions)
    assert [record.answer is None for record in records] == [True, True, False]
    assert "empty" in records[0].error


@pytest.mark.parametrize("parallel", [1, 3])
def test_with_nothing_to_ask_it_ends(tmp_path, parallel):
    """An empty library is no failure of a question: nothing is recorded, and the error says what to do."""
    asking = Scripted({question.text: LibraryEmpty("Nothing there.") for question in QUESTIONS})
    with pytest.raises(LibraryEmpty):
        recorded(tmp_path, asking, replace(PACE, parallel=parallel))
    assert Runs(tmp_path).load("first").records == ()


@pytest.mark.parametrize("parallel", [1, 3])
def test_an_interrupt_leaves_what_is_recorded(tmp_path, parallel):
    """Gone on with, it asks the rest only, and all is as if it had never been interrupted."""
    pace = replace(PACE, parallel=parallel)
    with pytest.raises(KeyboardInterrupt):
        recorded(tmp_path, Scripted({QUESTIONS[3].text: KeyboardInterrupt()}), pace)
    before = {record.question_id for record in Runs(tmp_path).load("first").records}
    assert "q4" not in before
    again = Scripted()
    assert timeless(recorded(tmp_path, again, pace)) == timeless(recorded(tmp_path / "whole", Scripted(), pace))
    assert before.isdisjoint(asked_ids(again))


def test_a_budget_is_kept(tmp_path):
    """No further question is asked once it is spent, what an earlier part spent included; a greater one goes on."""
    asking = Scripted(usd=0.25)
    assert len(recorded(tmp_path, asking, replace(PACE, budget_usd=0.5))) == 2
    assert len(recorded(tmp_path, asking, replace(PACE, budget_usd=0.5))) == 2
    assert len(recorded(tmp_path, asking, replace(PACE, budget_usd=0.75))) == 3
    assert asked_ids(asking) == ["q1", "q2", "q3"]


def test_the_moment_of_asking(tmp_path):
    """A question that names none is asked at the run's own moment, so that a resumed run asks as the first part did."""
    earlier = NOW - timedelta(days=400)
    asking = Scripted()
    recorded(tmp_path, asking, questions=(GoldQuestion("q1", "Who?"), GoldQuestion("q2", "When?", asked_at=earlier)))
    assert [question.asked_at for question in asking.asked] == [NOW, earlier]


ASKS = """
import sys
from datetime import datetime
from pathlib import Path
from bot import wiring
from bot.evaluation.running import Pace, run
from bot.evaluation.store import Runs
from bot.settings.settings import Settings
from tests.evaluation.town import NOW, run_info, question_set
from tests.evaluation.test_running import MANY
settings = Settings(data_dir=Path(sys.argv[1]))
settings = settings.model_copy(update={"ledger": settings.ledger.model_copy(update={"receipts": False})})
with Runs(Path(sys.argv[2])).recording(run_info(), question_set(MANY)) as recorder:
    run(MANY, wiring.answerer(settings), recorder, Pace(NOW))
"""
MANY = tuple(replace(question, id=f"{question.id}-{turn}") for turn in range(20) for question in QUESTIONS)


@pytest.mark.slow
def test_killed_at_sixty_percent(tmp_path, town):
    """After SIGKILL the run goes on in another process, asks nothing twice, and has the results of a whole one."""
    command = [sys.executable, "-c", ASKS, str(town.settings.data_dir)]
    runs, file = Runs(tmp_path / "killed"), tmp_path / "killed" / "evaluations" / "first" / "records.jsonl"
    with subprocess.Popen([*command, str(tmp_path / "killed")]) as asking:
        while not file.exists() or file.read_bytes().count(b"\n") < 0.6 * len(MANY):
            assert asking.poll() is None
            time.sleep(0.005)
        asking.send_signal(signal.SIGKILL)
    before = runs.load("first").records
    assert 0.6 * len(MANY) <= len(before) < len(MANY)
    for folder in ("killed", "whole"):
        subprocess.run([*command, str(tmp_path / folder)], check=True)
    resumed, whole = runs.load("first").records, Runs(tmp_path / "whole").load("first").records
    assert resumed[: len(before)] == before
    assert timeless(resumed) == timeless(whole)
    ids = [json.loads(line)["question_id"] for line in file.read_bytes().splitlines()]
    assert len(ids) == len(set(ids)) == len(MANY)
