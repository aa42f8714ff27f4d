"""How words are made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.proving.wording import LONGEST_SOURCE, alike, closest, is_past, plain, words_of


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("“Fifty\u200b nine” apps", '"Fifty nine" apps'),
        ("５９ ａｐｐｓ", "59 apps"),
        ("٤٧ apps", "47 apps"),
        ("the **ban** on apps", "the ban on apps"),
        ("a ban — at last", "a ban - at last"),
        ("no\u202ewt\nline", "nowt line"),
    ],
)
def test_one_spelling_is_made_of_many(written: str, compared: str):
    """Invisible characters, typographic marks, figures of other scripts and bold type make no difference."""
    assert plain(written) == compared


@given(st.text())
def test_what_is_plain_stays_as_it_is(text: str):
    """Making a text plain twice changes nothing more, and never more is read than the limit."""
    once = plain(text)
    assert plain(once) == once
    assert len(plain(text * 2)) <= 18 * LONGEST_SOURCE  # one character may be written out as up to 18 (U+FDFA)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sold", "sale", True),
        ("took", "taken", True),
        ("banned", "ban", True),
        ("bought", "sold", False),
        ("US", "us", True),
    ],
)
def test_forms_of_one_word_are_alike(one: str, other: str, same: bool):
    """Inflections that no stemmer joins are joined; opposites are not."""
    assert alike(words_of(one)[0], words_of(other)[0]) is same


def test_the_same_letters_are_closer_than_the_same_meaning():
    """Where a source has the very word, its synonyms there do not count."""
    (word,) = words_of("prohibited")
    assert [each.text for each in closest(word, words_of("It banned what it had prohibited."))] == ["prohibited"]
    assert [each.text for each in closest(word, words_of("It banned three apps."))] == ["banned"]


def test_a_verb_in_the_past_is_told_by_its_form():
    """Regular and irregular forms; a noun of the same family is none."""
    assert is_past("moved")
    assert is_past("sold")
    assert not is_past("sell")
    assert not is_past("sale")
