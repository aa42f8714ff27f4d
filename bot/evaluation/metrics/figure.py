"""One metric of one run: its value for every question, or one value for the whole run.

Nothing is computed here but the mean; intervals and comparisons are made elsewhere, from the values.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.evaluation.metrics.cases import Case


class Unit(StrEnum):
    """What a figure counts."""

    SHARE = "share"
    """0..1."""
    NUMBER = "number"
    SECONDS = "seconds"
    USD = "usd"
    MIB = "mib"


class Group(StrEnum):
    """Figures of one group stand together."""

    RETRIEVAL = "retrieval"
    ANSWERS = "answers"
    ABSTENTION = "abstention"
    CITATIONS = "citations"
    COST = "cost"


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric that every question has a value of. Its name is also what `--max-drop` calls it."""

    name: str
    group: Group
    values: Mapping[str, float | None]
    """By question id. None: the metric says nothing of that question, which then counts nowhere."""
    higher_is_better: bool | None = True
    """None: neither is."""
    unit: Unit = Unit.SHARE

    def __post_init__(self) -> None:
        for question, value in self.values.items():
            if value is not None and not math.isfinite(value):
                raise ValueError(f"{self.name} of question {question!r} is {value}, which is no measurement.")

    @property
    def n(self) -> int:
        """Questions that it was measured on."""
        return sum(value is not None for value in self.values.values())

    @property
    def mean(self) -> float | None:
        """The mean over those questions, each with the same weight; None where there are none."""
        values = [value for value in self.values.values() if value is not None]
        return math.fsum(values) / len(values) if values else None

    def among(self, questions: Collection[str]) -> "Figure":
        """The same figure of these questions only."""
        return replace(self, values={id_: value for id_, value in self.values.items() if id_ in questions})


@dataclass(frozen=True, slots=True)
class Total:
    """A metric that only a whole run has. `value` None: there was nothing to measure it on."""

    name: str
    group: Group
    value: float | None
    n: int
    """Questions that it was measured on."""
    higher_is_better: bool | None = True
    unit: Unit = Unit.SHARE


@dataclass(frozen=True, slots=True)
class Measure:
    """How a figure is measured on one question."""

    name: str
    of: Callable[[Case], float | None]
    higher_is_better: bool | None = True
    unit: Unit = Unit.SHARE

    def figure(self, group: Group, cases: Sequence[Case]) -> Figure:
        """Its value for every question."""
        values = {case.gold.id: self.of(case) for case in cases}
        return Figure(self.name, group, values, self.higher_is_better, self.unit)
