"""How a message opens, and whether it asks anything."""

import pytest

from bot.answering.english.followups.addresses import Address, address, is_talk


@pytest.mark.parametrize(
    ("message", "opened"),
    [
        ("And why?", Address("why?", "", points_back=True)),
        ("ok, thanks, who won?", Address("who won?", "", points_back=False)),
        ("but what about Orsk?", Address("Orsk?", "what about ", points_back=True)),
        ("why didn't they?", Address("why not?", "", points_back=False)),
        ("when will it?", Address("when?", "", points_back=False)),
        ("and", Address("and", "", points_back=False)),
        ("Andes flights?", Address("Andes flights?", "", points_back=False)),
    ],
)
def test_openings_are_taken_off(message, opened):
    """`and` points back, manners do not."""
    assert address(message) == opened


@pytest.mark.parametrize(
    "message", ["hello", "thanks!", "what can I ask?", "What is new?", "help", "how do I export this conversation", ""]
)
def test_talk(message):
    """Greetings, words to the bot, any news."""
    assert is_talk(message)


@pytest.mark.parametrize(
    "message", ["why?", "and when?", "who is it?", "what happened then?", "any news about it?", "who owns Orsk?"]
)
def test_questions(message):
    """Also those of small words alone."""
    assert not is_talk(message)
