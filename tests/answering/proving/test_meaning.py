"""How surely a source says a claim."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.proving.meaning import FITTED, SUPPORTED, Signals, measure
from bot.answering.proving.wording import coverage
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.models.onnx_reader import MiniLMReader
from tests.answering.proving.making import source

HARBOUR = "The council approved the new stadium on Monday. It rained. Bakers in Oslo ended their strike."


def support(claim: str, *chosen: int) -> float:
    (signals,) = measure(claim, [source(HARBOUR, *chosen)], MiniLMReader(), MiniLMEmbedder())
    return FITTED.support(signals)


def test_the_sentence_that_says_it_supports_it():
    """In other words still surely enough; a sentence on something else does not."""
    assert support("On Monday the new stadium was given approval by the council.", 0) > SUPPORTED
    assert support("On Monday the new stadium was given approval by the council.", 2) < SUPPORTED


def test_nothing_is_measured_of_nothing():
    """Without a source no model is asked."""
    assert measure("The council approved it.", [], MiniLMReader(), MiniLMEmbedder()) == []


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.integers(0, 2), st.floats(0, 1))
def test_more_of_any_signal_is_more_support(values: list[float], place: int, more: float):
    """Support is a probability, and grows with each signal."""
    raised = [*values]
    raised[place] = max(raised[place], more)
    assert 0 < FITTED.support(Signals(*values)) <= FITTED.support(Signals(*raised)) < 1


@pytest.mark.parametrize(
    ("claim", "share"),
    [("The council approved the stadium.", 1.0), ("The council rejected the stadium.", 2 / 3), ("It was.", 1.0)],
)
def test_coverage_is_the_share_of_telling_words(claim: str, share: float):
    """Words of like meaning count, words without content do not."""
    assert coverage(claim, "The council gave the stadium its approval.") == pytest.approx(share)
