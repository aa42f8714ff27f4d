"""How often chance alone makes such a difference: the paired randomisation test, and what many tests at once need.

If two runs are equally good, it was chance which of them got the better figure at each question: every gain could as
well have had the other sign. Leaves out how large a difference is; its interval tells (comparing.py).
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.statistics.chance import DRAWS, SEED, portions

MOST_COUNTED = 16
"""Gains of different sizes up to which all signs are tried: 65,536, about what DRAWS take."""

_TIES = 1e-9
"""Relative; sums that differ by less are equal but for rounding."""


def randomisation_p(gains: Sequence[float]) -> float:
    """The two-sided p value that the mean gain is zero, by question (Smucker, Allan & Carterette 2007, CIKM).

    Exact where all gains are of one size (then it is the sign test, as for a metric of 0 and 1) and where they are few;
    else by DRAWS random signs, the observed ones counted as one more (Phipson & Smyth 2010, Stat. Appl. Genet. Mol.
    Biol. 9), so never below 1 / (DRAWS + 1).

    >>> round(randomisation_p([1, 1, 1, 1, 1, -1, 0]), 9)
    0.21875
    """
    moved = np.array([gain for gain in gains if gain], dtype=np.float64)
    if not moved.size:
        return 1.0
    if np.ptp(np.abs(moved)) <= _TIES * np.abs(moved).max():
        return _sign_test(int((moved > 0).sum()), moved.size)
    enough = abs(moved.sum()) - _TIES * np.abs(moved).sum()
    if moved.size <= MOST_COUNTED:
        return float((np.abs(_all_sums(moved)) >= enough).mean())
    return (1 + int((np.abs(_drawn_sums(moved)) >= enough).sum())) / (1 + DRAWS)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Each p value corrected for the number of tests (Holm 1979, Scand. J. Stat. 6), in the order given.

    The chance that any of them falls below 0.05 where nothing differs stays at 5 %, however they depend on each other.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for rank, at in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[at]))
        corrected[at] = highest
    return tuple(corrected)


def _sign_test(better: int, count: int) -> float:
    """Twice the chance of so many heads or more among `count` fair coins."""
    least = max(better, count - better)
    chances = (
        math.exp(math.lgamma(count + 1) - math.lgamma(k + 1) - math.lgamma(count - k + 1) - count * math.log(2))
        for k in range(least, count + 1)
    )
    return min(1.0, 2 * math.fsum(chances))


def _all_sums(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """The sums of the gains under every choice of signs."""
    sums = np.zeros(1)
    for gain in gains:
        sums = np.concatenate([sums + gain, sums - gain])
    return sums


def _drawn_sums(gains: NDArray[np.float64]) -> NDArray[np.float64]:
    """The same under DRAWS choices."""
    chance = np.random.default_rng(SEED)
    return np.concatenate([_signs(chance, draws, gains.size) @ gains for draws in portions(gains.size)])


def _signs(chance: np.random.Generator, rows: int, columns: int) -> NDArray[np.float64]:
    """-1 and 1 by the bit, which is much quicker than a number each."""
    packed = np.frombuffer(chance.bytes(-(-rows * columns // 8)), dtype=np.uint8)
    return np.unpackbits(packed, count=rows * columns).reshape(rows, columns).astype(np.float64) * 2 - 1
