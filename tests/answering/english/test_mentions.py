"""Whom and what a sentence names, and as what."""

import pytest

from bot.answering.english.mentions import mentions
from bot.answering.english.name_runs import leading_name


def named(text):
    return {text[each.place.start : each.place.end]: each for each in mentions(text, 0, len(text), 0)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Treasury Secretary Ada Quill met Ana de Souza.", ["Ada Quill", "Ana de Souza"]),
        ("The Ministry of Health and Welfare closed on Monday.", ["Ministry of Health and Welfare"]),
        ("Secretary of State Ada Quill left Oslo's airport.", ["Ada Quill", "Oslo"]),
        ("Recently it rained in May.", []),
        ("Lawyers disagree. The lawyers said so.", []),
    ],
)
def test_names_are_found_without_titles_and_dates(text, names):
    """Titles, weekdays and words that open a sentence are no part of a name."""
    assert list(named(text)) == names


def test_form_tells_person_from_organisation():
    """A title or a description makes a person, an organisation's word an organisation; else it stays open."""
    found = named("Dr. Quill of Solvay Steel met Varma, who farms, in Oslo.")
    assert found["Quill"].person is True
    assert found["Solvay Steel"].person is False
    assert found["Varma"].person is True
    assert found["Oslo"].person is None


def test_pronouns_fit_by_title_and_kind():
    """ "She" may not mean Mr. Roe, "he" not a ministry, "it" not a person."""
    found = named("Mr. Roe joined the Finance Ministry.")
    assert found["Roe"].fits("he")
    assert not found["Roe"].fits("she")
    assert not found["Roe"].fits("it")
    assert found["Finance Ministry"].fits("it")
    assert not found["Finance Ministry"].fits("he")


def test_subject_opens_its_clause():
    """What a preposition or a verb leads to is no subject."""
    found = named("Kestrel Air bought Blue Heron, and Norhaus paid for it.")
    assert [name for name, each in found.items() if each.subject] == ["Kestrel Air", "Norhaus"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("a Treasury Department representative", None),
        ("China's foreign ministry", None),
        ("lawyers for Ada Quill", None),
        ("the Norwegian striker Mats Verhoeven", "Mats Verhoeven"),
        ("Analysts at Brightmoor", None),
    ],
)
def test_leading_name_heads_its_phrase(phrase, name):
    """A name that only belongs to the head of a phrase does not lead it."""
    place = leading_name(phrase)
    assert (place and phrase[place.start : place.end]) == name
