"""RGB's files."""

import json

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read
from bot.evaluation.gold import GoldEvidence, GoldQuestion

ROW = {"id": 0, "query": "Who?", "answer": "Orsk", "positive": ["Orsk."], "negative": []}


def texts(path) -> dict[str, str]:
    return {each.fields.id: each.text for group in articles(path).groups() for each in group.members}


def test_a_counterfactual_question_has_a_rival(fixtures):
    """What the planted snippets say is a rival answer; evidence is the positive snippets."""
    assert read(fixtures / "en_fact.json").questions == (
        GoldQuestion(
            "rgb-0",
            "Who buys the ferry line?",
            answers=(("Orsk",),),
            type="counterfactual",
            evidence=(GoldEvidence("rgb-0-positive-0"), GoldEvidence("rgb-0-positive-1")),
            rivals=("Velmar",),
        ),
    )


def test_all_snippets_are_articles(fixtures):
    """Their ids tell what they are there for; nothing that is shown does."""
    assert texts(fixtures / "en_fact.json") == {
        "rgb-0-positive-0": "Orsk buys the ferry line.",
        "rgb-0-positive-1": "The line goes to Orsk.",
        "rgb-0-counterfactual-0": "Velmar buys the ferry line.",
        "rgb-0-negative-0": "Rain is expected on Friday.",
    }


def test_answers_of_several_parts_are_read(fixtures):
    """A list is parts, a list within it wordings; snippets grouped by part are counted through."""
    (question,) = read(fixtures / "en_int.json").questions
    assert question.answers == (("May 2", "2 May"), ("June 30",))
    assert question.type == "integration"
    assert [each.article_id for each in question.evidence] == [f"rgb-7-positive-{number}" for number in range(3)]
    assert texts(fixtures / "en_int.json")["rgb-7-positive-2"] == "June 30 ends it."


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"id": None}, "id: is missing"),
        ({"query": 1}, "query: is a number"),
        ({"answer": None}, "answer: is missing or empty"),
        ({"answer": []}, "answer: is missing or empty"),
        ({"answer": {}}, "answer: is an object; give a list"),
        ({"answer": [["a"], 4]}, r"answer\[2\]\[1\]: is a number"),
        ({"fakeanswer": 4}, "fakeanswer: is a number"),
        ({"positive": "Orsk."}, "positive: is a text; give a list"),
    ],
)
def test_a_malformed_line_is_refused(written, fields, message):
    """With its number and field."""
    with pytest.raises(UsageError, match=rf"en\.json, line 1: {message}"):
        read(written("en.json", json.dumps({**ROW, **fields})))


def test_a_malformed_snippet_is_refused(written):
    """Also where only articles are read from it."""
    path = written("en.json", json.dumps({**ROW, "negative": [5]}))
    with pytest.raises(UsageError, match=r"en\.json, line 1: negative\[1\]: is a number"):
        texts(path)
