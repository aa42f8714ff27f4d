"""The old question asked of another name, place or period."""

import pytest

from bot.answering.english.followups.substitution import substituted
from bot.answering.english.followups.turns import read_turn


def anew(fragment: str, before: str, answer: str = "") -> str | None:
    return substituted(fragment, read_turn(before, answer))


@pytest.mark.parametrize(
    ("fragment", "before", "text"),
    [
        ("in Spain", "how many users has Pingo in France?", "how many users has Pingo in Spain"),
        ("in Spain", "how many users has Pingo?", "how many users has Pingo in Spain"),
        ("in June", "who won in May?", "who won in June"),
        ("last week", "who won?", "who won last week"),
        ("2020?", "what did Orsk earn in 2019?", "what did Orsk earn in 2020"),
        ("Bila too?", "did Kestrel Air cut fares?", "did Bila cut fares"),
        ("Finance Minister Ute Sand", "what did Dag Holm say about Brask?", "what did Ute Sand say about Brask"),
        ("Mara Lind", "did Brask fine Owen Pryce?", "did Brask fine Mara Lind"),
    ],
)
def test_the_new_one_takes_the_place_of_its_like(fragment, before, text):
    """A phrase that of its preposition, a period that of a period, a name that of the name most like it."""
    assert anew(fragment, before) == text


@pytest.mark.parametrize(
    ("fragment", "before", "answer"),
    [
        ("Quillon", "who bought Bila?", "Quillon"),
        ("Bila", "who bought Bila?", "Quillon"),
        ("the council", "did Orsk pay?", "Yes"),
        ("Orsk and Bila", "did Kestrel Air pay?", "Yes"),
        ("Orsk", "who won?", "Bila"),
        ("", "did Orsk pay?", "Yes"),
        ("Orsk " * 60, "did Bila pay?", "Yes"),
    ],
)
def test_nothing_to_put_in(fragment, before, answer):
    """What was spoken of already, common nouns, several names, no name to replace."""
    assert anew(fragment, before, answer) is None
