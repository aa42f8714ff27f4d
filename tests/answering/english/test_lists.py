"""Rows of names and phrases."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.english.lists import enumeration, stretch


def row(text: str, span: str) -> list[str]:
    start = text.index(span)
    return [text[item.start : item.end] for item in enumeration(text, start, start + len(span), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "span", "items"),
    [
        (
            "The ferry will call at four ports: Bergen, the Faroe Islands, Hull and Saint-Malo.",
            "Hull",
            ["Bergen", "Faroe Islands", "Hull", "Saint-Malo"],
        ),
        ("Chile, Peru, and Bolivia signed the water treaty on Friday.", "Peru", ["Chile", "Peru", "Bolivia"]),
        ("The prize went to Rosa Lind and Pieter Aalto.", "Rosa Lind", ["Rosa Lind", "Pieter Aalto"]),
        (
            "The accounts of former mayor Ines Duarte, the singer Olu Bello and Brask founder Karl Brask were emptied.",
            "Ines Duarte",
            ["Ines Duarte", "Olu Bello", "Karl Brask"],
        ),
        ("Neither Ghana nor Togo or Benin was invited, said Mali.", "Benin", ["Togo", "Benin"]),
    ],
)
def test_a_name_brings_the_row_it_stands_in(text, span, items):
    """From one item the whole row is found, without articles and roles, from the first to the one behind "and"."""
    assert row(text, span) == items


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Halden, a port in the north, was closed, and Brask was sold.", "Halden"),
        ("She moved to Tromso, Norway, in May.", "Tromso"),
        ("Rosa Lind, Brask's chief, met Pieter Aalto.", "Rosa Lind"),
        ("Only Peru signed.", "Peru"),
        ("Peru signed. Chile and Bolivia did not.", "Peru"),
    ],
)
def test_what_stands_alone_is_no_row(text, span):
    """Appositions and a place within a place are not several answers."""
    assert row(text, span) == []


@pytest.mark.parametrize(
    ("text", "span", "items"),
    [
        (
            "Applicants must own a boat, hold a licence for five years and pass a swimming test.",
            "own a boat, hold a licence for five years and pass a swimming test",
            ["own a boat", "hold a licence for five years", "pass a swimming test"],
        ),
        (
            "The new line is meant for three uses: night trains, freight and school trips.",
            "three uses: night trains",
            ["night trains", "freight", "school trips"],
        ),
        (
            "Thieves took silver spoons, a clock and two maps, police said.",
            "silver spoons",
            ["silver spoons", "a clock", "two maps"],
        ),
    ],
)
def test_phrases_in_a_row_are_items_too(text, span, items):
    """What is enumerated need not be a name."""
    assert row(text, span) == items


def test_the_row_as_written_is_one_slice():
    """The short answer can be the exact words of the article."""
    text = "Chile, Peru, and Bolivia signed."
    whole = stretch(enumeration(text, 0, 5, 0, len(text)))
    assert text[whole.start : whole.end] == "Chile, Peru, and Bolivia"


@settings(deadline=None)
@given(st.text(alphabet='AbC ,;.&and’"\n', max_size=120), st.data())
def test_items_are_slices_in_order(text, data):
    """Whatever the text, items ascend, do not touch each other and lie inside the sentence."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    items = enumeration(text, start, end, 0, len(text))
    bounds = [bound for item in items for bound in (item.start, item.end)]
    assert bounds == sorted(bounds)
    assert all(0 <= item.start < item.end <= len(text) for item in items)
