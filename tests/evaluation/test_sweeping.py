"""A grid over settings: its points, the ones that nothing beats, and the last word of other questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ConfigurationError, NotConfigured, UsageError
from bot.evaluation import sweeping
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.measuring import Measured
from bot.evaluation.metrics.figure import Figure, Group
from bot.evaluation.statistics.intervals import Interval
from bot.evaluation.store import StoredRun
from bot.evaluation.sweeping import Metric, Point, axes, configured, confirmed, frontier, grid, halves, metrics
from bot.settings.settings import Settings
from tests.evaluation.town import question_set, run_info

RIGHT, FALSE_ANSWERS = Metric("right", higher_is_better=True), Metric("false_answers", higher_is_better=False)


def point(quality: float | None, seconds: float | None, metric: Metric = RIGHT, name: str = "") -> Point:
    interval = None if quality is None else Interval(quality, quality, quality, 10)
    return Point({"name": name} if name else {}, name, ((metric, interval),), seconds, failed=0)


def measured(right: list[float | None]) -> Measured:
    figures = [Figure("right", Group.ANSWERS, {f"q{number}": value for number, value in enumerate(right)})]
    return Measured(StoredRun(run_info(), question_set(()), ()), (), tuple(figures), ())


def test_a_grid_has_the_defaults_and_every_combination():
    """The defaults come first; values that are given twice count once."""
    over = axes(["search.hits=10, 20,10", "answering.evidence=4"])
    assert over == {"search.hits": ("10", "20"), "answering.evidence": ("4",)}
    assert grid(over, (), most=2) == [
        {},
        {"search.hits": "10", "answering.evidence": "4"},
        {"search.hits": "20", "answering.evidence": "4"},
    ]


@pytest.mark.parametrize("text", ["", "search.hits", "search.hits=", "=10", "search.hits=10,,20"])
def test_what_is_no_row_of_values(text):
    """A name without values, values without a name, and an empty value are refused with an example."""
    with pytest.raises(UsageError, match=r"Write it like --over search.hits=10,20,30"):
        axes([text])


def test_what_makes_no_grid():
    """Nothing to combine, a setting that is swept twice or also set, and too many points, which are counted."""
    with pytest.raises(UsageError, match="Nothing is swept"):
        grid({}, (), most=60)
    with pytest.raises(UsageError, match=r"search\.hits is given twice"):
        axes(["search.hits=10", "search.hits=20"])
    with pytest.raises(UsageError, match=r"search\.hits is both swept and set"):
        grid({"search.hits": ("10",)}, ["search.hits"], most=60)
    with pytest.raises(UsageError, match=r"1,000 points \(10 × 10 × 10\).*--most is 60"):
        grid({name: tuple("0123456789") for name in "abc"}, (), most=60)


def test_points_are_configured_before_anything_is_asked(tmp_path):
    """A default that is named is no second point; a value that is not allowed is refused by name."""
    settings = Settings(data_dir=tmp_path)
    found = configured(settings, [{}, {"search.hits": "30"}, {"search.hits": "10"}])
    assert [(changes, each.search.hits) for changes, each in found] == [({}, 30), ({"search.hits": "10"}, 10)]
    with pytest.raises(ConfigurationError, match=r"search\.hits is '0'"):
        configured(settings, [{}, {"search.hits": "0"}])
    with pytest.raises(NotConfigured, match="no language model is set"):
        configured(settings, [{}, {"chat.engine": "generative"}])


def test_metrics_are_figures_of_quality():
    """Each with its direction; what is unknown, is no quality or has no direction is refused."""
    assert metrics(["right", "false_answers", "right"]) == [RIGHT, FALSE_ANSWERS]
    for name, words in (("rigth", "There are: right"), ("seconds", "no figure"), ("answered", "no better from worse")):
        with pytest.raises(UsageError, match=words):
            metrics([name])


def test_halves_of_the_set_or_by_id():
    """A set's own dev half is kept to; one that has no halves is parted by its ids, whatever they all are called."""
    own = [GoldQuestion(str(number), "Who?", split="dev" if number < 3 else "test") for number in range(10)]
    assert [question.id for question in halves(own).dev] == ["0", "1", "2"]
    assert [[question.id for question in half] for half in halves(own, limit=1)] == [["0"], ["3"]]
    for split in ("dev", "test"):
        parted = halves([GoldQuestion(f"q{number}", "Who?", split=split) for number in range(1, 6)])
        assert [[question.id for question in half] for half in parted] == [["q2", "q3", "q5"], ["q1", "q4"]]
    with pytest.raises(UsageError, match="1 and 0"):
        halves([GoldQuestion("q2", "Who?")])


def test_the_frontier():
    """Best first: each of the others is worse and no quicker, or slower and no better; of two alike the earlier."""
    best, quick, alike = point(0.9, 2.0, name="best"), point(0.7, 1.0, name="quick"), point(0.9, 2.0, name="alike")
    beaten = [point(0.7, 1.5), point(0.8, 2.5), point(None, 0.1 + 1.0)]
    assert frontier([beaten[0], quick, best, alike, *beaten[1:]]) == [best, quick]
    fewer, more = point(0.1, 1.0, FALSE_ANSWERS), point(0.4, 1.0, FALSE_ANSWERS)
    assert frontier([more, fewer]) == [fewer]


def test_the_best_has_the_highest_quality():
    """Its time is no matter, and of equal ones the first is taken: the defaults stay unless something is better."""
    defaults, quick, slow = point(0.7, 2.0), point(0.7, 1.0, name="quick"), point(0.8, 9.0, name="slow")
    assert sweeping.best([defaults, quick]) is defaults
    assert sweeping.best([defaults, quick, slow]) is slow
    assert sweeping.best([point(None, 1.0), quick]) is quick


def test_without_times_the_best_alone_is_the_frontier():
    """Several that were asked at once have no time; beside one that has, they are not taken to be quick."""
    best = point(0.9, None)
    assert frontier([point(0.8, None), best]) == [best]
    assert frontier([point(0.9, 5.0), best]) == [point(0.9, 5.0)]


@given(st.lists(st.tuples(st.sampled_from([None, 0.1, 0.2, 0.3]), st.sampled_from([None, 1.0, 2.0, 3.0])), min_size=1))
def test_every_point_is_on_the_frontier_or_met_there(pairs):
    """No point of the frontier beats another, and each other point is beaten or equalled by one of them."""
    points = [point(*pair) for pair in pairs]
    found = frontier(points)
    assert not any(one.beats(other) for one in found for other in found)
    assert all(any(one.beats(each) or one.merits == each.merits for one in found) for each in points)


def test_what_is_confirmed():
    """Better on enough of the other questions; a small change, a worse one, and nothing to measure are not."""
    defaults, best = measured([0.0] * 8 + [1.0] * 4), measured([1.0] * 12)
    found = confirmed(defaults, best, [RIGHT])
    assert found.is_confirmed
    assert found.difference is not None
    assert (found.difference.count, round(found.difference.change, 3)) == (12, 0.667)
    assert not confirmed(best, defaults, [RIGHT]).is_confirmed
    assert not confirmed(measured([0.0, 1.0]), measured([1.0, 1.0]), [RIGHT]).is_confirmed
    nothing = confirmed(measured([None, 1.0]), measured([1.0, None]), [RIGHT])
    assert (nothing.is_confirmed, nothing.difference) == (False, None)


def test_less_may_be_better():
    """Of false answers fewer are confirmed as better."""

    def run(values: list[float]) -> Measured:
        return Measured(
            StoredRun(run_info(), question_set(()), ()),
            (),
            (Figure("false_answers", Group.ABSTENTION, dict(enumerate(values)), higher_is_better=False),),
            (),
        )

    assert confirmed(run([1.0] * 10), run([0.0] * 10), [FALSE_ANSWERS]).is_confirmed
    assert not confirmed(run([0.0] * 10), run([1.0] * 10), [FALSE_ANSWERS]).is_confirmed
