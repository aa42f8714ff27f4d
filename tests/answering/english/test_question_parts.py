"""A question taken apart by its word order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.question_parts import question_parts

SUBJECT, OTHER = True, False


@pytest.mark.parametrize(
    ("question", "wanted", "auxiliary", "rest", "of_subject"),
    [
        ("who is Orsk negotiating with?", "who", "is", "Orsk negotiating with", OTHER),
        ("who is suing Orsk?", "who", "is", "suing Orsk", SUBJECT),
        ("who is the mayor of Halden?", "who", "is", "the mayor of Halden", SUBJECT),
        ("who's the mayor?", "who", "is", "the mayor", SUBJECT),
        ("who signed the treaty?", "who", "", "signed the treaty", SUBJECT),
        ("did Orsk sign?", "", "did", "Orsk sign", OTHER),
        ("Hasn't Orsk signed?", "", "hasn't", "Orsk signed", OTHER),
        ("How many people did the flood kill?", "How many people", "did", "the flood kill", OTHER),
        ("how many people died?", "how many people", "", "died", SUBJECT),
        ("how old is the bridge?", "how old", "is", "the bridge", OTHER),
        ("in which city was it found?", "in which city", "was", "it found", OTHER),
        ("which party won in Sudmark?", "which party", "", "won in Sudmark", SUBJECT),
        ("which cities will host the games?", "which cities", "will", "host the games", SUBJECT),
        ("which airline bought Bila in May?", "which airline", "", "bought Bila in May", SUBJECT),
        ("how many apps has orsk banned?", "how many apps", "has", "orsk banned", OTHER),
    ],
)
def test_the_parts_of_a_question(question, wanted, auxiliary, rest, of_subject):
    """What is asked for, the auxiliary, the rest, and whether the subject is asked for."""
    parts = question_parts(question)
    assert parts is not None
    assert (parts.wanted, parts.auxiliary, parts.rest, parts.of_subject) == (wanted, auxiliary, rest, of_subject)


@pytest.mark.parametrize("question", ["", "why?", "Orsk", "tell me who won", "the council?", "by how much?"])
def test_other_forms_have_no_parts(question):
    """Fragments and orders."""
    assert question_parts(question) is None


def test_what_an_answer_can_fill():
    """A preposition left at the end, an adverb that is asked for, one thing said to be another."""
    stranded, adverb, identity = (
        question_parts(text) for text in ("who is Orsk talking to?", "since when is Orsk broke?", "who is Mara Lind?")
    )
    assert stranded is not None
    assert stranded.is_stranded
    assert adverb is not None
    assert adverb.wants_an_adverb
    assert identity is not None
    assert identity.is_identity


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_parts_or_none(text):
    """No text breaks it."""
    parts = question_parts(text)
    assert parts is None or parts.rest
