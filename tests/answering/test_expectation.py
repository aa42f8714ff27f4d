"""What kind of answer a question asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.expectation import Kind, expectation


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("who is Microsoft negotiating with?", Kind.NAME),
        ("Which company wants to buy Arm?", Kind.NAME),
        ("what is WeChat's parent company?", Kind.NAME),
        ("which country banned TikTok and WeChat?", Kind.PLACE),
        ("where is the data backed up", Kind.PLACE),
        ("where was he when he said it?", Kind.PLACE),
        ("by when does Microsoft want to close the deal?", Kind.TIME),
        ("What date did the order take effect?", Kind.TIME),
        ("how many apps were banned?", Kind.NUMBER),
        ("how much will Microsoft pay for TikTok?", Kind.MONEY),
        ("What share of TikTok Global does Oracle get?", Kind.SHARE),
        ("Is Microsoft still bidding?", Kind.YES_NO),
        ("why did Mayer resign?", Kind.OPEN),
        ("what did Navarro warn of?", Kind.OPEN),
        ("", Kind.OPEN),
    ],
)
def test_kind_is_read_off_the_wording(question, kind):
    """The first question word decides, unless a noun says what is asked for."""
    assert expectation(question).kind is kind


def test_who_said_asks_for_the_speaker():
    """ "Who said" and "who warned" want the one who speaks; "who founded" does not."""
    assert expectation("who said action would be taken?").speaker
    assert expectation("Who warned of that?").speaker
    assert not expectation("who founded ByteDance?").speaker


def test_what_is_counted_is_kept():
    """ "How many users" keeps "users", so that a number of dollars is no answer."""
    assert expectation("how many users does TikTok have?").focus == "users"


@given(st.text(max_size=200))
def test_any_text_has_an_expectation(text):
    """No wording breaks it."""
    assert expectation(text).kind in Kind
