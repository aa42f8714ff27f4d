"""Where an article quotes."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.quotations import is_blank, masked, quotations


def quoted(text):
    return [text[each.start : each.end] for each in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Rain," he said. "Much of it."', ['"Rain,"', '"Much of it."']),
        ("“Rain,” he said.", ["“Rain,”"]),
        ("‘Rain,’ he said, and the neighbours’ dog barked.", ["‘Rain,’"]),
        ("'It isn't over,' she said.", ["'It isn't over,'"]),
        ("“She said ‘never’ twice,” he said.", ["“She said ‘never’ twice,”"]),
        ('A board 6" wide was found.', []),
        ("“Nobody closed this. He left.", []),
        ("The dogs' home and the cats' home.", []),
    ],
)
def test_marks_make_quotations(text, expected):
    """Straight, curly and single marks; apostrophes, inches and forgotten marks make none."""
    assert quoted(text) == expected


def test_paragraph_goes_on_in_an_open_quotation():
    """Each paragraph of a long quotation opens with a mark, only the last closes."""
    found = quotations("“The ice came.\n\n“It stayed,” she said.")
    assert [each.goes_on for each in found] == [False, True]


@settings(deadline=None)
@given(st.text(alphabet="ab. ,\"“”‘’'\n", max_size=200))
def test_quotations_ascend_and_masking_keeps_offsets(text):
    """Whatever the marks: apart, in order, and what is masked is exactly what is quoted."""
    found = quotations(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    shown = masked(text, 0, len(text), found)
    assert len(shown) == len(text)
    inside = {at for each in found for at in range(each.start, each.end)}
    assert all(is_blank(c) == (at in inside) for at, c in enumerate(shown))
