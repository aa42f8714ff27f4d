"""A language model's reply becomes claims, however it comes in pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.proving.claim import Claim
from bot.answering.replies import (
    ABSTENTION,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    ReplyReader,
    abstains,
    claimed,
)

NUMBERS = {1, 2, 3}
PIECES = st.lists(
    st.sampled_from(
        ["Oslo won", " [1]", "[2", "]", ".", "\n", "- ", "**", " ", "It rose 3.5%", "[9]", "[1, 3]", "…", "`"]
    )
    | st.text(max_size=5),
    max_size=30,
)


def read(*pieces: str) -> list[Claim]:
    reader = ReplyReader(NUMBERS)
    return [claim for piece in pieces for claim in reader.feed(piece)] + list(reader.finish())


def test_a_line_is_a_statement_with_what_it_cites():
    """Markers go, the numbers of evidence stay."""
    assert read("Oslo won on Monday [1][3].\nBergen lost [2].\n") == [
        Claim("Oslo won on Monday.", (1, 3)),
        Claim("Bergen lost.", (2,)),
    ]


def test_a_statement_is_there_before_the_reply_is_complete():
    """It is handed out as soon as its line ends or another sentence begins behind its markers."""
    reader = ReplyReader(NUMBERS)
    assert list(reader.feed("Oslo won on Monday [1]")) == []
    assert list(reader.feed(". Ber")) == [Claim("Oslo won on Monday.", (1,))]
    assert list(reader.feed("gen lost.")) == []
    assert list(reader.feed("\n")) == [Claim("Bergen lost.")]


def test_markers_that_name_no_evidence_are_counted():
    """They are taken out of the text and out of what is cited."""
    assert read("Oslo won [7][1][99].") == [Claim("Oslo won.", (1,), unknown=2)]


@pytest.mark.parametrize(
    "raw",
    [
        "- Oslo won [1].",
        "1. Oslo won [1].",
        "* **Oslo** won [1].",
        "> _Oslo_ won [1].",
        "## Oslo won [1].",
        "Oslo won 【1】.",
        "Oslo won 【1†source】.",
        "Oslo won [ 1 ] .",
        "Oslo \u200bwon\u202e [1].",
        "`Oslo` won [1].",
    ],
)
def test_lists_type_and_unseen_characters_are_taken_off(raw):
    """What models put around a statement is no part of it."""
    assert claimed(raw, NUMBERS) == Claim("Oslo won.", (1,))


@pytest.mark.parametrize("number", ["2.5 percent", "$1.5bn", "3-2", "Jan. 2", "snake_case", "5 * 3", "AT&T", "U.S."])
def test_what_a_statement_says_is_left(number):
    """Figures and marks within words are no type."""
    assert claimed(f"Oslo has {number} of it [1].", NUMBERS).text == f"Oslo has {number} of it."


@pytest.mark.parametrize("raw", ["", "\n\n", "```", "```json\n", "---", "***", "[1]", "…\n", "- \n"])
def test_what_says_nothing_is_no_statement(raw):
    """Fences, rules and lone markers are passed over."""
    assert read(raw) == []


def test_the_agreed_sentence_is_an_abstention():
    """Whatever its case, type and full stop."""
    (claim,) = read(f"**{ABSTENTION.rstrip('.').upper()}**")
    assert abstains(claim.text)
    assert not abstains("The articles do not answer this question, but Oslo won.")


def test_an_endless_line_is_cut():
    """A reply without an end is taken in bounded pieces, and only so many of them."""
    claims = read(*["word " * 100] * 200)
    assert len(claims) == MOST_STATEMENTS
    assert all(len(claim.text) <= LONGEST_STATEMENT for claim in claims)


@given(PIECES)
def test_pieces_do_not_matter(pieces):
    """The same reply gives the same claims, wherever it was cut into pieces."""
    whole = "".join(pieces)
    assert len(whole) > LONGEST_STATEMENT or read(*pieces) == read(whole) == read(*whole)


@given(PIECES)
def test_nothing_unseen_and_no_marker_of_evidence_is_left(pieces):
    """Claims name only evidence that was given, each once, and say something."""
    for claim in read(*pieces):
        assert set(claim.cited) <= NUMBERS
        assert len(set(claim.cited)) == len(claim.cited)
        assert any(character.isalnum() for character in claim.text)
        assert "[1]" not in claim.text
        assert "\u200b" not in claim.text
