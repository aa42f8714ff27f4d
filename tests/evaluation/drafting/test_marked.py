"""What a mark makes of a question."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain.answer import Outcome, Reason
from bot.domain.feedback import Feedback, Mark
from bot.domain.question import Turn
from bot.evaluation.drafting.marked import drafted, is_question
from bot.evaluation.formats.own import question, written
from bot.evaluation.formats.rows import Row
from bot.evaluation.gold import GoldEvidence
from tests.ledger.making import TEXT, receipt

NOW = datetime(2026, 8, 2, tzinfo=UTC)


def mark(mark: Mark, reason: str | None = None) -> Feedback:
    return Feedback("r1", "discord:secret", mark, reason, NOW)


def abstained(**fields):
    made = receipt("r1", **fields)
    answer = replace(made.answer, outcome=Outcome.ABSTAINED, short=None, statements=(), reason=Reason.LOW_EVIDENCE)
    return replace(made, answer=answer)


def test_a_good_answer():
    """Its short answer and quotes are gold to confirm; moment and history stay."""
    turns = (Turn("Who is Blue Heron?", "an airline"), Turn("And?", " "))
    draft = drafted(mark(Mark.GOOD), receipt("r1", history=turns))
    assert (draft.id, draft.text, draft.type) == ("r1-good", "Who is buying Blue Heron?", "who")
    assert (draft.answers, draft.answerable) == ((("Kestrel Air",),), True)
    assert draft.evidence == (GoldEvidence("a1", TEXT),)
    assert draft.asked_at == receipt("r1").question.asked_at
    assert draft.history == (turns[0], Turn("And?", "(no answer)"))
    assert "Marked good" in draft.review


def test_a_bad_answer():
    """It claims no answer, and tells what was wrong with the one given."""
    draft = drafted(mark(Mark.BAD, "It is\nHeron\x1b[2J\u202e Ltd."), receipt("r1"))
    assert (draft.id, draft.answers, draft.evidence, draft.answerable) == ("r1-bad", (), (), True)
    assert 'The reason given: "It is Heron[2J Ltd.". Answered was: "Kestrel Air".' in draft.review


def test_abstentions():
    """A good one is a question without answer; a bad one waits for the answer that was missed."""
    assert drafted(mark(Mark.GOOD), abstained()).answerable is False
    missed = drafted(mark(Mark.BAD), abstained())
    assert (missed.answerable, missed.answers) == (True, ())
    assert "No answer was given." in missed.review


def test_what_is_no_question():
    """A greeting is not asked again."""
    greeting = abstained()
    assert is_question(greeting)
    assert not is_question(replace(greeting, answer=replace(greeting.answer, reason=Reason.NOT_A_QUESTION)))


def test_a_yes_no_question_keeps_only_yes_and_no():
    """Another short answer is left for the reviewer."""
    assert drafted(mark(Mark.GOOD), receipt("r1", question="Is it sold?")).answers == ()


@pytest.mark.parametrize("kind", Mark)
@given(reason=some.text(max_size=1_500), asked=some.text(min_size=1, max_size=80).map(lambda text: f"Who {text}"))
def test_any_reason_and_question_can_be_written(kind, reason, asked):
    """Whatever people wrote, the row is read again, its remark is bounded, and nobody's name is in it."""
    made = receipt("r1", question=" ".join(asked.encode(errors="replace").decode().replace("\x00", "").split()))
    line = written(drafted(mark(kind, reason.encode(errors="replace").decode()), made))
    assert len(question(Row.of("line 1", json.loads(line))).review) <= 1_000
    assert "discord:secret" not in line
