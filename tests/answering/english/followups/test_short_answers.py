"""What is a short answer, and what is none."""

import pytest

from bot.answering.english.followups.short_answers import answers_nothing, is_short


@pytest.mark.parametrize(
    "answer", ["The articles do not say.", "", " ", "I don't know", "Not certain", "The sources cannot tell who won."]
)
def test_no_answer(answer):
    """It says that it does not know."""
    assert answers_nothing(answer)


def test_an_answer_that_denies_is_one():
    """`nobody` is none, a refusal that was reported is."""
    assert not answers_nothing("ByteDance turned its offer down.")


@pytest.mark.parametrize("answer", ["Quillon", "a firm based in Oslo", "salt and timber", "the U.S. Navy"])
def test_names_and_things_are_short(answer):
    """Also with a participle."""
    assert is_short(answer, 80)


@pytest.mark.parametrize(
    "answer",
    ["Mount Hara erupted.", "She fined the company", "It rose.", "one two three four five six seven eight nine ten"],
)
def test_sentences_are_not(answer):
    """A verb, a pronoun that opens, many words."""
    assert not is_short(answer, 80)
