"""Marks drawn beside what they are of: nothing hidden, nothing that commands the terminal."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.answer import Quote, Statement
from bot.domain.feedback import Feedback, Mark
from bot.domain.question import Question
from bot.rendering.answer_json import to_json
from bot.rendering.feedback_views import feedback_json, feedback_text
from bot.rendering.paragraphs import plain
from tests.rendering.examples import TEXT, abstained, answered
from tests.rendering.test_receipt_views import example

GIVEN_AT = datetime(2020, 8, 4, 13, 30, 3, tzinfo=UTC)
BAD = Feedback("k3v", "discord:a1b2", Mark.BAD, "Not\nanswered.", GIVEN_AT)


def test_text():
    """A mark shows what was said of the answer, what was asked, and what was told with the quotes."""
    assert plain(feedback_text(BAD, example())) == (
        "marked       bad\n"
        "reason       Not answered.\n"
        "when         2020-08-04 13:30 UTC by discord:a1b2\n"
        "question     who?\n"
        "searched as  who is negotiating?\n"
        "answer       TikTok (the sources differ)\n"
        f"{answered().statements[0].text} [1]\n"
        f"    “{TEXT}”\n"
        "id           k3v\n"
        "\n"
    )


def test_an_abstention():
    """Where there was no answer it says why; a mark without a reason has no line for it."""
    receipt = example(answer=abstained(), question=Question(abstained().question))
    drawn = plain(feedback_text(replace(BAD, mark=Mark.GOOD, reason=None), receipt))
    assert drawn.startswith("marked       good\nwhen ")
    assert "answer       none: the articles that were found do not answer this\n" in drawn
    assert "reason" not in drawn


def test_brief():
    """A long quote is cut; an answer without a short one says so."""
    long = (Statement("It is long.", (Quote(1, 0, 5000, "x" * 5000),), 0.9),)
    drawn = plain(feedback_text(BAD, example(answer=replace(answered(), short=None, statements=long))))
    assert "answer       no short one\nIt is long. [1]\n    “xxx" in drawn
    assert len(drawn) < 1000


def test_hostile_fields():
    """No control or direction-changing character of any field comes through raw."""
    evil = "x\x1b]0;owned\x07\u202e\x9b31m\r"
    statements = (Statement(evil, (Quote(1, 0, 1, evil),), 0.5),)
    answer = replace(answered(), short=evil, statements=statements, standalone_question=evil)
    receipt = example(answer=answer, question=Question(evil), id=evil)
    drawn = plain(feedback_text(replace(BAD, caller=evil, reason=evil), receipt))
    assert not set(drawn) & set("\x1b\x07\u202e\x9b\r")


def test_json():
    """The JSON holds the reason exactly, and the answer that every surface shares."""
    receipt = example()
    data = json.loads(json.dumps(feedback_json(BAD, receipt)))
    assert data == {
        "receipt_id": "k3v",
        "mark": "bad",
        "reason": "Not\nanswered.",
        "given_at": "2020-08-04T13:30:03Z",
        "caller": "discord:a1b2",
        "answer": json.loads(json.dumps(to_json(receipt.answer))),
    }
