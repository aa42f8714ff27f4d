"""MultiHop-RAG's folder."""

import json
import shutil

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read


def test_questions_are_read(fixtures):
    """Facts are quotes of the articles at their addresses; a null query is unanswerable and has neither."""
    first, second, third, null = read(fixtures / "multihoprag").questions
    assert [each.type for each in (first, second, third, null)] == ["inference", "comparison", "temporal", "null"]
    assert first.id == "multihoprag-1"
    assert first.answers == (("Orsk",),)
    assert [each.quote for each in first.evidence] == [
        "It pays 12 million.",
        "Two boats of the line will be scrapped in June.",
    ]
    assert (null.answerable, null.answers, null.evidence) == (False, (), ())


def test_articles_have_what_the_corpus_says(fixtures):
    """The id is that of the evidence."""
    (group,) = articles(fixtures / "multihoprag").groups()
    fields = group.members[0].fields
    assert fields.id == read(fixtures / "multihoprag").questions[0].evidence[0].article_id
    assert (fields.title, fields.outlet, fields.author) == ("Ferry line sold", "The Orsk Lantern", "Mira Sand")
    assert (fields.url, fields.published) == ("https://lantern.example/ferry", "2024-05-02T08:30:00+00:00")
    assert group.members[1].fields.author is None


def test_the_questions_file_may_be_given_itself(fixtures):
    """Its corpus lies beside it."""
    path = fixtures / "multihoprag" / "MultiHopRAG.json"
    assert read(path).questions == read(fixtures / "multihoprag").questions
    assert articles(path).hash == articles(fixtures / "multihoprag").hash


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"query": None}, "query: is missing"),
        ({"answer": ""}, "answer: is an empty text"),
        ({"question_type": "who"}, "question_type: 'who' is none; give inference"),
        ({"evidence_list": [{"fact": "x"}]}, r"evidence_list\[1\]\.title: is missing"),
        ({"evidence_list": [{"url": "u", "fact": 1}]}, r"evidence_list\[1\]\.fact: is a number"),
    ],
)
def test_a_malformed_item_is_refused(fixtures, tmp_path, fields, message):
    """With its number and field."""
    shutil.copytree(fixtures / "multihoprag", tmp_path / "set")
    path = tmp_path / "set" / "MultiHopRAG.json"
    rows = json.loads(path.read_text())
    rows[1] |= fields
    path.write_text(json.dumps(rows))
    with pytest.raises(UsageError, match=rf"set/MultiHopRAG\.json, item 2: {message}"):
        read(tmp_path / "set")
