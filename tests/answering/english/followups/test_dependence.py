"""Whether a question without pronouns is understood only after the one before."""

import pytest

from bot.answering.english.followups.dependence import depends, goes_on
from bot.answering.english.followups.turns import read_turn

FINAL = read_turn("how many people watched the final between Rovers and Athletic?", "80,000")


def leans(question: str, *, points_back: bool = False, hangs: bool = False) -> bool:
    return depends(question, FINAL, points_back=points_back, hangs=hangs)


@pytest.mark.parametrize(
    "question", ["who won?", "was anyone hurt?", "did Lind win instead?", "how many young viewers?"]
)
def test_what_says_little_leans(question):
    """Few words and no name; a comparison, whoever is named; the words of the question before."""
    assert leans(question)


@pytest.mark.parametrize(
    "question",
    [
        "who owns Quillon?",
        "what is varroa?",
        "how do vaccines protect children from measles?",
        "who won the final between Rovers and Athletic?",
        "how many people watched it in Torvik with Athletic?",
    ],
)
def test_what_says_enough_does_not(question):
    """A name of its own, a definition, many words, or the subject of the question before."""
    assert not leans(question)


def test_a_word_that_points_back():
    """`and` makes a question lean that names nothing, or one name and nothing else."""
    assert leans("did many schools get tickets very late?", points_back=True)
    assert leans("did Lind agree?", points_back=True)
    assert not leans("did Lind buy Quillon?", points_back=True)


def test_a_noun_that_hangs():
    """`the tunnel` leans where the question says little else."""
    assert leans("who dug the old deep tunnel?", hangs=True)
    assert not leans("who dug the old deep tunnel?")


def test_more_of_the_same():
    """`else` and "so far" go on; "more than" does not."""
    assert goes_on("what else?")
    assert goes_on("what was found so far?")
    assert not goes_on("did it cost more then?")
