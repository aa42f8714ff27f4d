"""What of a reply is believed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.evaluation.drafting.proposal import Proposal
from bot.evaluation.drafting.proposed import proposed
from tests.evaluation.drafting.making import article

QUOTE = "Norway banned 12 foreign trawlers on Aug. 2, a ministry said."
GOOD = {"question": "Who banned foreign trawlers in August?", "answer": "Norway", "type": "who", "quote": QUOTE}
TYPES = ("who", "how_many")


def taken(*lines: object, cut: bool = False):
    reply = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines)
    return proposed(reply, article(), TYPES, cut=cut)


def test_what_the_article_holds_is_believed():
    """Each question once."""
    found = taken(GOOD, "", GOOD)
    assert found.proposals == (Proposal(GOOD["question"], ("Norway",), "who", QUOTE),)
    assert found.dropped == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"quote": QUOTE.replace("12", "13")},
        {"quote": "Norway banned"},
        {"answer": "Sweden"},
        {"answer": ""},
        {"answer": 12},
        {"answer": "a"},
        {"question": "Who banned Norway?"},
        {"question": "Tell me of trawlers."},
        {"question": "Who \u202ebanned trawlers?"},
        {"question": "Who?" + "o" * 300 + "?"},
        {"question": "?"},
        {"type": "why"},
        {"type": None},
        {"more": "text"},
    ],
)
def test_what_is_not_so_is_dropped(changed):
    """An invented quote, an answer outside of it, a question that tells it, another form: counted, not mended."""
    assert taken({**GOOD, **changed}) == proposed("x", article(), TYPES)


@pytest.mark.parametrize(
    "line", ["Here they are:", "```json", "[1]", "{", "[" * 5_000, '{"a":' * 900, "{}", "null", "9" * 5_001]
)
def test_what_is_no_line_of_ours_is_dropped(line):
    """And does not take the others with it."""
    found = taken(line, GOOD)
    assert (len(found.proposals), found.dropped) == (1, 1)


def test_a_reply_that_broke_off_loses_its_last_line():
    """It may be half of something else."""
    assert taken(GOOD, cut=True).proposals == ()


@given(some.text())
def test_no_reply_breaks_it(reply):
    """Any text is taken apart."""
    assert proposed(reply, article(), TYPES).proposals == ()
