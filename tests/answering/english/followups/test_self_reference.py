"""A pronoun may mean something that its own question names."""

import re

import pytest

from bot.answering.english.followups.pronouns import POSSESSIVE
from bot.answering.english.followups.self_reference import is_named_inside
from bot.answering.english.nominals import nominals


def named_inside(question: str, pronoun: str) -> bool:
    match = list(re.finditer(rf"\b{pronoun}\b", question))[-1]
    return is_named_inside(question, match, nominals(question), possessive=pronoun in POSSESSIVE)


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [
        ("Did Ferrand say she would resign?", "she"),
        ("When did Orsk confirm it's broke?", "it"),
        ("What did Orsk say about its bridge?", "its"),
        ("which club sold its captain?", "its"),
        ("How many soldiers lost their lives?", "their"),
        ("who wrote to the whole staff that he knew?", "he"),
        ("When Vantis cut jobs, did it say why?", "it"),
        ("What does Orsk learn about the people on it?", "it"),
        ("has orsk opened the shops it had to shut?", "it"),
        ("Who says that firms tally whatever makes them look good?", "them"),
        ("how old is the woman who rings her mother?", "her"),
    ],
)
def test_named_in_the_question(question, pronoun):
    """As a subject before, as the one asked for, or as the owner."""
    assert named_inside(question, pronoun)


@pytest.mark.parametrize(
    ("question", "pronoun"),
    [
        ("What did Pompeo say about it?", "it"),
        ("which club did she coach?", "she"),
        ("why did it ban Pingo?", "it"),
        ("who heads its board?", "its"),
        ("Did Orsk buy it?", "it"),
        ("what did Mara Lind's lawyer pay for it?", "it"),
        ("who said he lied?", "he"),
    ],
)
def test_named_before(question, pronoun):
    """The subject itself, and objects of the same verb."""
    assert not named_inside(question, pronoun)
