"""The figures that several benchmarks print."""

import math

import numpy as np


def interval(right: int, total: int) -> str:
    """A share with its 95 % Wilson interval."""
    if not total:
        return "-"
    z, p = 1.96, right / total
    middle, spread = p + z * z / (2 * total), z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    low, high = (middle - spread) / (1 + z * z / total), (middle + spread) / (1 + z * z / total)
    return f"{p:.3f} [{low:.2f}, {high:.2f}] ({right}/{total})"


def area(positive: np.ndarray, negative: np.ndarray) -> float:
    """The chance that a random positive scores above a random negative; ties count half."""
    above = positive[:, None] > negative
    return float(np.mean(above + 0.5 * (positive[:, None] == negative)))
