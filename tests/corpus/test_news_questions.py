"""The reports and questions that the packaged reader was trained on keep their promises."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def read(name):
    return [json.loads(line) for line in (ROOT / "tools" / name).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def learned():
    return read("news_questions.jsonl")


@pytest.fixture(scope="module")
def held_out():
    return read("news_questions_held_out.jsonl")


@pytest.fixture(scope="module")
def reports(learned, held_out):
    return learned + held_out


def runs(text, length=8):
    """All stretches of so many words."""
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_reports_are_dated_and_different(reports):
    """A training example twice would count twice."""
    assert len({report["text"] for report in reports}) == len(reports) > 100
    assert all(date.fromisoformat(report["date"]) for report in reports)


def test_every_answer_stands_in_the_quote_and_the_quote_in_the_text(reports):
    """The trainer takes the place of the first answer within its quote; a near miss has neither."""
    for report in reports:
        for asked in report["questions"]:
            assert asked["question"].strip()
            assert bool(asked["answers"]) == bool(asked["quote"])
            assert asked["quote"] in report["text"]
            assert all(answer in asked["quote"] for answer in asked["answers"])


def test_about_a_third_of_the_questions_are_near_misses(reports):
    """Telling them apart is what the reader is to learn."""
    misses = [not asked["answers"] for report in reports for asked in report["questions"]]
    assert 0.25 < sum(misses) / len(misses) < 0.4


def test_nothing_of_the_sample_is_among_them(reports):
    """The sample's questions measure what was learned: no eight words in a row are shared with its articles."""
    sample = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (ROOT / "corpus" / "articles").iterdir()))
    questions = {
        json.loads(line)["question"].casefold()
        for line in (ROOT / "corpus" / "questions" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    }
    for report in reports:
        assert not runs(report["text"]) & sample
        assert not {asked["question"].casefold() for asked in report["questions"]} & questions


def test_what_is_held_out_is_not_learned(learned, held_out):
    """The fitted weights and the figures rest on reports of other events."""
    assert not {report["title"] for report in learned} & {report["title"] for report in held_out}
    known = set().union(*(runs(report["text"], 12) for report in learned))
    assert all(not runs(report["text"], 12) & known for report in held_out)
