"""The figures that several benchmarks print."""

import numpy as np

from bot.evaluation.statistics.intervals import share_interval


def interval(right: int, total: int) -> str:
    """A share with its 95 % Wilson interval."""
    share = share_interval(right, total)
    return f"{share.value:.3f} [{share.low:.2f}, {share.high:.2f}] ({right}/{total})" if share else "-"


def area(positive: np.ndarray, negative: np.ndarray) -> float:
    """The chance that a random positive scores above a random negative; ties count half."""
    above = positive[:, None] > negative
    return float(np.mean(above + 0.5 * (positive[:, None] == negative)))
