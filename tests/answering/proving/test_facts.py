"""Hard facts of a claim, all kinds together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.proving.facts import check_facts
from bot.answering.proving.wording import plain
from tests.answering.proving.making import source, whole

SAID = "“They changed the locks,” said Meera Olsen, who runs the harbour. See https://harbour.example/locks for more."
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def lacking(claim: str, text: str = SAID, *chosen: int) -> tuple[str, ...]:
    return check_facts(plain(claim), source(text, *chosen), frozenset()).lacking


def test_quoted_words_must_stand_there_as_they_are():
    """The same words in any marks; an ellipsis may leave some out."""
    assert lacking('Meera Olsen said "they changed the locks".') == ()
    assert lacking("Meera Olsen said ‘They changed the locks,’ and left.") == ()
    assert lacking('Meera Olsen said "they ... the locks".') == ()
    assert lacking('Meera Olsen said "they broke the locks".') == (
        'no quote has the quoted words: "they broke the locks"',
    )


@pytest.mark.parametrize(
    "planted",
    [
        "https://evil.example/?q=locks",
        "[more](https://evil.example)",
        "![](x)",
        "<img src=x>",
        "evil.example",
        "www.evil.example",
        "[2]",
        "【2】",
        "mail me@evil.example",
        "@evil",
        "javascript:alert",
        "{{x}}",
        "/etc/passwd/x",
        "a" * 80,
    ],
)
def test_what_is_no_prose_is_refused(planted: str):
    """Links, markup, code, addresses and markers that no quote holds never reach an answer."""
    found = lacking(f"Meera Olsen runs the harbour {planted} and changed the locks.")
    assert any("no prose" in each for each in found)


def test_a_link_that_the_quote_holds_is_a_fact():
    """What stands in the article as it is may be repeated."""
    assert lacking("More stands at https://harbour.example/locks for readers.", SAID, 1) == ()


def test_nothing_is_grafted_on_a_name():
    """Joined to a name by a hyphen a word is as strange as alone; joined to another word it is judged by meaning."""
    assert lacking("They changed the locks, meera-bamboozle.") == ("no quote has the compound: meera-bamboozle",)
    assert lacking("They changed the harbour-side locks.") == ()


def test_every_kind_that_is_missing_is_told():
    """Figure, date and name, in words for a person."""
    assert lacking("Jonas Pryce changed 14 locks on Friday.", "They changed the locks.") == (
        "no quote has the figure: 14",
        "no quote has the date: Friday",
        "no quote has the name: Jonas Pryce",
    )


@given(ANY_TEXT)
def test_any_text_is_read(text: str):
    """Whatever a model writes: nothing raises, and what is told of it is short."""
    assert all(len(each) < 160 for each in lacking(text))


@given(st.from_regex(r"[A-Za-z .,'\"()-]{0,60}[A-Z][a-z]{2,8}[A-Za-z .,'\"()-]{0,60}", fullmatch=True))
def test_a_text_lacks_nothing_of_itself(text: str):
    """A claim that repeats its source has all its facts."""
    assert check_facts(plain(text), whole(text), frozenset()).lacking == ()
