"""A stored run with its figures, and which of them are meant."""

import pytest

from bot.errors import UsageError
from bot.evaluation.measuring import EVERYTHING, HEADLINE, interval, less_is_better, named, values
from bot.evaluation.metrics.figure import Figure, Group, Unit
from tests.evaluation.runs import RIGHT, run


def test_figures_of_a_run():
    """Every question that was asked is a case; a failure is counted."""
    measured = run({"q1": "Okafor", "q3": None})
    assert [case.gold.id for case in measured.cases] == ["q1", "q2", "q3"]
    assert measured.failed == 1
    assert values(measured, ["right"]) == {"right": {"q1": 1.0, "q2": 0.0, "q3": None}}


def test_every_headline_metric_is_measured():
    """What is shown first exists."""
    assert HEADLINE.keys() <= {figure.name for figure in run(RIGHT).figures}


def test_metrics_are_named_as_far_as_they_were_measured():
    """By default the main ones, in the order of the figures; of a set without rivals nothing is said of rivals."""
    names = named([run(RIGHT)], ())
    assert {"right", "article_hit@1", "false_answers"} <= set(names) <= HEADLINE.keys()
    assert "rivals_found" not in names
    assert named([run(RIGHT)], ["right"]) == ["right"]
    assert set(names) < set(named([run(RIGHT)], [EVERYTHING]))


@pytest.mark.parametrize(
    ("name", "words"),
    [("rihgt", "Measured were: right,"), ("rivals_found", "says nothing of these runs"), ("\x1b[31m", "There is no")],
)
def test_a_metric_that_there_is_not(name, words):
    """The error names the nearest ones."""
    with pytest.raises(UsageError, match=words):
        named([run(RIGHT)], [name])


def test_only_a_share_is_an_interval_of_shares():
    """Costs of 0 have an interval of no width; a share of 0 of 3 has one."""
    free = Figure("usd", Group.COST, {"q1": 0.0, "q2": 0.0, "q3": 0.0}, unit=Unit.USD)
    never = Figure("failed", Group.ABSTENTION, {"q1": 0.0, "q2": 0.0, "q3": 0.0})
    assert (interval(free).low, interval(free).high) == (0.0, 0.0)
    assert interval(never).high > 0.5
    assert interval(Figure("right", Group.ANSWERS, {"q1": None})) is None


def test_less_is_better():
    """Of failures and costs."""
    less = less_is_better(run(RIGHT).figures)
    assert {"failed", "false_answers", "seconds"} <= less
    assert not {"right", "answered"} & less
