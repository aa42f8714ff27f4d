"""The gate: a run passes if no named metric fell further than allowed, and cannot pass by leaving questions out."""

import math

import pytest

from bot.errors import UsageError
from bot.evaluation.statistics.gating import PROCESSOR_TOLERANCE, gate


def run(right, total=100, metric="hit@5"):
    return {metric: {f"q{number}": float(number < right) for number in range(total)}}


def test_a_run_as_good_as_its_baseline_passes():
    """With no drop allowed and no tolerance."""
    verdict = gate(run(80), run(80), {"hit@5": 0.0}, 0.0)
    assert verdict.passed
    assert (verdict.checks[0].drop, verdict.checks[0].count, verdict.checks[0].worse) == (0, 100, ())


@pytest.mark.parametrize(("right", "passed"), [(79, True), (78, True), (77, False)])
def test_the_drop_and_the_tolerance_together_are_allowed(right, passed):
    """One point each: two questions of a hundred may be lost, a third not."""
    verdict = gate(run(right), run(80), {"hit@5": 0.01})
    assert (verdict.passed, verdict.tolerance) == (passed, PROCESSOR_TOLERANCE)
    (check,) = verdict.checks
    assert (check.baseline, check.run, check.drop, check.allowed) == pytest.approx(
        (0.8, right / 100, 0.8 - right / 100, 0.02)
    )


def test_the_tolerance_is_the_stated_one():
    """What the model cards measured is below it, and it is no more than one question in a hundred."""
    assert 0.009 < PROCESSOR_TOLERANCE <= 0.01


def test_the_questions_that_got_worse_are_named():
    """So that one can look at them."""
    (check,) = gate(run(78), run(80), {"hit@5": 0.0}).checks
    assert check.worse == ("q78", "q79")


def test_an_improvement_passes():
    """Its drop is negative."""
    verdict = gate(run(90), run(80), {"hit@5": 0.0}, 0.0)
    assert verdict.passed
    assert verdict.checks[0].drop == pytest.approx(-0.1)


def test_where_less_is_better_a_rise_is_the_drop():
    """More false answers fail, fewer pass."""
    limits, which = {"false answers": 0.01}, {"false answers"}
    few, many = run(5, metric="false answers"), run(15, metric="false answers")
    assert not gate(many, few, limits, less_is_better=which).passed
    assert gate(few, many, limits, less_is_better=which).passed


def test_one_metric_that_fails_fails_the_run():
    """The others are still told."""
    verdict = gate(run(80) | run(10, metric="f1"), run(80) | run(80, metric="f1"), {"hit@5": 0.0, "f1": 0.0})
    assert [(check.metric, check.passed) for check in verdict.checks] == [("hit@5", True), ("f1", False)]
    assert not verdict.passed


def test_only_questions_with_both_figures_count():
    """The others are counted and told."""
    before = {"f1": {"a": 1.0, "b": 0.5, "c": None}}
    (check,) = gate({"f1": {"a": 1.0, "b": None, "c": 0.0}}, before, {"f1": 0.0}).checks
    assert (check.count, check.unpaired, check.drop) == (1, 2, 0)


def test_a_run_that_left_questions_out_is_refused():
    """However good the rest is; further questions of its own do no harm."""
    with pytest.raises(
        UsageError, match=r"lacks 20 of the baseline's 100 questions: q80, q81, q82, q83, q84 and 15 more"
    ):
        gate(run(80, total=80), run(80), {"hit@5": 0.5})
    assert gate(run(80, total=120), run(80), {"hit@5": 0.0}).checks[0].count == 100


@pytest.mark.parametrize(
    ("limits", "tolerance", "said"),
    [
        ({}, 0.0, "nothing to hold"),
        ({"hit@5": -0.01}, 0.0, "hit@5: -0.01"),
        ({"hit@5": math.nan}, 0.0, "hit@5: nan"),
        ({"hit@5": math.inf}, 0.0, "hit@5: inf"),
        ({"hit@5": 0.0}, -1.0, "tolerance: -1.0"),
        ({"hit@6": 0.0}, 0.0, "no metric 'hit@6'.*It has: hit@5"),
    ],
)
def test_a_gate_that_cannot_be_meant_is_refused(limits, tolerance, said):
    """With what was given and what there is."""
    with pytest.raises(UsageError, match=said):
        gate(run(80), run(80), limits, tolerance)


def test_a_metric_that_vanished_is_refused():
    """Nothing measured is not nothing lost."""
    with pytest.raises(UsageError, match="no question in common that f1"):
        gate({"f1": {"a": None}}, {"f1": {"a": 1.0}}, {"f1": 0.5})
