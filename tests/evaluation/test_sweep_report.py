"""A sweep's page shows the defaults and what nothing beats, and the best once more on the test half."""

from bot.evaluation.measuring import Measured, measured
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.running import asked
from bot.evaluation.store import StoredRun
from bot.evaluation.sweep_report import SecondLook, drawn, sweep_report
from bot.evaluation.sweeping import Metric, Point, frontier, point
from tests.evaluation.town import NOW, QUESTIONS, Scripted, question_set, run_info

RIGHT, FALSE_ANSWERS = Metric("right", higher_is_better=True), Metric("false_answers", higher_is_better=False)


def run(name: str) -> Measured:
    """Whose answers are all wrong, so that every answer to what has none is false."""
    records = tuple(asked(gold, Scripted(), NOW) for gold in QUESTIONS)
    return measured(StoredRun(run_info(name=name), question_set(), records), Articles())


def named(number: int, seconds: float) -> Point:
    return Point({"search.hits": str(number)}, f"run-{number}", ((RIGHT, None),), seconds, failed=0)


def test_what_stands_side_by_side():
    """The defaults first, then the frontier, and others while the plots have looks for them."""
    points = [named(number, float(number)) for number in range(1, 10)]
    points = [points[4], *points[:4], *points[5:]]
    assert [each.run for each in drawn(points, frontier(points))] == [f"run-{number}" for number in (5, 1, 2, 3, 4, 6)]
    many = [named(number, 1.0) for number in range(9)]
    assert drawn(many, many) == many


def test_the_page_of_a_sweep():
    """Runs are called by what was changed, a beaten one is told as that and shows no single questions."""
    one, two = run("one"), run("two")
    defaults, better = point({}, one, [RIGHT]), point({"search.hits": "9"}, two, [RIGHT])
    report = sweep_report([(defaults, one), (better, two)], [defaults], SecondLook(one, two, better.label))
    assert [(each.info.name, len(each.questions)) for each in report.runs] == [
        ("defaults", 5),
        ("search.hits=9 (beaten)", 0),
    ]
    (compared,) = report.comparisons
    assert (compared.baseline, compared.run) == ("defaults", "On the test half: search.hits=9")
    assert [each.name for each in compared.differences] == ["right"]
    assert sweep_report([(defaults, one)], [defaults], None).comparisons == ()


def test_up_is_better_in_every_plot():
    """Of false answers the plot shows the rest to 1."""
    one = run("one")
    false_answers = point({}, one, [FALSE_ANSWERS])
    ((drawn_at,),) = (each.curves.quality_at_cost for each in sweep_report([(false_answers, one)], [], None).runs)
    assert drawn_at.quality_name == "1 \N{MINUS SIGN} false_answers"
    assert (drawn_at.quality, drawn_at.low) == (0.0, 0.0)
    assert 0 < (drawn_at.high or 0) < 1
