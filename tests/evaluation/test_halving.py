"""Two halves of a set, the same each time."""

from bot.evaluation.gold import GoldQuestion
from bot.evaluation.halving import halved, is_of_first_half


def test_halves_are_about_even_and_the_same_each_time():
    """By the id alone, whatever characters it has."""
    first = [number for number in range(2000) if is_of_first_half(f"q{number}")]
    assert 900 < len(first) < 1100
    assert [is_of_first_half(key) for key in ("a", "b", "ü", "\ud800")] == [True, True, True, False]


def test_a_sets_own_halves_come_first():
    """Where questions of both splits are there; of one split alone the ids decide, and nothing gives two empty halves."""
    both = [GoldQuestion("a", "Who?", split="test"), GoldQuestion("b", "Who?", split="dev")]
    assert halved(both, lambda question: question) == ((both[1],), (both[0],), False)
    for one in ("dev", "test"):
        alike = [GoldQuestion(key, "Who?", split=one) for key in ("a", "b", "\ud800")]
        assert halved(alike, lambda question: question) == (tuple(alike[:2]), (alike[2],), True)
    assert halved([], lambda question: question) == ((), (), True)
