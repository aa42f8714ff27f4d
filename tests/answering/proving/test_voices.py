"""Who speaks in a sentence, and what he is reported to say."""

import pytest

from bot.answering.proving.voices import voices, voices_in
from tests.answering.proving.making import source


@pytest.mark.parametrize(
    ("text", "phrase", "said"),
    [
        ("Wilbur Ross said the steps would help.", "Wilbur Ross", " the steps would help."),
        ("The steps would help the users, Wilbur Ross said.", "Wilbur Ross", "The steps would help the users, "),
        ("Nvidia's chief, Jensen Huang, promised to keep it.", "Jensen Huang,", " to keep it."),
        ("On Monday, the owner said that it left.", "the owner", " that it left."),
        (
            "According to lawyers, the approval takes days.",
            "lawyers",
            "According to lawyers, the approval takes days.",
        ),
        ("The apps, it said on Friday, were unsafe.", "it", "The apps, it said on Friday, were unsafe."),
    ],
)
def test_a_voice_has_words_for_it_and_a_stretch(text: str, phrase: str, said: str):
    """Before, behind or within what is said; a time or an office before a comma is not yet it."""
    (voice,) = voices_in(text)
    assert (voice.phrases[0], text[voice.first : voice.last]) == (phrase, said)


def test_a_second_word_of_saying_has_the_same_speaker():
    """ "X denies it and says so": X says so."""
    assert [voice.phrases[0] for voice in voices_in("TikTok denies it and says that it left.")] == ["TikTok", "TikTok"]


def test_a_quotation_that_goes_on_keeps_its_speaker():
    """A sentence that is nothing but quotation is said by whom the article names before."""
    told = source("“They left,” said Wen Halloran. “Nobody asked us.”", 1)
    (voice,) = voices(told, 1)
    assert voice.phrases == ("Wen Halloran",)
