"""An earlier question and its answer, read for what they name."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.followups.turns import LONGEST_PIECE, MOST_CHARACTERS, clean, read_turn


def told(question: str, answer: str) -> str | None:
    found = read_turn(question, answer).told
    return found.text if found else None


@pytest.mark.parametrize(
    ("question", "answer", "named"),
    [
        ("who bought Bila?", "Quillon", "Quillon"),
        ("who bought Bila?", "Yes, Quillon said on Monday that it had bought Bila.", "Quillon"),
        ("who founded Pingo?", "Mara Lind and Owen Pryce", "Mara Lind and Owen Pryce"),
        ("which minister resigned?", "Transport Minister Ulla Berg", "Ulla Berg"),
        ("what did Arvo Labs recall?", "Two vaccines", "two vaccines"),
        ("what did the minister announce?", "a tax on sugar", "the tax on sugar"),
        ("how many apps were banned?", "59", "the 59 apps"),
        ("where was the van found?", "in Eastmere", "Eastmere"),
        ("who is suing Orsk?", "three fishing villages", "three fishing villages"),
    ],
)
def test_what_was_asked_for(question, answer, named):
    """The short answer, or the first new name of a sentence."""
    assert told(question, answer) == named


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("who bought Bila?", "The articles don't say."),
        ("who bought Bila?", "Not certain"),
        ("who bought Bila?", ""),
        ("did Quillon buy Bila?", "Yes"),
        ("when did Quillon buy Bila?", "in May"),
        ("how much did Quillon pay?", "$3 billion"),
        ("why did Meer resign?", "to protect his family"),
        ("what is the nationality of Meer?", "Indian"),
        ("how many people live in Brask?", "44,000"),
    ],
)
def test_answers_that_name_nothing(question, answer):
    """Verdicts, times, sums, reasons, and the lack of an answer."""
    assert told(question, answer) is None


def test_kinds_are_told_by_the_question():
    """A volcano is nobody, a coach is somebody, a where is a place, a which tells what it is."""
    volcano = read_turn("which volcano erupted?", "Mount Hara").told
    coach = read_turn("who is the coach of Rovers?", "Lou Finch").told
    place = read_turn("where will it be held?", "Torvik").told
    panel = read_turn("which panel reviewed it?", "the Committee on Harbour Safety").told
    assert volcano is not None
    assert (volcano.person, volcano.likely) == (False, False)
    assert coach is not None
    assert coach.person is True
    assert place is not None
    assert place.placed
    assert panel is not None
    assert "panel" in panel.about


def test_what_a_definition_is_about():
    """`it` after "what is X" is X; after "what is the capital of X" it is the answer."""
    assert read_turn("what is the Dry Lakes Fund?", "a fund for farmers").is_about_its_subject
    assert read_turn("who is Mara Lind?", "a lawyer").is_about_its_subject
    assert not read_turn("what is the capital of Norra?", "Fellin").is_about_its_subject


def test_brackets_are_read_apart():
    """What was added when the question was completed is known, and no part of its words."""
    turn = read_turn("who was hurt (the fire at Brask, Orsk)?", "nobody")
    assert turn.question == "who was hurt"
    assert [each.text for each in turn.aside] == ["the fire at Brask", "Orsk"]


@settings(deadline=None)
@given(st.text(max_size=600), st.text(max_size=600))
def test_any_turn_gives_bounded_printable_pieces(question, answer):
    """Nothing that could be carried over is long or unprintable."""
    turn = read_turn(question, answer)
    assert len(turn.question) <= MOST_CHARACTERS
    for each in turn.in_mind():
        assert len(each.text) <= LONGEST_PIECE + len("the ")
        assert not any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in each.text)
    assert clean(clean(answer)) == clean(answer)
