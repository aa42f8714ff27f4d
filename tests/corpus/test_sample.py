"""The sample corpus keeps its promises."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest
import yaml

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
TEST_HALF_SHA256 = "4f177eb7f97a9a14682e7e9919269740beb2662fb22cb4e43ca7698bbadec796"


@pytest.fixture(scope="module")
def lines():
    return (CORPUS / "questions" / "sample.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)


@pytest.fixture(scope="module")
def questions(lines):
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def articles():
    parts = {path.stem: path.read_text(encoding="utf-8").split("---\n", 2) for path in CORPUS.glob("articles/*.md")}
    return {name: (yaml.safe_load(fields), body) for name, (_, fields, body) in parts.items()}


def test_every_quote_stands_in_its_article(questions, articles):
    """Evidence is an exact slice of the article that it names."""
    missing = [
        (question["id"], item["article"])
        for question in questions
        for item in question["evidence"]
        if item["quote"] not in articles[item["article"]][1]
    ]
    assert missing == []


def test_no_evidence_is_dated_after_the_question(questions, articles):
    """A question is asked after what answers it was published."""
    late = [
        question["id"]
        for question in questions
        for item in question["evidence"]
        if str(articles[item["article"]][0].get("published", ""))[:10] > question["asked_at"][:10]
    ]
    assert late == []


def test_the_sample_is_large_and_mixed_enough(questions, articles):
    """At least 40 articles of 150 to 500 words; at least 160 questions, a quarter of them not answerable, all types."""
    assert len(articles) >= 40
    assert all(150 <= len(body.split()) <= 500 for _, body in articles.values())
    for split in ("dev", "test"):
        half = [question for question in questions if question["split"] == split]
        assert len(half) >= 80
        assert sum(not question["answerable"] for question in half) >= len(half) / 4
        assert set(Counter(question["type"] for question in half)) == set(
            "who what when where how_many which why yes_no list who_said".split()
        )


def test_no_story_lies_in_both_halves(questions):
    """What is tuned on one half has not been seen in the other."""
    stories = {split: {q["story"] for q in questions if q["split"] == split} - {"outside"} for split in ("dev", "test")}
    assert not stories["dev"] & stories["test"]


def test_the_test_half_is_as_it_was_written(lines):
    """Nobody has changed a question after seeing an answer."""
    half = "".join(line for line in lines if json.loads(line)["split"] == "test")
    assert hashlib.sha256(half.encode()).hexdigest() == TEST_HALF_SHA256
