"""Questions cut short, completed with the words of the one before."""

import pytest

from bot.answering.english.followups.ellipsis import completed, gist, is_cut_short
from bot.answering.english.followups.turns import read_turn


def whole(question: str, before: str, answer: str) -> str | None:
    return completed(question, read_turn(before, answer))


@pytest.mark.parametrize(
    ("question", "before", "answer", "text"),
    [
        ("why?", "when did Jonas Meer resign?", "in May", "why did Jonas Meer resign"),
        ("why?", "who resigned?", "Jonas Meer", "Jonas Meer resigned: why"),
        ("why?", "which chief resigned?", "", "the chief resigned: why"),
        ("why?", "who is suing Orsk?", "three towns", "why are three towns suing Orsk"),
        ("why not?", "did Ferrand resign?", "No", "why didn't Ferrand resign"),
        ("since when?", "who is Orsk negotiating with?", "Bila", "since when is Orsk negotiating with Bila"),
        ("how much?", "what did Norland export?", "wheat", "how much wheat did Norland export"),
        ("how much?", "is Orsk buying Bila?", "Yes", "for how much is Orsk buying Bila"),
        ("where to?", "how many men will Norvia send?", "800", "where will Norvia send the 800 men to"),
        ("who else?", "who wants to buy Bila?", "Orsk", "who else wants to buy Bila"),
        ("which ones?", "how many apps did Norvia ban?", "59", "which apps did Norvia ban"),
        ("how many young users?", "how many users has Pingo?", "9", "how many young users has Pingo"),
        ("in which countries exactly?", "did Orsk sell it?", "Yes", "in which countries did Orsk sell it"),
    ],
)
def test_completed(question, before, answer, text):
    """The old words stay as they are; only what is asked for changes."""
    assert whole(question, before, answer) == text


@pytest.mark.parametrize(
    ("question", "before", "answer"),
    [
        ("who resigned?", "who won?", "Orsk"),
        ("how many people died?", "who won?", "Orsk"),
        ("which countries agreed?", "who won?", "Orsk"),
        ("who else?", "what did Orsk sell?", "wheat"),
        ("why?", "who resigned?", "The articles don't say."),
        ("why not?", "who resigned?", "Meer"),
        ("why?", "Orsk", ""),
        ("why " * 60, "did Orsk sell it?", "Yes"),
    ],
)
def test_not_completed(question, before, answer):
    """Whole questions, and those that the one before cannot complete."""
    assert whole(question, before, answer) is None


@pytest.mark.parametrize("question", ["why?", "by how much", "in which year?", "who else?", "what for?", "which ones?"])
def test_cut_short(question):
    """They ask without a verb."""
    assert is_cut_short(question)


def test_what_was_said():
    """Question and answer as one statement, as far as word order gives it."""
    assert gist(read_turn("who wants to buy Bila?", "Quillon")) == "Quillon wants to buy Bila"
    assert gist(read_turn("what did Norland sell?", "wheat")) == "Norland sell wheat"
    assert gist(read_turn("which port closed?", "")) == "which port closed"
