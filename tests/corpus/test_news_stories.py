"""The stories of several reports that the packaged reader was trained on keep their promises."""

import json
from datetime import date

import pytest

from tests.corpus.test_news_questions import ROOT, read, runs

STOCK_PHRASES = ("did not reply to a request for comment", "did not respond to a request for comment")


@pytest.fixture(scope="module")
def learned():
    return read("news_stories.jsonl")


@pytest.fixture(scope="module")
def held_out():
    return read("news_stories_held_out.jsonl")


@pytest.fixture(scope="module")
def stories(learned, held_out):
    return learned + held_out


def test_every_story_is_told_by_five_dated_reports(stories):
    """No report comes twice."""
    texts = [report["text"] for story in stories for report in story["reports"]]
    assert {len(story["reports"]) for story in stories} == {5}
    assert len(set(texts)) == len(texts) > 200
    assert all(date.fromisoformat(report["date"]) for story in stories for report in story["reports"])


def test_every_answer_stands_in_its_quote_and_the_quote_in_its_report(stories):
    """The trainer takes the place of the first answer within the quote."""
    for story in stories:
        for asked in story["questions"]:
            assert asked["question"].strip()
            for found in asked["found"]:
                assert found["answers"]
                assert found["quote"] in story["reports"][found["report"]]["text"]
                assert all(answer in found["quote"] for answer in found["answers"])


def test_about_a_third_of_the_questions_are_near_misses(stories):
    """No report of the story answers them."""
    misses = [not asked["found"] for story in stories for asked in story["questions"]]
    assert 0.25 < sum(misses) / len(misses) < 0.4


def test_nothing_of_the_sample_is_among_them(stories):
    """The sample's questions measure what was learned: its articles share no eight words in a row but what all write."""
    sample = set().union(*(runs(path.read_text(encoding="utf-8")) for path in (ROOT / "corpus" / "articles").iterdir()))
    sample -= set().union(*map(runs, STOCK_PHRASES))
    lines = (ROOT / "corpus" / "questions" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
    questions = {json.loads(line)["question"].casefold() for line in lines}
    for story in stories:
        assert not {asked["question"].casefold() for asked in story["questions"]} & questions
        assert not any(runs(report["text"]) & sample for report in story["reports"])


def test_what_is_held_out_is_not_learned(learned, held_out):
    """The fitted weights rest on stories of other events."""
    known = set().union(*(runs(report["text"], 12) for story in learned for report in story["reports"]))
    assert not {story["story"] for story in learned} & {story["story"] for story in held_out}
    assert not any(runs(report["text"], 12) & known for story in held_out for report in story["reports"])
