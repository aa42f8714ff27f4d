"""Whose thing a sentence speaks of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.owners import is_anothers, owned


@pytest.mark.parametrize(
    ("question", "sentence", "anothers"),
    [
        ("Who is the chief executive of Arno?", "Rosa Lind, Bila's chief executive, resigned.", True),
        ("Who is the chief executive of Arno?", "Rosa Lind, the chief executive of Bila, resigned.", True),
        ("Who is the chief executive of Arno?", "Rosa Lind, Arno’s chief executive, resigned.", False),
        ("Who is the chief executive of Arno?", "Bila's chief executive praised Arno.", False),
        ("Who is the chief executive of Arno?", "The chief executive resigned.", False),
        ("What is Arno's parent company?", "Bila's parent company, Corvo, rose.", True),
        ("What is Arno's parent company?", "Bila's shares rose.", False),
        ("Who founded Arno?", "Bila's chief executive resigned.", False),
    ],
)
def test_the_same_thing_of_somebody_else(question, sentence, anothers):
    """Told by "X's thing" and "the thing of X"; where the asked name stands too, or nothing is owned, it is not."""
    assert is_anothers(owned(question), sentence) is anothers


def test_a_question_in_small_letters_is_read_by_its_names():
    """With the names given, "arno's" owns in small letters; other words in the same form do not."""
    assert [pair.owner for pair in owned("what is arno's parent company in today's market?", {"arno"})] == ["arno"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read(question, sentence):
    """Nothing raises."""
    assert is_anothers(owned(question), sentence) in (True, False)
