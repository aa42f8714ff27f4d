"""Averages the weights of stages of training: `python tools/average_weights.py OUT.pt WEIGHTS.pt WEIGHTS.pt ...`.

Stages of one line of training lie close together, and their mean reads a little better than each of them, at the cost
of one (Wortsman et al., Model soups, ICML 2022).
"""

import argparse
from pathlib import Path

import torch


def main() -> None:
    """Read all, average what is not counted in whole numbers, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("weights", type=Path, nargs="+", help="weights.pt of stages with the same layers")
    arguments = parser.parse_args()
    stages = [torch.load(path) for path in arguments.weights]
    torch.save({name: averaged([stage[name] for stage in stages]) for name in stages[-1]}, arguments.out)


def averaged(tensors: list[torch.Tensor]) -> torch.Tensor:
    """Their mean; of whole numbers the last one."""
    return torch.stack(tensors).mean(dim=0) if tensors[-1].is_floating_point() else tensors[-1]


if __name__ == "__main__":
    main()
