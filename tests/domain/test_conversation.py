"""A turn of a conversation is what a follow-up may lean on."""

from dataclasses import replace

from bot.domain.conversation import NOT_SAID, turn
from bot.domain.question import Turn
from tests.rendering.examples import abstained, answered


def test_what_a_turn_says():
    """A turn has the question as it was searched, and the short answer, else the first statement, else that there is none."""
    made = replace(answered(), standalone_question="Who is negotiating?")
    assert turn(made) == Turn("Who is negotiating?", "TikTok")
    assert turn(replace(made, short=None)).answer == made.statements[0].text
    assert turn(abstained()).answer == NOT_SAID
