"""What kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.english.expectation import Kind, expectation


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is Microsoft negotiating with?", Kind.NAME),
        ("Which company wants to buy Arm?", Kind.NAME),
        ("what is WeChat's parent company?", Kind.NAME),
        ("If you count from Monday, on which day does the sale end?", Kind.TIME),
        ("apart from the port, who was hurt by the strike?", Kind.NAME),
        ("If the port closes, will the ferry stop?", Kind.YES_NO),
        ("how much time passed between the two storms?", Kind.TIME),
        ("by what factor did the fleet grow?", Kind.NUMBER),
        ("which country banned TikTok and WeChat?", Kind.PLACE),
        ("where is the data backed up", Kind.PLACE),
        ("where was he when he said it?", Kind.PLACE),
        ("by when does Microsoft want to close the deal?", Kind.TIME),
        ("What date did the order take effect?", Kind.TIME),
        ("how many apps were banned?", Kind.NUMBER),
        ("how much will Microsoft pay for TikTok?", Kind.MONEY),
        ("What share of TikTok Global does Oracle get?", Kind.SHARE),
        ("Is Microsoft still bidding?", Kind.YES_NO),
        ("why did Mayer resign?", Kind.OPEN),
        ("what did Navarro warn of?", Kind.OPEN),
        ("", Kind.OPEN),
        ("Which secretary of state visited the flood?", Kind.NAME),
        ("What is the capital of Norway?", Kind.PLACE),
        ("why did the ferry stop when it did?", Kind.OPEN),
        ("Hello, can you tell me when the bridge opens?", Kind.TIME),
        ("I'd like to know who runs the museum", Kind.NAME),
        ("do you know whether the strike is over?", Kind.YES_NO),
        ("According to the mayor, can the pool reopen?", Kind.YES_NO),
        ("must tenants pay the new fee?", Kind.YES_NO),
        ("Is the tower red or blue?", Kind.OPEN),
        ("what did the new roof cost?", Kind.MONEY),
        ("how tall is the mast?", Kind.NUMBER),
    ],
)
def test_kind_is_read_off_the_wording(question, kind):
    """The first question word decides, unless a noun says what is asked for."""
    assert expectation(question).kind is kind


def test_who_said_asks_for_the_speaker():
    """ "Who said" and "who warned" want the one who speaks; "who founded" does not."""
    assert expectation("who said action would be taken?").speaker
    assert expectation("Who warned of that?").speaker
    assert not expectation("who founded ByteDance?").speaker


def test_what_is_counted_is_kept():
    """ "How many users" keeps "users", so that a number of dollars is no answer."""
    assert expectation("how many users does TikTok have?").focus == "users"


@pytest.mark.parametrize(
    ("question", "focus"),
    [
        ("How many people used the ferry in May?", "people"),
        ("how many daily US visitors did the zoo count?", "visitors"),
        ("how much did the bridge cost?", None),
        ("How much water leaked out?", "water"),
    ],
)
def test_what_is_counted_is_the_plural_behind_how_many(question, focus):
    """The counted noun is found among its adjectives; a verb right behind "how much" is none."""
    assert expectation(question).focus == focus


@pytest.mark.parametrize(
    "question",
    [
        "Which countries signed the treaty?",
        "and in which cities?",
        "Name two of the winners",
        "what three conditions must applicants meet?",
        "who are the founders of the clinic?",
        "Whose passports were stolen?",
        "Which of the islands lost power?",
        "what changes did the board make?",
    ],
)
def test_plurals_and_numbers_ask_for_several(question):
    """A list is asked for by a plural or a number behind the question word."""
    assert expectation(question).several


@pytest.mark.parametrize(
    "question",
    [
        "Which company owns the ferry?",
        "What happens to passengers if the ferry stops?",
        "Who is the mayor?",
        "what is the company's address?",
        "which bus goes to the harbour?",
        "who are you?",
        "Name the chief of the fire service.",
    ],
)
def test_singulars_ask_for_one(question):
    """Neither a verb that ends like a plural nor a possessive makes a list."""
    assert not expectation(question).several


def test_why_and_how_ask_for_an_explanation():
    """Reasons and ways are explained; quantities and facts are not."""
    assert expectation("Why was the dam opened?").explains
    assert expectation("how did the divers get out?").explains
    assert expectation("What caused the landslide?").explains
    assert not expectation("how many divers got out?").explains
    assert not expectation("what did the divers find?").explains


@given(st.text(max_size=200))
def test_any_text_has_an_expectation(text):
    """No wording breaks it."""
    assert expectation(text).kind in Kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("who compared the tax to a leaky bucket?", True),
        ("Which economist warned that rents would double?", True),
        ("who has publicly denied the affair?", True),
        ("Who was quoted as saying the roof leaked?", True),
        ("how old is the woman who said that the roof leaked?", False),
        ("according to whom is the bridge unsafe?", True),
        ("whose words were these?", True),
        ("who was told to leave the hall?", False),
        ("who did the mayor accuse of lying?", False),
        ("who called off the strike?", False),
        ("who built the bridge?", False),
    ],
)
def test_speaker_is_asked_for_by_any_verb_of_saying(question, asked):
    """Whoever says, compares, denies: yes; whoever is told or accused: no."""
    assert expectation(question).speaker is asked
