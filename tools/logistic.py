"""Logistic regression with a ridge, fitted by Newton's method."""

import numpy as np


def fit(inputs: np.ndarray, right: np.ndarray, weight: np.ndarray, ridge: float) -> np.ndarray:
    """The bias, on which the ridge does not weigh, then one weight for each column of inputs."""
    inputs = np.column_stack((np.ones(len(inputs)), inputs))
    penalty = np.eye(inputs.shape[1]) * ridge
    penalty[0, 0] = 0.0
    fitted = np.zeros(inputs.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ fitted))
        step = np.linalg.solve(
            (inputs * (weight * said * (1 - said))[:, None]).T @ inputs + penalty,
            inputs.T @ (weight * (right - said)) - penalty @ fitted,
        )
        fitted += step
        if np.abs(step).max() < 1e-9:
            break
    return fitted


def probability(fitted: np.ndarray, signals: tuple[float, ...]) -> float:
    """How likely what is measured so is right, by what was fitted."""
    return float(1 / (1 + np.exp(-(fitted[0] + np.array(signals) @ fitted[1:]))))
