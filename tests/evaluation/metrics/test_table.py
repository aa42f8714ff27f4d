import pytest

from bot.errors import UsageError
from bot.evaluation.metrics.table import figures, totals
from bot.evaluation.record import Record
from tests.evaluation.metrics.making import abstained, answer, gold, info, passage, unanswerable

QUESTIONS = [
    gold("Orsk", id_="q1", evidence=[("a", "Orsk made a bid.")]),
    gold("Meridian", id_="q2", evidence=[("b", "Meridian won.")]),
    unanswerable("q3"),
    gold("Orsk", id_="q4"),
]
RECORDS = [
    Record("q1", answer("Orsk"), (passage("a", "Orsk made a bid."),), confidence=0.9, seconds=1.0),
    Record("q2", None, error="The model did not load."),
    Record("q3", abstained(), confidence=0.1, seconds=1.0),
]


def test_every_figure_has_every_question_that_was_asked():
    """All figures can be paired: the same questions, names that occur once, nothing for what was not asked."""
    told = figures(QUESTIONS, RECORDS, info())
    assert {tuple(figure.values) for figure in told} == {("q1", "q2", "q3")}
    names = [figure.name for figure in told] + [total.name for total in totals(QUESTIONS, RECORDS, info())]
    assert len(set(names)) == len(names)
    assert all("=" not in name and " " not in name for name in names)  # `--max-drop NAME=0.01`


def test_a_failure_is_a_counted_miss():
    """A failed question lowers what it should have reached, and is counted as a failure."""
    means = {figure.name: figure.mean for figure in figures(QUESTIONS, RECORDS, info())}
    assert (means["right"], means["passage_hit@1"], means["missed_answers"]) == (0.5, 0.5, 0.5)
    assert means["failed"] == pytest.approx(1 / 3)


def test_an_empty_run_has_all_figures_of_nothing():
    """Before the first question every figure is there, of no question, and no total has a value."""
    assert all((figure.n, figure.mean) == (0, None) for figure in figures(QUESTIONS, [], info()))
    assert all(total.value is None for total in totals(QUESTIONS, [], info()))


def test_a_run_of_another_set_is_refused():
    """Figures are never made of records that belong to other questions."""
    with pytest.raises(UsageError, match="'q1'"):
        figures(QUESTIONS[1:], RECORDS, info())
    with pytest.raises(UsageError, match="'q1'"):
        totals(QUESTIONS[1:], RECORDS, info())
