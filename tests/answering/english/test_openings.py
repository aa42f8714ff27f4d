"""How a sentence opens that leans on another one."""

import pytest

from bot.answering.english.openings import leaning


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He left early.", "he"),
        ('"It is a lovely phone for a salary that fewer people have this year," said Noor Fitzalan.', "it"),
        ("But they went on.", "they"),
        ("The company declined to comment.", "company"),
    ],
)
def test_a_pronoun_or_a_bare_description_leans(text: str, word: str):
    """Also at the opening of a quotation, and behind "but"."""
    found = leaning(text, 0, len(text))
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    "text",
    [
        "It is not clear that anybody was hurt.",
        "It was not Orsk that paid.",
        "It was a Dutch engineer who found it.",
        "It was in March that they met.",
        "The deal with Oracle was signed.",
    ],
)
def test_a_pronoun_that_means_nothing_does_not_lean(text: str):
    """ "It" only leads up to what is told."""
    assert leaning(text, 0, len(text)) is None
