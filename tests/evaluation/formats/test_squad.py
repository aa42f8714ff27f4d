"""SQuAD's documents."""

import json

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read
from bot.evaluation.gold import GoldEvidence, GoldQuestion


def test_questions_are_read(fixtures):
    """Answers are wordings; evidence is the sentence an answer begins in, or the paragraph where the place is wrong."""
    assert read(fixtures / "squad.json", "squad").questions == (
        GoldQuestion(
            "s1",
            "When did the ferry begin?",
            answers=(("1931", "in 1931"),),
            evidence=(GoldEvidence("squad-1-1", "The ferry of Orsk began in 1931."),),
        ),
        GoldQuestion("s2", "Who rebuilt the ferry?", answerable=False),
        GoldQuestion(
            "s3", "What lies across the strait?", answers=(("Velmar",),), evidence=(GoldEvidence("squad-1-2"),)
        ),
    )


def test_paragraphs_are_articles(fixtures):
    """Each under the title of its article."""
    members = [each for group in articles(fixtures / "squad.json", "squad").groups() for each in group.members]
    assert [(each.fields.id, each.fields.title, each.origin.line) for each in members] == [
        ("squad-1-1", "Ferry of Orsk", 1),
        ("squad-1-2", "Ferry of Orsk", 2),
    ]
    assert members[1].text == "Velmar lies across the strait."


def changed(**fields: object) -> str:
    row = {"id": "s1", "question": "Who?", "answers": [{"text": "Orsk", "answer_start": 0}], **fields}
    return json.dumps({"data": [{"title": "T", "paragraphs": [{"context": " Orsk buys it.", "qas": [row]}]}]})


def test_places_count_the_space_before_a_context(written):
    """A context is not trimmed before answers are placed in it."""
    path = written("dev-v1.1.json", changed(answers=[{"text": "Orsk", "answer_start": 1}]))
    assert read(path).questions[0].evidence == (GoldEvidence("squad-1-1", "Orsk buys it."),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[]", "a list stands where an object"),
        ("{}", "data: is missing"),
        (changed(id=None), r"data\[1\]\.paragraphs\[1\]\.qas\[1\]\.id: is missing"),
        (changed(answers=[]), r"qas\[1\]\.answers: is empty, but is_impossible is not true"),
        (changed(answers=[{"text": ""}]), r"qas\[1\]\.answers\[1\]\.text: is an empty text"),
        (
            changed(answers=[{"text": "Orsk", "answer_start": "0"}]),
            r"answers\[1\]\.answer_start: is a text; give a whole",
        ),
        (changed(is_impossible="no"), r"qas\[1\]\.is_impossible: is a text"),
        ('{"data": [{"paragraphs": [{"qas": []}]}]}', r"paragraphs\[1\]\.context: is missing"),
        ('{"data": [{"paragraphs": [[]]}]}', r"data\[1\]\.paragraphs\[1\]: is a list"),
    ],
)
def test_a_malformed_document_is_refused(written, content, message):
    """With the way to the field."""
    with pytest.raises(UsageError, match=rf"dev-v2\.0\.json: .*{message}"):
        read(written("dev-v2.0.json", content))
