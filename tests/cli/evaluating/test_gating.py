"""`newsdesk evaluate gate`: exit code 1 on a regression."""

import pytest

from bot.cli.evaluating.gating import _TOLERANCE
from bot.evaluation.statistics.gating import PROCESSOR_TOLERANCE

pytestmark = pytest.mark.usefixtures("runs")


def test_a_run_that_is_worse(newsdesk):
    """Fails, and names the metric and the questions that got worse."""
    said = newsdesk("evaluate", "gate", "new", "--baseline", "base", "--max-drop", "right=0.1")
    assert said.code == 1
    assert "right                1.0000 → 0.5000  WORSE  (worse by 0.5000, allowed 0.1100; n 2)" in said.out
    assert "got worse: q2" in said.out
    assert said.out.endswith("verdict      worse than allowed\n")


def test_a_run_that_is_not(newsdesk):
    """A better run passes, and so does a worse one within what is allowed."""
    assert newsdesk("evaluate", "gate", "base", "--baseline", "new", "--max-drop", "right=0").code == 0
    assert newsdesk("evaluate", "gate", "new", "--baseline", "base", "--max-drop", "right=0.49").code == 0
    exact = newsdesk("evaluate", "gate", "new", "--baseline", "base", "--max-drop", "right=0.49", "--tolerance", "0")
    assert exact.code == 1


def test_against_a_file(newsdesk):
    """A baseline that was written holds as the run itself does, after that is gone too."""
    file = newsdesk.home / "base.jsonl"
    written = newsdesk("evaluate", "baseline", "base", "-o", file)
    assert (written.code, written.out) == (0, "")
    said = newsdesk("evaluate", "gate", "new", "--baseline", file, "--max-drop", "right=0.1", "--json")
    assert said.code == 1
    (check,) = said.data["checks"]
    assert (check["metric"], check["drop"], check["worse"], said.data["passed"]) == ("right", 0.5, ["q2"], False)


def test_a_run_that_left_questions_out(newsdesk, runs):
    """Cannot pass by that."""
    runs({"q1": "Okafor"}, "some", some=True)
    said = newsdesk("evaluate", "gate", "some", "--baseline", "base", "--max-drop", "right=0.1")
    assert said.code == 2
    assert "lacks 2 of the baseline's 3 questions" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--baseline", "base", "--max-drop", "right"], "Write it like --max-drop right=0.01"),
        (["--baseline", "base", "--max-drop", "right=-1"], "no drop"),
        (["--baseline", "base", "--max-drop", "right=nan"], "no drop"),
        (["--baseline", "base", "--max-drop", "rihgt=0.1"], "no metric 'rihgt'"),
        (["--baseline", "none.jsonl", "--max-drop", "right=0.1"], "there is no such file"),
        (["--baseline", "none", "--max-drop", "right=0.1"], "There is no run none"),
        (["--baseline", "base"], "--max-drop"),
    ],
)
def test_what_cannot_be_held(newsdesk, arguments, words):
    """Says what to give instead, with exit code 2: a gate that could not be asked is no pass."""
    said = newsdesk("evaluate", "gate", "new", *arguments)
    assert said.code == 2
    assert words in said.err


def test_the_tolerance_is_the_one_that_was_measured():
    """The help text has a copy, since it imports nothing."""
    assert _TOLERANCE == PROCESSOR_TOLERANCE
