import pytest

from bot.domain.answer import Outcome
from bot.evaluation.metrics import abstention
from tests.evaluation.metrics.making import abstained, answer, case, gold, unanswerable

DEADLINE = gold("November 12", stale=("September 15", "12"), type="when")


def totals(*cases):
    return {total.name: total.value for total in abstention.totals(cases)}


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        (gold("Orsk"), answer("Orsk"), (1, 0, None, 0)),
        (gold("Orsk"), answer("Meridian"), (1, 0, None, 0)),
        (gold("Orsk"), abstained(), (0, 0, None, 1)),
        (gold("Orsk"), None, (0, 1, None, 1)),
        (unanswerable(), answer("Orsk"), (1, 0, 1, None)),
        (unanswerable(), abstained(), (0, 0, 0, None)),
        (unanswerable(), None, (0, 1, 0, None)),
        (unanswerable(), abstained(Outcome.ERROR), (0, 1, 0, None)),
    ],
)
def test_what_was_decided(question, said, expected):
    """Answered, failed, falsely answered, missed: each counts on its own kind of question only."""
    figures = {figure.name: figure.values["q1"] for figure in abstention.figures([case(question, said)])}
    names = ("answered", "failed", "false_answers", "missed_answers")
    assert tuple(figures[name] for name in names) == expected


def test_precision_recall_and_f1_by_hand():
    """Of three answers two were due, of four due answers two came; abstentions likewise, failures help neither."""
    asked = [
        case(gold("Orsk"), answer("Orsk")),
        case(gold("Orsk"), answer("Meridian")),
        case(gold("Orsk"), abstained()),
        case(gold("Orsk")),
        case(unanswerable(), answer("Orsk")),
        case(unanswerable(), abstained()),
        case(unanswerable()),
    ]
    figures = totals(*asked)
    assert figures["answering_precision"] == pytest.approx(2 / 3)
    assert figures["answering_recall"] == pytest.approx(2 / 4)
    assert figures["answering_f1"] == pytest.approx(4 / 7)
    assert figures["abstaining_precision"] == pytest.approx(1 / 2)
    assert figures["abstaining_recall"] == pytest.approx(1 / 3)
    assert figures["abstaining_f1"] == pytest.approx(2 / 5)


def test_never_abstaining_is_an_f1_of_nought():
    """Who never abstains where it is due has no precision of it, but an F1 of 0; where it is never due, none."""
    never = totals(case(unanswerable(), answer("Orsk")))
    assert (never["abstaining_precision"], never["abstaining_f1"]) == (None, 0)
    assert totals(case(gold("Orsk"), answer("Orsk")))["abstaining_f1"] is None


def test_nothing_asked_has_no_totals():
    """Of an empty run nothing is known."""
    assert set(totals().values()) == {None}


def test_shown_answers_are_those_with_a_confidence():
    """False answers count as wrong; abstentions, and answers nobody can judge or was sure of, do not count."""
    asked = [
        case(gold("Orsk"), answer("Orsk"), confidence=0.9),
        case(unanswerable(), answer("Orsk"), confidence=0.4),
        case(gold("Orsk"), answer(None, "Orsk."), confidence=0.3),
        case(gold("Orsk"), abstained(), confidence=0.1),
        case(gold(), answer("Orsk"), confidence=0.8),
        case(gold("Orsk"), answer("Orsk")),
    ]
    assert [(each.confidence, each.right) for each in abstention.shown_answers(asked)] == [
        (0.9, True),
        (0.4, False),
        (0.3, True),
    ]
    assert [(each.confidence, each.right) for each in abstention.shown_shorts(asked)] == [(0.9, True), (0.4, False)]
    figures = totals(*asked)
    assert figures["short_precision@100"] == 0.5
    assert figures["risk_coverage_area"] == pytest.approx((0 + 1 / 2 + 1 / 3) / 3)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (answer("Sept. 15", "It was moved from September 15 to November 12."), 0),
        (answer("September 15", "It was moved from September 15 to November 12."), 1),
        (answer("November 12", "It was September 15."), 0),
        (answer("from September 15 to November 12"), 0),
        (answer(None, "The deadline is September 15."), 1),
        (answer(None, "The deadline moved from September 15 to November 12."), 0),
        (answer("the 12th or 12"), 1),
        (abstained(), 0),
        (None, 0),
    ],
)
def test_stale_is_what_is_given_as_current(said, expected):
    """An overtaken wording in the short answer is stale unless the current one is there too; history may be told."""
    assert abstention.stale_answer(case(DEADLINE, said)) == expected


def test_of_two_wordings_that_overlap_the_longer_stands():
    """ "November 12, 2019" is not the current "November 12"."""
    question = gold("November 12", stale=("November 12, 2019",))
    assert abstention.stale_answer(case(question, answer("November 12, 2019"))) == 1
    assert abstention.stale_answer(case(question, answer("November 12"))) == 0
    assert abstention.stale_answer(case(gold("November 12"), answer("September 15"))) is None
