"""A run's figures in a file to commit."""

import json

import pytest

from bot.errors import UsageError
from bot.evaluation import baselines
from tests.evaluation.runs import RIGHT, run

METRICS = ["right", "false_answers", "passage_ndcg@10"]


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "base.jsonl"
    baselines.write(baselines.of_run(run(RIGHT), METRICS), place)
    return place


def test_what_is_written_is_read_again(file):
    """Figures by question, what the run was, and which way each metric is better."""
    read, made = baselines.read(file), baselines.of_run(run(RIGHT), METRICS)
    assert read.info == made.info
    assert read.values == {name: dict(by_id) for name, by_id in made.values.items()}
    assert read.less_is_better == {"false_answers"}


def test_a_line_for_each_question(file):
    """So that a change shows which questions changed; nothing of the answers stands there."""
    head, *rows = file.read_text().splitlines()
    assert json.loads(head)["better"] == {"passage_ndcg@10": "higher", "right": "higher", "false_answers": "lower"}
    assert [json.loads(row)["id"] for row in rows] == ["q1", "q2", "q3"]
    assert json.loads(rows[0])["figures"] == {"passage_ndcg@10": 1, "right": 1}
    assert "Okafor" not in file.read_text()


def test_the_last_one_stays_where_a_new_one_cannot_be_written(file, tmp_path):
    """And the error says why."""
    with pytest.raises(UsageError, match="cannot be written"):
        baselines.write(baselines.of_run(run(RIGHT), METRICS), tmp_path / "none" / "base.jsonl")
    assert baselines.read(file).values


@pytest.mark.parametrize(
    ("line", "text", "words"),
    [
        (0, "[]", "line 1: is no JSON object"),
        (0, "{", "line 1: is no JSON"),
        (0, "[" * 100_000, "line 1: is no JSON"),
        (0, '{"baseline": 2}', "no baseline of version 1"),
        (0, '{"baseline": 1, "run": 3}', "line 1: run"),
        (1, '{"id": 3, "figures": {}}', "line 2: a row has an id"),
        (1, '{"id": "q1", "figures": {"wrong": 1}}', "line 2: 'wrong' is not among the metrics"),
        (1, '{"id": "q1", "figures": {"right": NaN}}', "line 2: right is no number"),
        (1, '{"id": "q1", "figures": {"right": true}}', "line 2: right is no number"),
        (2, '{"id": "q1", "figures": {"right": 1}}', "line 3: the question 'q1' stands there twice"),
    ],
)
def test_a_broken_file(file, line, text, words):
    """Is refused with the line and what is wrong there."""
    lines = file.read_text().splitlines()
    lines[line] = text
    file.write_text("\n".join(lines))
    with pytest.raises(UsageError, match=words):
        baselines.read(file)


def test_no_file(tmp_path):
    """A file that is not there, or is empty, is refused."""
    with pytest.raises(UsageError, match="cannot be read"):
        baselines.read(tmp_path / "none.jsonl")
    (tmp_path / "empty").touch()
    with pytest.raises(UsageError, match="no baseline"):
        baselines.read(tmp_path / "empty")
