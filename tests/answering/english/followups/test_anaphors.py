"""Which words of a question lean on what was said before."""

import pytest

from bot.answering.english.followups.anaphors import Leans, anaphors

PRONOUN, PLACE, NOUN, MATTER = Leans.PRONOUN, Leans.PLACE, Leans.NOUN, Leans.MATTER


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        ("where is it based?", [("it", PRONOUN)]),
        ("what did she say about its price?", [("she", PRONOUN), ("its", PRONOUN)]),
        ("who replaced her?", [("her", PRONOUN)]),
        ("which of them agreed?", [("them", PRONOUN)]),
        ("are both closed?", [("both", PRONOUN)]),
        ("how many people live there?", [("there", PLACE)]),
        ("where did they go from there?", [("they", PRONOUN), ("from there", PLACE)]),
        ("who chairs that panel?", [("that panel", NOUN)]),
        ("why did the company close?", [("the company", NOUN)]),
        ("why is that?", [("that", MATTER)]),
        ("did Sudmark do the same?", [("do the same", MATTER)]),
    ],
)
def test_words_that_lean(question, leaning):
    """Pronouns, "there", nouns that point, and what takes up all that was said."""
    found = anaphors(question)
    assert [(question[each.place.start : each.place.end], each.leans) for each in found] == leaning


@pytest.mark.parametrize(
    "question",
    [
        "Is it true that Orsk is broke?",
        "How long does it take to fly to Oslo?",
        "Was it Orsk that paid?",
        "is it raining in Brell?",
        "Are there wolves in Norland?",
        "How many wolves are there?",
        "What happened this week?",
        "Who said that Orsk was broke?",
        "Are both Norland and Sudmark closed?",
        "Did Orsk say it would pay?",
    ],
)
def test_words_that_only_look_so(question):
    """Empty "it" and "there", "this week", "that" before a clause, and what the question names itself."""
    assert anaphors(question) == ()


def test_how_sure_a_noun_leans():
    """`that tunnel` needs something before it, "the tunnel" may not."""
    assert [each.sure for each in anaphors("who dug that tunnel?")] == [True]
    assert [each.sure for each in anaphors("who dug the tunnel?")] == [False]


def test_possessives():
    """`her` owns what follows; before a small word, or at the end, it is an object."""
    assert [each.possessive for each in anaphors("who paid her lawyer?")] == [True]
    assert [each.possessive for each in anaphors("who asked her to go?")] == [False]
