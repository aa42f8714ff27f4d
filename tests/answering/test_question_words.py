"""The words of a question, weighed against what was found."""

from bot.answering.english.polarity import is_negative
from bot.answering.english.vocabulary import meanings
from bot.answering.question_words import covered, question_words, word_meanings
from tests.answering.making import hit

HITS = [
    hit("The app's owner, ByteDance, is in talks with Microsoft.", "a"),
    hit("India banned the app. Later ByteDance sued.", "b"),
]


def by_word(question: str) -> dict:
    return {word.word: word for word in question_words(question, HITS)}


def test_names_are_told_from_other_words_without_capitals_in_the_question():
    """What stands capital inside the articles' sentences is a name, however it is typed."""
    words = by_word("who is microsoft negotiating with?")
    assert words["microsoft"].is_name
    assert not words["negotiating"].is_name


def test_a_rare_word_weighs_more_than_one_that_all_passages_hold():
    """Weights fall with the number of passages that hold a word."""
    words = by_word("did ByteDance sue India over tariffs?")
    assert words["tariffs"].weight > words["India"].weight > words["ByteDance"].weight


def test_news_words_that_say_the_same_are_one_meaning():
    """Talks and negotiations, bans and blocks; a word outside every group stands for itself."""
    assert meanings("negotiating") & meanings("talks")
    assert meanings("banned") & meanings("prohibits")
    assert not meanings("tungsten") & meanings("talks")


def test_covered_is_a_share_of_weight():
    """Nothing asked is all met; nothing present is nothing met."""
    words = question_words("did ByteDance sue?", HITS)
    assert covered((), frozenset()) == 1.0
    assert covered(words, frozenset()) == 0.0
    assert covered(words, word_meanings("ByteDance has sued.")) == 1.0


def test_negations_are_seen():
    """Not, no, never, n't, denied, turned down; "note" and "north" are none."""
    assert all(
        map(is_negative, ("It did not.", "No price was named.", "They haven’t.", "He denied it.", "turned down"))
    )
    assert not any(map(is_negative, ("Note this.", "It moved north.", "It was sold.")))
