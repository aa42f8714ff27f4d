"""What a report draws: finished runs with their figures, curves and questions, and how the runs differ.

Everything here was measured elsewhere. A figure that could not be measured is None, never NaN.
"""

from dataclasses import dataclass, field

from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.metrics.selective import RiskPoint
from bot.evaluation.record import Record, RunInfo
from bot.evaluation.statistics.calibrating import Bin


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One metric of one run."""

    name: str
    group: str
    """retrieval, answers, abstention, citations, cost, judge: figures of one group stand together."""
    mean: float | None
    low: float | None = None
    """Ends of the 95 % interval; None: not known."""
    high: float | None = None
    n: int = 0
    """Questions that it was measured on."""
    higher_is_better: bool | None = True
    """None: neither is."""
    unit: Unit = Unit.SHARE
    meaning: str = ""
    """What it counts, in a few words; those that have one are shown first, the others folded away."""


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """The figures of the questions of one type."""

    type: str
    figures: tuple[ReportedFigure, ...]


@dataclass(frozen=True, slots=True)
class HitAt:
    """The share of questions with a hit among the first `k`; all shares 0..1."""

    k: int
    share: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class QualityAtCost:
    """What a quality figure was, and what it took for a question."""

    quality_name: str
    quality: float
    """0..1."""
    cost: float
    """For a question, in `unit`."""
    unit: Unit = Unit.SECONDS
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Curves:
    """What is plotted. An empty one is not drawn."""

    hit_at: tuple[HitAt, ...] = ()
    reliability: tuple[Bin, ...] = ()
    risk_coverage: tuple[RiskPoint, ...] = ()
    latencies: tuple[float, ...] = ()
    """Seconds of each answer; only of runs that asked one question at a time."""
    quality_at_cost: tuple[QualityAtCost, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedQuestion:
    """One question with what is right and what was answered."""

    gold: GoldQuestion
    record: Record
    right: bool | None
    """None: the set does not tell what is right."""
    dropped: tuple[str, ...] = ()
    """Statements that the prover did not let pass, where the run kept them."""


@dataclass(frozen=True, slots=True)
class RunReport:
    """One finished run."""

    info: RunInfo
    figures: tuple[ReportedFigure, ...]
    by_type: tuple[TypeFigures, ...] = ()
    curves: Curves = field(default_factory=Curves)
    questions: tuple[ReportedQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """A metric of one run minus the same of the baseline, in the metric's unit."""

    name: str
    group: str
    difference: float
    low: float | None
    """Ends of the 95 % interval; None: not known."""
    high: float | None
    p_value: float | None = None
    """Corrected for the number of metrics."""
    significant: bool | None = None
    """None: not tested."""
    higher_is_better: bool | None = True
    unit: Unit = Unit.SHARE
    before: float | None = None
    """Means over the `n` questions that both runs have a figure of."""
    after: float | None = None
    n: int = 0
    better: tuple[str, ...] = ()
    """Ids of the questions that changed in this metric, the most changed first."""
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a run differs from the baseline. Runs are named as in their `RunInfo`."""

    baseline: str
    run: str
    differences: tuple[Difference, ...]
    better: tuple[str, ...] = ()
    """Ids of the questions that changed for better."""
    worse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """All that one report shows; runs in the order in which they stand side by side."""

    title: str
    runs: tuple[RunReport, ...]
    comparisons: tuple[Comparison, ...] = ()
