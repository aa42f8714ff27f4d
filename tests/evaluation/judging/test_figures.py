"""What verdicts come to: in a group of their own, with the judge's name and every failure."""

from dataclasses import replace

import pytest

from bot.evaluation.judging.figures import opinions, reported
from bot.evaluation.judging.store import Judgement
from bot.evaluation.judging.verdicts import Criterion, Verdict
from bot.evaluation.metrics.figure import Unit
from tests.evaluation.judging.judged_runs import JUDGE


def said(criterion: Criterion, *values: float | None, judge=JUDGE) -> Judgement:
    """One verdict of each question, q0 on."""
    return Judgement(judge, tuple(Verdict(f"q{n}", criterion, "0", value, "") for n, value in enumerate(values)))


def test_shares():
    """The mean is over readable replies; the others are a figure of their own."""
    faithful, unreadable = reported([said(Criterion.FAITHFULNESS, 1.0, None, 0.0, 1.0)])
    assert (faithful.name, faithful.group, faithful.n) == ("strict: faithfulness", "judge", 3)
    assert faithful.mean == pytest.approx(2 / 3)
    assert faithful.low < faithful.mean < faithful.high
    assert (unreadable.name, unreadable.mean, unreadable.n) == (
        "strict: faithfulness, replies without a verdict",
        0.25,
        4,
    )
    assert unreadable.higher_is_better is False


def test_grades_are_no_share():
    """They stay between 1 and 5, also where all are 1."""
    graded, _ = reported([said(Criterion.CORRECTNESS, 1.0, 1.0)])
    assert (graded.mean, graded.low, graded.high, graded.unit) == (1.0, 1.0, 1.0, Unit.NUMBER)
    graded, _ = reported([said(Criterion.CORRECTNESS, 5.0, 2.0)])
    assert (graded.mean, graded.low, graded.high) == (3.5, 2.0, 5.0)


def test_nothing_but_failures():
    """There is no mean then, and no figure that is no number."""
    relevant, unreadable = reported([said(Criterion.RELEVANCY, None, None)])
    assert (relevant.mean, relevant.low, relevant.high, relevant.n) == (None, None, None, 0)
    assert unreadable.mean == 1.0


def test_two_judges_are_told_apart():
    """By their models, and by their ids where the model is one."""
    verdicts = said(Criterion.RELEVANCY, 1.0)
    other, reworded = replace(JUDGE, model="mild"), replace(JUDGE, version="2")
    assert [each.name for each in opinions([verdicts, replace(verdicts, judge=other)])] == [
        "strict: relevancy",
        "mild: relevancy",
    ]
    assert [each.name for each in opinions([verdicts, replace(verdicts, judge=reworded)])] == [
        f"strict ({JUDGE.id}): relevancy",
        f"strict ({reworded.id}): relevancy",
    ]


def test_opinions_by_question():
    """Every readable verdict under its question's id."""
    (opinion,) = opinions([said(Criterion.CORRECTNESS, 4.0, None, 2.5)])
    assert (opinion.values, opinion.failed, opinion.unit) == ({"q0": 4.0, "q2": 2.5}, 1, Unit.NUMBER)
