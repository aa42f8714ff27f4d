"""Judgements on the disk: what was judged is not asked again, and judges are never mixed."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Busy, UsageError
from bot.evaluation.judging.material import materials
from bot.evaluation.judging.store import judgements, judging
from bot.evaluation.judging.verdicts import Criterion, Verdict
from bot.evaluation.store import FOLDER
from tests.evaluation.judging.judged_runs import JUDGE, answer, record, stored_run


def given_of(stored, question_id="q2", value=1.0, criterion=Criterion.RELEVANCY, **fields) -> Verdict:
    return Verdict(question_id, criterion, materials(stored)[question_id].hash, value, **({"reply": "said"} | fields))


def file_of(data_dir, judge=JUDGE):
    return data_dir / FOLDER / "first" / f"judgements-{judge.id}.jsonl"


@given(
    reply=st.text(st.characters(codec=None), max_size=30),
    usd=st.none() | st.floats(0, 9),
    value=st.sampled_from([None, 0.0, 1.0]),
)
def test_what_was_judged_is_read_again(tmp_path_factory, reply, usd, value):
    """Head and verdicts come back as they were, whatever characters they hold."""
    data_dir = tmp_path_factory.mktemp("data")
    stored = stored_run(data_dir)
    verdict = given_of(stored, value=value, reply=reply, usd=usd)
    with judging(data_dir, stored, JUDGE) as kept:
        kept.add(verdict)
    (judgement,) = judgements(data_dir, stored)
    assert (judgement.judge, judgement.verdicts) == (JUDGE, (verdict,))
    with judging(data_dir, stored, replace(JUDGE, begun_at="2027-01-01")) as kept:
        assert kept.judge == JUDGE, "it goes on with the file that was begun"
        assert list(kept.verdicts.values()) == [verdict]
        assert kept.usd == (usd or 0.0)


def test_another_judge_is_another_file(tmp_path):
    """Its verdicts stand beside, the judge that began first first, and the run's own files are as before."""
    stored = stored_run(tmp_path)
    folder = tmp_path / FOLDER / "first"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    other = replace(JUDGE, model="mild", begun_at="2025-01-01")
    for judge, value in ((JUDGE, 0.0), (other, 1.0)):
        with judging(tmp_path, stored, judge) as kept:
            kept.add(given_of(stored, value=value))
    assert [(each.judge.model, each.verdicts[0].value) for each in judgements(tmp_path, stored)] == [
        ("mild", 1.0),
        ("strict", 0.0),
    ]
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_verdicts_stand_in_the_order_of_the_questions(tmp_path):
    """However they were given; of two on one answer the later counts."""
    stored = stored_run(tmp_path)
    with judging(tmp_path, stored, JUDGE) as kept:
        for question_id, value in (("q2", 0.0), ("q1", 1.0), ("q2", 1.0)):
            kept.add(given_of(stored, question_id, value))
    (judgement,) = judgements(tmp_path, stored)
    assert [(each.question_id, each.value) for each in judgement.verdicts] == [("q1", 1.0), ("q2", 1.0)]


def test_a_verdict_on_an_answer_that_is_gone(tmp_path):
    """It does not count any more: the answer was asked for anew."""
    stored = stored_run(tmp_path)
    with judging(tmp_path, stored, JUDGE) as kept:
        kept.add(given_of(stored))
    asked_anew = replace(stored, records=(record("q2", answer("Bergen")),))
    assert judgements(tmp_path, asked_anew)[0].verdicts == ()
    with judging(tmp_path, asked_anew, JUDGE) as kept:
        assert not kept.verdicts


@pytest.mark.parametrize("torn", [0, 10, 1])
def test_a_torn_line_is_dropped(tmp_path, torn):
    """The file that a kill left goes on behind its last whole line, be it the head."""
    stored = stored_run(tmp_path)
    with judging(tmp_path, stored, JUDGE) as kept:
        kept.add(given_of(stored, "q1"))
        kept.add(given_of(stored, "q2"))
    data = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(data[:-torn] if torn else data[:50])
    with judging(tmp_path, stored, JUDGE) as kept:
        assert len(kept.verdicts) == (1 if torn else 0)
        kept.add(given_of(stored, "q2", 0.0))
    (judgement,) = judgements(tmp_path, stored)
    assert judgement.verdicts[-1].value == 0.0


def test_one_at_a_time(tmp_path):
    """Two processes do not pay for the same verdicts."""
    stored = stored_run(tmp_path)
    again = judging(tmp_path, stored, JUDGE)
    with judging(tmp_path, stored, JUDGE), pytest.raises(Busy, match="first is being judged"), again:
        pass


GOOD = {"question_id": "q2", "criterion": "relevancy", "material": "0", "value": 1.0, "reply": "yes"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[1", "line 2: is no JSON"),
        (json.dumps(GOOD | {"value": 0.5}), "line 2: .*no verdict"),
        (json.dumps(GOOD | {"criterion": "beauty"}), "line 2: criterion: Input should be"),
        (json.dumps(GOOD).replace("1.0", "NaN"), "line 2: is no JSON"),
        (json.dumps(GOOD).replace("1.0", "1e999"), "line 2: .*no verdict"),
        ("[" * 100_000, "line 2: is no JSON"),
        ("x" * (1 << 20), "line 2: longer than"),
    ],
)
def test_a_damaged_line(tmp_path, line, told):
    """It is refused with its number, for reading and for going on."""
    stored = stored_run(tmp_path)
    with judging(tmp_path, stored, JUDGE):
        pass
    with file_of(tmp_path).open("a") as stream:
        stream.write(line + "\n")
    with pytest.raises(UsageError, match=told):
        judgements(tmp_path, stored)
    with pytest.raises(UsageError, match=told), judging(tmp_path, stored, JUDGE):
        pass


def test_a_head_of_another_file(tmp_path):
    """Verdicts cannot be given to another judge by changing its name."""
    stored = stored_run(tmp_path)
    with judging(tmp_path, stored, JUDGE):
        pass
    file = file_of(tmp_path)
    file.write_text(file.read_text().replace('"strict"', '"mild"'))
    with pytest.raises(UsageError, match="line 1: is the head of judgements-"):
        judgements(tmp_path, stored)


def test_no_judge_yet(tmp_path):
    """A run that nobody judged has no judgements."""
    assert judgements(tmp_path, stored_run(tmp_path)) == ()
