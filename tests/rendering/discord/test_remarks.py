"""Small print tells members what they need, and nothing of prices, settings and faults of services."""

import pytest

from bot.domain.answer import Note, Reason
from bot.domain.question import Filters
from bot.rendering.discord.remarks import small_print

FOR_OPERATORS = "The service at https://models.example failed: set chat.usd_per_answer to 0.02 USD."


@pytest.mark.parametrize(
    "code",
    ["budget_spent", "model_failed", "reply_broken", "rewriting_failed", "history_cut", "receipt_not_kept", "damaged_article"],
)  # fmt: skip
def test_notes_for_the_operator_are_told_in_words_for_members(code):
    """The member learns what it means for the answer."""
    (told,) = small_print(Filters(), [Note(code, FOR_OPERATORS)])
    assert told
    assert "models" not in told
    assert "USD" not in told


@pytest.mark.parametrize("code", ["scope", "try_asking", *Reason])
def test_what_the_answer_says_itself_is_not_repeated(code):
    """Scope and examples take the answer's place; why there is none stands in it."""
    assert small_print(Filters(), [Note(code, "x")]) == ()


def test_other_notes_are_told_once_each_escaped_and_bounded():
    """Copies of a story, other answers and the like are told as they are."""
    notes = [Note("origins", "3 outlets, 1 origin."), Note("a", "*x*"), Note("b", "*x*"), Note("c", "word " * 200)]
    lines = small_print(Filters(), notes)
    assert lines[:2] == ("3 outlets, 1 origin.", "\\*x\\*")
    assert len(lines) == 3
    assert len(lines[2]) <= 500


def test_filters_in_force_are_told_without_the_collections():
    """Members did not choose the collections, and do not know their names."""
    assert small_print(Filters(outlets=("The *Post*",), collections=("secret",)), ()) == (
        "Only articles from The \\*Post\\*.",
    )
    assert small_print(Filters(collections=("secret",)), ()) == ()
