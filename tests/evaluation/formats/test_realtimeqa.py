"""RealTime QA's lines."""

import json
from datetime import UTC, datetime

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read
from bot.evaluation.gold import GoldEvidence, GoldQuestion

ROW = {
    "question_id": "1",
    "question_date": "2024/05/03",
    "question_sentence": "Who?",
    "choices": ["a"],
    "answer": ["0"],
}


def test_questions_are_read(fixtures):
    """The right choice is the answer, asked at the end of its day; of "none of the above" no wording is known."""
    asked_at = datetime(2024, 5, 3, 23, 59, 59, tzinfo=UTC)
    assert read(fixtures / "20240503_qa.jsonl").questions == (
        GoldQuestion(
            "20240503_0",
            "Which port bought a ferry line this week?",
            answers=(("Orsk",),),
            asked_at=asked_at,
            evidence=(GoldEvidence("20240503_0"),),
        ),
        GoldQuestion("20240503_1", "How many boats are scrapped?", asked_at=asked_at),
    )


def test_evidence_is_an_article_of_the_day(fixtures):
    """Its address is left out, since a quiz has one for all questions; without evidence there is no article."""
    (group,) = articles(fixtures / "20240503_qa.jsonl").groups()
    (draft,) = group.members
    assert (draft.fields.id, draft.fields.published, draft.fields.url) == ("20240503_0", "2024/05/03", None)
    assert draft.fields.outlet == "The Orsk Lantern"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"question_id": None}, "question_id: is missing"),
        ({"question_date": "soon"}, "question_date: 'soon': give a moment"),
        ({"answer": ["1"]}, "answer: '1' is no place among the 1 choices"),
        ({"answer": ["-1"]}, "answer: '-1' is no place"),
        ({"answer": ["²"]}, "answer: '²' is no place"),
        ({"answer": ["9" * 5000]}, "answer: '9{40}' is no place"),
        ({"answer": []}, "answer: is missing or empty"),
        ({"answer": "0"}, "answer: is a text; give a list"),
        ({"choices": None}, "answer: '0' is no place among the 0"),
        ({"evidence": 4}, "evidence: is a number"),
    ],
)
def test_a_malformed_line_is_refused(written, fields, message):
    """With its number and field."""
    with pytest.raises(UsageError, match=rf"20240503_qa\.jsonl, line 1: {message}"):
        read(written("20240503_qa.jsonl", json.dumps({**ROW, **fields})))
