"""Runs on the disk: what is recorded is read again, what a kill tore is not, and two runs are never mixed."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answer import Answer, Citation, Note, Outcome, Quote, Reason, Rival, Statement, Usage
from bot.domain.article import DatePrecision
from bot.domain.question import Filters, Turn
from bot.errors import Busy, UsageError
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.record import RankedPassage, Record
from bot.evaluation.store import Runs
from tests.evaluation.town import NOW, QUESTIONS, question_set, run_info

QUOTE = Quote(1, 0, 4, "Oslo")
FULL = Answer(
    question="where?",
    standalone_question="where is it?",
    asked_at=datetime(2020, 8, 6, 12, 30, 15, 123456, tzinfo=UTC),
    outcome=Outcome.ANSWERED,
    engine="extractive",
    reason=Reason.LOW_EVIDENCE,
    short="Oslo",
    as_of="2020-08-04",
    statements=(Statement("Oslo it is.", (QUOTE,), 0.123456789),),
    citations=(
        Citation(1, "prize", "A prize", None, None, "a/prize.md", "2020-08-04", DatePrecision.DAY, True, "prize"),
    ),
    rivals=(Rival("Bergen", (QUOTE,)),),
    origins=1,
    notes=(Note("later_left_out", "One is later."),),
    filters=Filters(since=NOW.date(), outlets=("The Coast Courier",)),
    usage=Usage("small", 10, 5, True, 0.25),
    timings_ms={"search": 1.23456789},
)

TEXTS = st.text(st.characters(codec=None), max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
RECORDS = st.builds(
    Record,
    question_id=st.just("q1"),
    answer=st.none() | st.just(FULL),
    found=st.lists(st.builds(RankedPassage, TEXTS, st.integers(0), st.integers(0), NUMBERS, TEXTS)).map(tuple),
    error=st.none() | TEXTS,
    seconds=NUMBERS,
    stages_ms=st.dictionaries(st.text(max_size=9), NUMBERS),
    confidence=st.none() | NUMBERS,
)


def failure(question_id: str) -> Record:
    return Record(question_id, None, error="no")


@given(record=RECORDS)
def test_what_is_recorded_is_read_again(tmp_path_factory, record):
    """Every record comes back as it was, whatever characters and numbers it holds."""
    runs = Runs(tmp_path_factory.mktemp("data"))
    with runs.recording(run_info(), question_set()) as recorder:
        recorder.add(record)
    assert runs.load("first").records == (record,)


def test_the_questions_are_kept_with_the_run(tmp_path):
    """A run can be measured without the file that its questions came from."""
    asked = GoldQuestion(
        "q9",
        "And \ud800 then?",
        (("Oslo", "the city"), ("Bergen",)),
        asked_at=NOW,
        history=(Turn("Where?", "Here."),),
        evidence=(GoldEvidence("prize", "met in Oslo"), GoldEvidence("school")),
        rivals=("Bergen",),
        speaker="Ida Brandt",
        split="dev",
    )
    runs = Runs(tmp_path)
    with runs.recording(run_info(settings={"search.hits": "20"}), question_set((asked,))):
        pass
    stored = runs.load("first")
    assert stored.questions == question_set((asked,))
    assert stored.info == run_info(settings={"search.hits": "20"})
    assert stored.records == ()


@pytest.mark.parametrize("left", [0.0, 0.3, 0.99])
def test_a_torn_line_is_asked_again(tmp_path, left):
    """What stands of the last line after a kill counts as nothing, and the next record is appended whole."""
    runs, records = Runs(tmp_path), [failure("q1"), Record("q2", FULL), Record("q3", FULL, seconds=1.5)]
    with runs.recording(run_info(), question_set()) as recorder:
        for record in records:
            recorder.add(record)
    file = tmp_path / "evaluations" / "first" / "records.jsonl"
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:-1]) + lines[-1][: int(left * len(lines[-1]))])
    assert runs.load("first").records == tuple(records[:2])
    with runs.recording(run_info(), question_set()) as recorder:
        assert set(recorder.noted) == {"q1", "q2"}
        recorder.add(records[2])
    assert runs.load("first").records == tuple(records)


def test_records_stand_in_the_order_of_the_questions(tmp_path):
    """Whatever thread was first; of a question that was recorded twice the first record counts."""
    runs = Runs(tmp_path)
    with runs.recording(run_info(), question_set()) as recorder:
        for record in (failure("q3"), failure("q1"), Record("q3", FULL)):
            recorder.add(record)
    assert runs.load("first").records == (failure("q1"), failure("q3"))


def test_what_a_later_version_adds_is_passed_over(tmp_path):
    """Unknown fields of a run and of its records do not keep this version from reading the others."""
    runs = Runs(tmp_path)
    with runs.recording(run_info(), question_set()) as recorder:
        recorder.add(Record("q1", FULL))
    folder = tmp_path / "evaluations" / "first"
    for file in (folder / "run.json", folder / "records.jsonl"):
        file.write_text(json.dumps({**json.loads(file.read_text()), "mood": {"good": True}}) + "\n")
    assert runs.load("first").records == (Record("q1", FULL),)
    assert runs.load("first").info == run_info()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "line 2: is no JSON"),
        ("[" * 100_000, "line 2: is no JSON"),
        ('{"question_id": "q2", "answer": null, "seconds": NaN}', "line 2: is no JSON"),
        ('{"question_id": "q2", "answer": null, "seconds": "secret"}', "line 2: seconds"),
        ('{"question_id": "q2", "answer": {"short": "secret"}}', "line 2: answer.question"),
        ('{"question_id": "other", "answer": null}', "line 2: question_id 'other'"),
        ("7", "line 2: the whole"),
    ],
)
def test_a_damaged_line_is_refused_by_its_number(tmp_path, line, words):
    """Line and field are told, what stands there is not."""
    runs = Runs(tmp_path)
    with runs.recording(run_info(), question_set()) as recorder:
        recorder.add(failure("q1"))
    with (tmp_path / "evaluations" / "first" / "records.jsonl").open("a") as stream:
        stream.write(line + "\n")
    with pytest.raises(UsageError) as refused:
        runs.load("first")
    assert words in str(refused.value)
    assert "secret" not in str(refused.value)


def test_one_process_adds_to_a_run(tmp_path):
    """A second one is refused, also while nothing is recorded."""
    with (
        Runs(tmp_path).recording(run_info(), question_set()),
        pytest.raises(Busy, match="another process"),
        Runs(tmp_path).recording(run_info(), question_set()),
    ):
        pass


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"settings": {"search.hits": "20"}}, "settings: defaults, now search.hits=20"),
        ({"questions_hash": "1" * 64}, "questions_hash"),
        ({"articles_hash": "other"}, "articles_hash: abc, now other"),
        ({"engine": "generative"}, "engine"),
        ({"version": "2"}, "version: 1, now 2"),
    ],
)
def test_two_runs_are_never_mixed(tmp_path, changed, words):
    """A run that was made with something else is not gone on with, and the message says what differs."""
    runs = Runs(tmp_path)
    with runs.recording(run_info(), question_set()) as recorder:
        recorder.add(failure("q1"))
    with pytest.raises(UsageError, match=words), runs.recording(run_info(**changed), question_set()):
        pass
    assert runs.load("first").records == (failure("q1"),)


def test_what_may_change_between_parts(tmp_path):
    """The moment of the beginning stays; how many were asked at once is the most of any part; memory is the peak."""
    runs = Runs(tmp_path)
    with runs.recording(run_info(parallel=4), question_set()) as recorder:
        recorder.measured(200.0)
    later = run_info(parallel=1, started_at="2021-01-01T00:00:00+00:00")
    with runs.recording(later, question_set()) as recorder:
        recorder.measured(100.0)
    info = runs.load("first").info
    assert (info.parallel, info.started_at, info.peak_memory_mib) == (4, NOW.isoformat(), 200.0)


@pytest.mark.parametrize("name", ["", "..", "../x", "a/b", "-x", ".hidden", "a b", "ü", "x" * 101, "a\n", "libraries"])
def test_a_name_that_is_no_folder(tmp_path, name):
    """No name of a run leads out of the folder of runs, for reading or writing."""
    runs = Runs(tmp_path)
    with pytest.raises(UsageError, match="cannot name a run"):
        runs.load(name)
    with pytest.raises(UsageError, match="cannot name a run"), runs.recording(run_info(name=name), question_set()):
        pass
    assert not (tmp_path / "evaluations").exists()


def test_the_runs_that_there_are(tmp_path):
    """Their names, sorted, and how much each has recorded; a library or a stray folder is none."""
    runs = Runs(tmp_path)
    assert runs.names() == []
    for name in ("second", "first"):
        with runs.recording(run_info(name=name), question_set()) as recorder:
            recorder.add(failure(QUESTIONS[0].id))
    (tmp_path / "evaluations" / "libraries" / "abc").mkdir(parents=True)
    assert runs.names() == ["first", "second"]
    assert runs.asked("first") == 1
    with pytest.raises(UsageError, match=r"no run third .*: first, second\.$"):
        runs.load("third")


def test_a_full_disk_leaves_whole_records(small_disk):
    """A record that does not fit is an error and leaves no part of itself; what was there stays."""
    runs = Runs(small_disk.folder)
    with runs.recording(run_info(), question_set()) as recorder:
        recorder.add(failure("q1"))
        small_disk.fill()
        long = Record("q2", None, error="x" * 100_000)
        with pytest.raises(OSError, match="No space") as full:
            recorder.add(long)
    assert str(full.value.filename).endswith("records.jsonl")
    assert runs.load("first").records == (failure("q1"),)
    assert (small_disk.folder / "evaluations" / "first" / "records.jsonl").read_bytes().endswith(b"\n")
