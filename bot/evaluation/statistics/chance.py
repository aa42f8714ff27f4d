"""How much chance is drawn in this room, from which seed, and in which portions."""

DRAWS = 10_000
"""Of a bootstrap and of a randomisation. An interval's ends are then the 2.5th and 97.5th percentile give or take 0.16
points, a p value of 0.05 is right to 0.002, and 500 questions take 30 ms."""

SEED = 1908
"""Of every draw; any number would do."""

_CELLS = 1_000_000
"""Drawn at a time: 8 MB, whatever the number of questions."""


def portions(questions: int) -> list[int]:
    """DRAWS cut up so that a portion of draws over all questions fits in memory."""
    most = max(1, _CELLS // questions)
    return [min(most, DRAWS - start) for start in range(0, DRAWS, most)]
