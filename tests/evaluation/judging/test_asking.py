"""A run is judged as far as it is not yet: what is asked, what fails, and when it ends."""

from dataclasses import replace

import pytest

from bot.errors import BudgetSpent, ModelError
from bot.evaluation.judging.asking import MOST_SILENT, judge_all, wanted
from bot.evaluation.judging.material import materials
from bot.evaluation.judging.store import judging
from bot.evaluation.judging.verdicts import Criterion
from tests.evaluation.judging.judged_runs import JUDGE, ScriptedJudge, stored_run


@pytest.fixture
def sit(tmp_path):
    """Judge the two answers of a run; the judged and what the kept holds."""
    stored = stored_run(tmp_path)

    def judged(judge, **options):
        with judging(tmp_path, stored, JUDGE) as kept:
            return judge_all(materials(stored), judge, kept, **options), kept

    return judged


def test_each_verdict_is_asked_once(sit):
    """Three of each answer; given again, nothing is asked."""
    judge = ScriptedJudge()
    told = []
    judged, kept = sit(judge, on_progress=told.append)
    assert judge.asked == [(id_, criterion) for id_ in ("q1", "q2") for criterion in Criterion]
    assert (judged.done, judged.total, len(kept.verdicts)) == (2, 2, 6)
    assert [(each.done, each.asked_now) for each in told] == [(1, 1), (2, 2)]
    again = ScriptedJudge()
    judged, _ = sit(again)
    assert (again.asked, judged.done, judged.asked) == ([], 2, 0)


def test_a_reply_without_a_verdict_is_kept(sit):
    """It is counted and not asked for again."""
    told = []
    _, kept = sit(ScriptedJudge(None), on_progress=told.append)
    assert [verdict.value for verdict in kept.verdicts.values()].count(None) == 1
    assert told[-1].failed == 1
    again = ScriptedJudge()
    sit(again)
    assert again.asked == []


def test_a_request_without_a_reply_is_sent_again(sit):
    """It leaves nothing behind, and the rest goes on."""
    judged, kept = sit(ScriptedJudge(ModelError("It is away.")))
    assert (judged.done, judged.without_reply, judged.last_error) == (1, 1, "It is away.")
    assert len(kept.verdicts) == 5
    again = ScriptedJudge()
    sit(again)
    assert again.asked == [("q1", Criterion.FAITHFULNESS)]


def test_a_service_that_is_away(sit):
    """After some requests in a row without a reply it is not asked any more; one reply begins the count anew."""
    away = [ModelError("It is away.")] * MOST_SILENT
    judge = ScriptedJudge(*away[1:], 1.0, *away)
    with pytest.raises(ModelError, match="away"):
        sit(judge)
    assert len(judge.asked) == 2 * MOST_SILENT


@pytest.mark.parametrize("end", [BudgetSpent("Used up."), KeyboardInterrupt()])
def test_what_was_judged_stays(sit, end):
    """Also when a limit of the settings, or the person, ends it."""
    with pytest.raises(type(end)):
        sit(ScriptedJudge(1.0, 1.0, end))
    again = ScriptedJudge()
    sit(again)
    assert len(again.asked) == 4


def test_the_budget(sit):
    """Nothing more is asked once this judge has cost so much, in earlier sittings too."""
    judge = ScriptedJudge(usd=0.25)
    judged, kept = sit(judge, budget_usd=0.5)
    assert (len(judge.asked), kept.usd, judged.over_budget, judged.done) == (2, 0.5, True, 0)
    more = ScriptedJudge(usd=0.25)
    judged, _ = sit(more, budget_usd=0.75)
    assert (len(more.asked), judged.over_budget, judged.done) == (1, True, 1)
    rest = ScriptedJudge(usd=None)
    judged, _ = sit(rest)
    assert (judged.over_budget, judged.done) == (False, 2)


def test_what_can_be_judged(tmp_path):
    """Correctness needs what is right, the others need passages."""
    shown = materials(stored_run(tmp_path))["q1"]
    assert list(wanted(replace(shown, reference=None))) == [Criterion.FAITHFULNESS, Criterion.RELEVANCY]
    assert list(wanted(replace(shown, passages=()))) == [Criterion.CORRECTNESS]
