"""What is carried from an earlier turn: names and things in brackets, and the period."""

from bot.answering.english.followups.carrying import LONGEST_GIST, MOST_PIECES, matter, period, taken_over
from bot.answering.english.followups.turns import read_turn


def test_names_and_things_that_the_question_lacks():
    """The question's, then the answer's; not what is said already, no mere counts."""
    turn = read_turn("who is Kestrel Air negotiating with?", "Blue Heron")
    assert matter("when is the deadline", [turn], whole=False) == ("Kestrel Air", "Blue Heron")
    assert matter("when is Kestrel Air's deadline", [turn], whole=False) == ("Blue Heron",)
    assert matter("who won", [read_turn("how many apps did Orsk ban?", "59")], whole=False) == ("Orsk",)


def test_one_place_takes_the_place_of_another():
    """A question with a place of its own gets no second one."""
    turn = read_turn("how many users has Pingo in France?", "9")
    assert matter("how many daily users in Spain", [turn], whole=False) == ("Pingo",)


def test_all_that_was_said():
    """Where a question takes up the whole, or the turn has no names that can be told by their form."""
    told = read_turn("who owns kestrel air?", "the Brandt family")
    assert matter("who is behind it", [told], whole=False) == ("the Brandt family owns kestrel air",)
    assert matter("is that true", [read_turn("who bought Bila?", "Orsk")], whole=True) == ("Orsk bought Bila",)


def test_carrying_is_bounded():
    """A few pieces, or one of limited length."""
    names = read_turn("did Orsk, Bila, Quillon, Pingo, Vantis and Aerodyne agree?", "Yes")
    assert len(matter("when", [names], whole=False)) == MOST_PIECES
    (said,) = matter("is that true", [read_turn("did " + "orsk " * 70 + "agree?", "Yes")], whole=True)
    assert len(said) <= LONGEST_GIST


def test_the_period_of_the_subject():
    """The last one named, through turns that leaned, up to the one that did not."""
    july = read_turn("what did Norland sell in July?", "wheat")
    leaned, stood = (read_turn("did Norland sell salt?", "No", leaned=leaned) for leaned in (True, False))
    assert period("who paid", [july]) == "in July"
    assert period("who paid", [july, leaned]) == "in July"
    assert period("who paid", [july, stood]) is None
    assert period("who paid in May", [july]) is None
    assert period("when was it paid", [july]) is None


def test_what_was_taken_over():
    """The names that a completed question has from the one before; its words, if no name is new."""
    turn = read_turn("did Kestrel Air cut fares?", "Yes")
    assert taken_over("why did Kestrel Air cut fares", "why", turn) == ("Kestrel Air",)
    assert taken_over("did Bila cut fares", "Bila", turn) == ("cut fares",)
