"""The same figure and the same question of several runs stand together."""

from dataclasses import replace

from bot.evaluation.reporting.material import Report
from bot.evaluation.reporting.side_by_side import headline_rows, question_rows, type_rows
from bot.evaluation.reporting.verdicts import Verdict
from tests.evaluation.reporting.examples import FIGURES, one_run, two_runs


def test_a_missing_figure_is_a_gap():
    """A figure that one run lacks stands under its own run only."""
    rows = {row.name: row for row in headline_rows(two_runs())}
    assert [figure is None for figure in rows["hit@1"].figures] == [False, False]
    assert [figure is None for figure in rows["peak memory"].figures] == [False, True]


def test_groups_stand_together():
    """Figures of one group stand together even if a run mixes them, in the order of first use."""
    run = one_run().runs[0]
    mixed = replace(run, figures=(FIGURES[0], FIGURES[3], FIGURES[1]))
    assert [row.name for row in headline_rows(Report("r", (mixed,)))] == [FIGURES[at].name for at in (0, 1, 3)]


def test_types_of_all_runs():
    """Every type that any run has gets its table."""
    assert [type_ for type_, _ in type_rows(two_runs())] == ["who", "when", "how_many", "yes_no"]


def test_questions_stand_together():
    """A question that both runs asked is one, and is known to differ if it went differently."""
    rows = question_rows(two_runs())
    assert [len(row.told) for row in rows] == [2] * 6
    assert [row.differs for row in rows] == [True] + [False] * 5


def test_same_id_of_another_set_is_another_question():
    """Runs over different question sets do not share questions, whatever the ids."""
    report = two_runs()
    other = replace(report.runs[1], info=replace(report.runs[1].info, questions_hash="ef" * 32))
    assert len(question_rows(replace(report, runs=(report.runs[0], other)))) == 12


def test_verdicts():
    """Each outcome has its word."""
    assert [row.told[0].verdict for row in question_rows(one_run())] == [
        Verdict.RIGHT,
        Verdict.WRONG,
        Verdict.MISSED,
        Verdict.KEPT_SILENT,
        Verdict.FALSE_ANSWER,
        Verdict.FAILED,
    ]
