"""What a pronoun, "there" or "the company" means after a conversation."""

import pytest

from bot.answering.english.followups.referents import described_by, meant_by, place_meant
from bot.answering.english.followups.turns import read_turn


def turns(*pairs: tuple[str, str]):
    return [read_turn(*pair) for pair in pairs]


def text(referent) -> str | None:
    return referent.nominal.text if referent else None


@pytest.mark.parametrize(
    ("pronoun", "question", "answer", "meant"),
    [
        ("it", "which airline bought Blue Heron?", "Kestrel Air", "Kestrel Air"),
        ("it", "who founded ByteDance?", "Zhang Yiming", "ByteDance"),
        ("she", "who leads Orsk?", "Mary Quill", "Mary Quill"),
        ("he", "who leads Orsk?", "Robin Quill", "Robin Quill"),
        ("they", "who signed the treaty?", "Norland and Sudmark", "Norland and Sudmark"),
        ("its", "did Parliament pass the water bill?", "Yes", "the water bill"),
        ("she", "when did Lind's trial begin?", "on Monday", "Lind"),
        ("it", "how many bees died?", "two thirds", None),
    ],
)
def test_kinds_agree(pronoun, question, answer, meant):
    """A person for "she", a thing for "it", several for "they"; the answer first, then the subject."""
    assert text(meant_by(pronoun, turns((question, answer)))) == meant


def test_who_acts_and_what_is_done_to():
    """`it` that pays is the buyer, "it" at a clause's end what was bought."""
    bought = turns(("did Quillon buy the Halden mill?", "Yes"))
    assert text(meant_by("it", bought, acts=True)) == "Quillon"
    assert text(meant_by("it", bought)) == "the Halden mill"
    directed = turns(("who directed Glass Harbor?", "Ines Varga"))
    assert text(meant_by("it", directed, governed=True)) == "Glass Harbor"


def test_a_choice_among_several_is_doubtful():
    """Unless it was asked for."""
    choice = meant_by("it", turns(("did Quillon buy the Halden mill?", "Yes")))
    answer = meant_by("it", turns(("which firm bought the Halden mill?", "Quillon")))
    assert choice is not None
    assert choice.doubtful
    assert answer is not None
    assert not answer.doubtful


def test_the_newest_turn_wins():
    """An older one is meant only where the newer names nothing of the kind."""
    history = turns(("who leads Orsk?", "Ivo Brandt"), ("who won the Cup of Lakes?", "the Rovers"))
    assert text(meant_by("they", history)) == "the Rovers"
    assert text(meant_by("he", history)) == "Ivo Brandt"


def test_there_is_a_place():
    """Else the organisation that was named."""
    assert text(place_meant(turns(("where was he born?", "Torvik")))) == "Torvik"
    assert text(place_meant(turns(("Which bank did Falk work for?", "Norbank")))) == "Norbank"
    assert place_meant([]) is None


def test_nouns_take_up_what_was_called_so():
    """By the question's word for it or by its own; "the company" is the last thing like one, "the app" not just anything."""
    panel = turns(("which panel reviewed the sale?", "the Committee on Harbour Safety"))
    assert text(described_by("panel", panel)) == "the Committee on Harbour Safety"
    assert text(described_by("committee", panel)) == "the Committee on Harbour Safety"
    assert text(described_by("company", turns(("who is Quillon suing?", "Bila")))) == "Bila"
    assert described_by("app", turns(("who is Quillon suing?", "Bila"))) is None
