import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answer import Usage
from bot.evaluation.metrics import cost
from tests.evaluation.metrics.making import abstained, answer, case, gold, info, unanswerable


def priced(id_: str, usd: float | None, tokens: int = 10):
    return case(gold("Orsk", id_=id_), answer("Orsk", usage=Usage("model", tokens, tokens // 2, usd=usd)))


def timed(id_: str, seconds: float, **stages_ms: float):
    return case(unanswerable(id_), abstained(), seconds=seconds, stages_ms=stages_ms)


def figures(*cases, **fields):
    return {figure.name: figure.values for figure in cost.figures(cases, info(**fields))}


def totals(*cases, **fields):
    return {total.name: total.value for total in cost.totals(cases, info(**fields))}


def test_usage_is_passed_through_and_summed():
    """Dollars and tokens of each question, and of the run."""
    cases = [priced("q1", 0.25), priced("q2", 0.5, tokens=20)]
    assert figures(*cases)["usd"] == {"q1": 0.25, "q2": 0.5}
    run = totals(*cases)
    assert (run["usd_total"], run["tokens_in_total"], run["tokens_out_total"]) == (0.75, 30, 15)


def test_an_unknown_price_makes_the_sum_unknown():
    """A sum without one question's price, or with a failure, would look like the whole, and is none."""
    assert totals(priced("q1", 0.25), priced("q2", None))["usd_total"] is None
    assert totals(priced("q1", 0.25), case(gold("Orsk", id_="q2")))["tokens_in_total"] is None


def test_times_of_the_whole_and_of_stages():
    """Seconds of each question, with a stage that only one of them reached."""
    cases = [timed("q1", 1.0, search=100.0), timed("q2", 3.0, search=300.0, read=50.0)]
    told = figures(*cases)
    assert told["seconds"] == {"q1": 1.0, "q2": 3.0}
    assert told["search_seconds"] == {"q1": 0.1, "q2": 0.3}
    assert told["read_seconds"] == {"q1": None, "q2": 0.05}
    run = totals(*cases)
    assert (run["seconds_median"], run["search_seconds_median"]) == (2.0, pytest.approx(0.2))
    assert run["seconds_p95"] == pytest.approx(2.9)
    assert run["questions_per_second"] == 0.5


def test_failures_have_no_time_but_take_some():
    """What fails at once does not make the run look quick, but its seconds passed."""
    cases = [timed("q1", 3.0), case(unanswerable("q2"), seconds=1.0)]
    assert figures(*cases)["seconds"] == {"q1": 3.0, "q2": None}
    assert totals(*cases)["questions_per_second"] == 0.5


def test_side_by_side_there_are_no_latencies():
    """Questions asked beside others have no times and no pace."""
    cases = [timed("q1", 3.0, read=5.0), timed("q2", 3.0)]
    assert set(figures(*cases, parallel=2)["seconds"].values()) == {None}
    run = totals(*cases, parallel=2)
    assert [run[name] for name in ("seconds_median", "read_seconds_p95", "questions_per_second")] == [None] * 3


def test_memory_is_passed_through():
    """The peak is what the run recorded."""
    assert totals(timed("q1", 1.0), peak_memory_mib=512.0)["peak_memory_mib"] == 512.0
    assert totals()["peak_memory_mib"] is None


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 100))
def test_percentiles_lie_among_the_values(values, percent):
    """A percentile is never beyond the least or the greatest; 0 and 100 are these."""
    assert min(values) <= cost.percentile(values, percent) <= max(values)
    assert (cost.percentile(values, 0), cost.percentile(values, 100)) == (min(values), max(values))
