"""What is measured of a sentence that may answer, and the logistic rule that weighs it.

Weights: `tools/fit_sentence_reader.py`, on the sample's dev half (never on the test half) with the groups of synonyms
off: questions use words that nobody thought of.
"""

import math
from dataclasses import astuple, dataclass

FAINT = 1e-4
"""A probability that counts as none: keeps its logarithm finite."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of one sentence, each 0..1."""

    found: float
    """The model's probability that the answer stands here, on a logarithmic scale: 0 is FAINT, 1 is certain."""
    sure: float
    """The square root of that probability: tells apart what on the logarithmic scale is nearly certain."""
    again: float
    """As `found`, when the sentence is read with nothing but the one before it."""
    found_open: float
    """`found` where no name or number is asked for (yes/no, why), else 0: the model knows such questions less."""
    words: float
    words_around: float
    names_around: float
    predicate: float
    predicate_around: float
    kind: float
    rank: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A logistic rule: probability = 1 / (1 + exp(-(bias + weights . signals)))."""

    bias: float
    weights: Signals

    def probability(self, signals: Signals) -> float:
        total = self.bias + sum(w * s for w, s in zip(astuple(self.weights), astuple(signals), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


FITTED = Rule(
    bias=-7.30,
    weights=Signals(
        found=1.30,
        sure=1.86,
        again=2.11,
        found_open=0.0,
        words=1.27,
        words_around=1.20,
        names_around=0.32,
        predicate=0.10,
        predicate_around=-0.10,
        kind=1.13,
        rank=0.62,
    ),
)


def scaled(probability: float) -> float:
    """On a logarithmic scale: FAINT is 0, certain is 1."""
    return 1 - math.log(max(probability, FAINT)) / math.log(FAINT)
