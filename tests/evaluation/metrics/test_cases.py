import math

import pytest

from bot.errors import UsageError
from bot.evaluation.metrics.cases import Articles, pair
from bot.evaluation.record import Record
from tests.evaluation.metrics.making import gold, passage

QUESTIONS = [gold("Orsk", id_="q1"), gold("Orsk", id_="q2")]


def test_questions_that_were_not_asked_are_left_out():
    """Pairs come in the order of the questions, whatever the order of the records."""
    records = [Record("q3", None), Record("q1", None)]
    pairs = pair([*QUESTIONS, gold("Orsk", id_="q3")], records, Articles())
    assert [(case.gold.id, case.record.question_id) for case in pairs] == [("q1", "q1"), ("q3", "q3")]


@pytest.mark.parametrize(
    ("questions", "records", "message"),
    [
        (QUESTIONS, [Record("q1", None), Record("q1", None)], "two records of question 'q1'"),
        (QUESTIONS, [Record("q9", None)], "'q9', which the set does not"),
        ([*QUESTIONS, QUESTIONS[0]], [Record("q1", None)], "same id"),
        (QUESTIONS, [Record("q1", None, confidence=math.nan)], "'q1' holds"),
        (QUESTIONS, [Record("q1", None, seconds=math.inf)], "'q1' holds"),
        (QUESTIONS, [Record("q1", None, stages_ms={"read": math.nan})], "'q1' holds"),
        (QUESTIONS, [Record("q1", None, found=(passage("a", score=math.nan),))], "'q1' holds"),
    ],
)
def test_what_cannot_be_paired_is_refused(questions, records, message):
    """Records of two runs, of another set, or with numbers that are none, give no figures."""
    with pytest.raises(UsageError, match=message):
        pair(questions, records, Articles())
