"""Words that lean, replaced where it is clear what they mean."""

import pytest

from bot.answering.english.followups.resolution import resolved
from bot.answering.english.followups.turns import read_turn

MAYOR = [read_turn("who is the mayor of Halden?", "Mary Quill")]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("when was she elected?", "when was Mary Quill elected?"),
        ("who paid her lawyer?", "who paid Mary Quill's lawyer?"),
        ("did she say that she would go?", "did Mary Quill say that she would go?"),
        ("who won?", "who won?"),
    ],
)
def test_each_pronoun_is_named_once(question, text):
    """In its own form, and not again a few words later."""
    assert resolved(question, MAYOR).text == text


def test_a_plural_owner():
    """The possessive of a name in -s."""
    turns = [read_turn("which club won?", "Rovers")]
    assert resolved("who is their coach?", turns).text == "who is Rovers' coach?"


def test_what_stays_open_is_told():
    """A pronoun that nothing fits, a vague question, a noun without a meaning, a whole matter."""
    assert resolved("who sold it?", [read_turn("how many bees died?", "40")]).lacks
    assert resolved("what did she say?", MAYOR).lacks
    assert not resolved("when was she elected?", MAYOR).lacks
    assert resolved("who dug the tunnel?", MAYOR).may_lack
    assert resolved("why is that?", MAYOR).matter


def test_a_noun_beside_names_is_left_alone():
    """`the talks` of a question that names who talks."""
    turns = [read_turn("which talks failed?", "the Karesh talks")]
    assert resolved("Did Orsk join the talks?", turns).carried == ()
    assert resolved("who joined the talks?", turns).carried == ("the Karesh talks",)
