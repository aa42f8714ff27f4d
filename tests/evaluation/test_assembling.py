"""What a report is given: figures, curves, questions, and how runs differ."""

import pytest

from bot.errors import UsageError
from bot.evaluation.assembling import compared, report, run_report
from bot.evaluation.metrics.selective import RiskPoint
from tests.evaluation.runs import RIGHT, run

WORSE = {"q1": "Okafor", "q2": "Bergen", "q3": "Reed"}


def test_figures_with_intervals():
    """Each that was measured, with the number of questions; what was measured of none is left out."""
    figures = {figure.name: figure for figure in run_report(run(WORSE)).figures}
    right = figures["right"]
    assert (right.mean, right.n, right.group) == (0.5, 2, "answers")
    assert right.low < 0.5 < right.high
    assert figures["false_answers"].mean == 1.0
    assert "rivals_found" not in figures
    assert figures["answering_f1"].meaning == ""
    assert right.meaning


def test_figures_of_each_type():
    """Of the questions of that type alone."""
    who, where = run_report(run(WORSE)).by_type
    assert (who.type, where.type) == ("who", "where")
    assert {figure.name: figure.mean for figure in where.figures}["right"] == 0.0
    assert {figure.name: figure.mean for figure in who.figures}["right"] == 1.0


def test_curves():
    """Hit@k by passage, confidence against being right, risk by coverage, and times of a run one at a time."""
    curves = run_report(run(WORSE)).curves
    assert [(at.k, at.share) for at in curves.hit_at] == [(1, 1.0), (4, 1.0), (5, 1.0), (10, 1.0)]
    assert sum(bin_.count for bin_ in curves.reliability) == 3
    assert curves.risk_coverage[-1] == RiskPoint(1.0, pytest.approx(2 / 3))
    assert curves.latencies == (0.5, 0.5, 0.5)
    assert (curves.quality_at_cost[0].quality, curves.quality_at_cost[0].cost) == (0.5, 0.5)


def test_times_of_many_at_once_are_not_drawn():
    """Nor is quality against them."""
    curves = run_report(run(WORSE, parallel=2)).curves
    assert (curves.latencies, curves.quality_at_cost) == ((), ())


def test_questions_with_what_was_dropped():
    """Each with whether it is right, and the statements that did not pass with their reason."""
    first, second, third = run_report(run(WORSE)).questions
    assert (first.right, second.right, third.right) == (True, False, None)
    assert first.dropped == ("She is tall. (nothing says so)",)


def test_runs_compared():
    """The others with the first: each metric, and the questions that went well in one and badly in the other."""
    (comparison,) = compared([run(RIGHT), run(WORSE, "new")], ["right", "false_answers"])
    right, false = comparison.differences
    assert (right.before, right.after, right.difference, right.n) == (1.0, 0.5, -0.5, 2)
    assert (right.worse, false.worse) == (("q2",), ("q3",))
    assert (comparison.baseline, comparison.run) == ("base", "new")
    assert (comparison.better, comparison.worse) == ((), ("q2", "q3"))
    assert false.higher_is_better is False


def test_a_failure_is_a_change_for_worse():
    """As an abstention and an answer are."""
    (comparison,) = compared([run({"q1": "Okafor", "q3": None}), run(RIGHT, "new")], ["right"])
    assert comparison.better == ("q2",)


def test_only_what_both_were_asked_is_compared():
    """A run that is not finished has fewer questions."""
    (comparison,) = compared([run(RIGHT), run({"q1": "Reed"}, "new", some=True)], ["right"])
    assert (comparison.differences[0].n, comparison.worse) == (1, ("q1",))


def test_report():
    """One run has no comparison, two have one; the title names the question sets."""
    assert report([run(RIGHT)]).comparisons == ()
    both = report([run(RIGHT), run(WORSE, "new")], title="Mine")
    assert (both.title, len(both.runs), len(both.comparisons)) == ("Mine", 2, 1)
    assert "town" in report([run(RIGHT)]).title


def test_runs_of_other_questions_cannot_be_compared():
    """Nothing is shared."""
    with pytest.raises(UsageError, match="in common"):
        compared([run({"q1": "Reed"}, some=True), run({"q2": "Reed"}, "new", some=True)], ["right"])
