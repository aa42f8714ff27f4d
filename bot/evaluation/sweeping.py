"""A grid over settings: which points it has, which of them nothing beats, and whether the best is really better.

The best of many settings on the questions it was chosen by is often best by chance, so that other questions have the
last word. Leaves out the asking (`conducting`).
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from bot import wiring
from bot.errors import UsageError
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.halving import halved
from bot.evaluation.measuring import Measured, interval, nearest, values
from bot.evaluation.metrics import abstention, answers, citations, retrieval
from bot.evaluation.statistics.comparing import Difference, compare
from bot.evaluation.statistics.intervals import Interval
from bot.settings.overriding import differing, overridden
from bot.settings.settings import Settings

OPTION = "--over"
Changes = Mapping[str, str]
"""Settings by dotted name; none of them: the defaults."""


class Halves(NamedTuple):
    """Questions to choose by, and questions to confirm on."""

    dev: tuple[GoldQuestion, ...]
    test: tuple[GoldQuestion, ...]


@dataclass(frozen=True, slots=True)
class Metric:
    """What is to be better."""

    name: str
    higher_is_better: bool


@dataclass(frozen=True, slots=True)
class Point:
    """Settings, and what they came to on the dev half."""

    changes: Changes
    run: str
    figures: tuple[tuple[Metric, Interval | None], ...]
    """The first is what the frontier is of. None: no question could be measured."""
    seconds: float | None
    """The mean of an answer; None: not measured, since several were asked at once."""
    failed: int

    @property
    def quality(self) -> float | None:
        """The first metric, so that more is better."""
        metric, found = self.figures[0]
        if found is None:
            return None
        return found.value if metric.higher_is_better else -found.value

    @property
    def label(self) -> str:
        """What it is called beside the others."""
        return " ".join(f"{name}={value}" for name, value in self.changes.items()) or "defaults"

    def beats(self, other: "Point") -> bool:
        """At least as good and as quick, and better or quicker. Without a time nothing is known to be quick."""
        pairs = list(zip(self.merits, other.merits, strict=True))
        return all(mine >= others for mine, others in pairs) and any(mine > others for mine, others in pairs)

    @property
    def merits(self) -> tuple[float, float]:
        """Quality and quickness, so that more is better."""
        quality = -math.inf if self.quality is None else self.quality
        return quality, -math.inf if self.seconds is None else -self.seconds


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The best point against the defaults on the test half. `differences`: a metric each, those that are measured."""

    metric: Metric
    differences: tuple[Difference, ...]

    @property
    def difference(self) -> Difference | None:
        """Of the metric that was swept for; None: no question of the test half has it."""
        return next((each for each in self.differences if each.metric == self.metric.name), None)

    @property
    def is_confirmed(self) -> bool:
        """Whether it is better, and chance alone is no likely reason."""
        found = self.difference
        return found is not None and found.is_significant and (found.change > 0) == self.metric.higher_is_better


def axes(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Name to values of texts like `search.hits=10,20`.

    Raises:
        UsageError: one has no name, no value or an empty one, or a name stands twice.

    """
    found: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, _, rest = (part.strip() for part in text.partition("="))
        given = tuple(dict.fromkeys(value.strip() for value in rest.split(",")))
        if not name or not all(given):
            raise UsageError(
                f"{OPTION} {text[:80]!r} is no row of values. Write it like {OPTION} search.hits=10,20,30."
            )
        if name in found:
            raise UsageError(f"{OPTION} {name} is given twice. Give all its values at once, with commas.")
        found[name] = given
    return found


def grid(over: Mapping[str, Sequence[str]], fixed: Collection[str], most: int) -> list[Changes]:
    """Every combination, after the defaults.

    Raises:
        UsageError: there is nothing to combine or too much, or one is in `fixed` too, which every point has.

    """
    if not over:
        raise UsageError(f"Nothing is swept. Give a setting with values: {OPTION} search.hits=10,20,30.")
    if twice := sorted(over.keys() & set(fixed)):
        raise UsageError(f"{twice[0]} is both swept and set. Give it with {OPTION} or with --set.")
    count = math.prod(map(len, over.values()))
    if count > most:
        sizes = " × ".join(str(len(given)) for given in over.values())
        raise UsageError(
            f"The grid has {count:,} points ({sizes}), and each asks the whole dev half; --most is {most:,}. "
            "Give fewer values, sweep one setting after the other, or raise --most."
        )
    return [{}, *(dict(zip(over, chosen, strict=True)) for chosen in product(*over.values()))]


def configured(settings: Settings, points: Iterable[Changes]) -> list[tuple[Changes, Settings]]:
    """Each point with its settings; of points that are the same, such as a default that is named, the first.

    Raises:
        ConfigurationError, NotConfigured: a point cannot be; the message says why.

    """
    found: dict[tuple[tuple[str, str], ...], tuple[Changes, Settings]] = {}
    for changes in points:
        changed = overridden(settings, changes)
        wiring.engine(changed)
        wiring.embedder(changed)
        found.setdefault(tuple(differing(changed).items()), (changes, changed))
    return list(found.values())


def metrics(names: Sequence[str]) -> list[Metric]:
    """The figures of quality of these names; the first decides.

    Raises:
        UsageError: there is none of a name, or neither more nor less of it is better.

    """
    known = {
        figure.name: figure.higher_is_better
        for room in (retrieval, answers, abstention, citations)
        for figure in room.figures([])
    }
    return [Metric(name, _direction(name, known)) for name in dict.fromkeys(names)]


def halves(questions: Sequence[GoldQuestion], limit: int | None = None) -> Halves:
    """The set's own halves, or where all its questions are of one, two by their ids; `limit`: the first of each.

    Raises:
        UsageError: a half is empty.

    """
    chosen, kept, _ = halved(questions, lambda question: question)
    if not chosen or not kept:
        raise UsageError(
            f"A sweep needs questions to choose by and others to confirm on; of {len(questions):,} there are "
            f"{len(chosen):,} and {len(kept):,}. Give a larger set, or give some questions the split dev."
        )
    return Halves(chosen[:limit], kept[:limit])


def point(changes: Changes, measured: Measured, wanted: Sequence[Metric]) -> Point:
    """What was measured of these settings on the dev half."""
    by_name = {figure.name: figure for figure in measured.figures}
    return Point(
        changes=changes,
        run=measured.info.name,
        figures=tuple((metric, interval(by_name[metric.name])) for metric in wanted),
        seconds=by_name["seconds"].mean,
        failed=measured.failed,
    )


def frontier(points: Sequence[Point]) -> list[Point]:
    """Those that no other beats (Pareto), the best first; of two that are alike the earlier."""
    unbeaten = [each for each in points if not any(other.beats(each) for other in points)]
    distinct = {each.merits: each for each in reversed(unbeaten)}
    return [distinct[merits] for merits in sorted(distinct, reverse=True)]


def best(points: Sequence[Point]) -> Point:
    """The one of the highest quality, whatever its time; of equal ones the first, so that chance changes no default."""
    return max(points, key=lambda point: point.merits[0])


def confirmed(defaults: Measured, best: Measured, wanted: Sequence[Metric]) -> Confirmation:
    """How the best differs from the defaults over the questions of the test half that both were asked."""
    names = shared(defaults, best, wanted)
    less = {metric.name for metric in wanted if not metric.higher_is_better}
    pair = (values(defaults, names), values(best, names))
    return Confirmation(wanted[0], compare(*pair, less_is_better=less) if names else ())


def shared(one: Measured, other: Measured, wanted: Sequence[Metric]) -> list[str]:
    """The metrics that some question has a value of in both."""
    names = [metric.name for metric in wanted]
    first, second = ({name: _measured(found) for name, found in values(run, names).items()} for run in (one, other))
    return [name for name in names if first[name] & second[name]]


def _measured(found: Mapping[str, float | None]) -> set[str]:
    return {question for question, value in found.items() if value is not None}


def _direction(name: str, known: Mapping[str, bool | None]) -> bool:
    if name not in known:
        raise UsageError(
            f"--metric {name[:80]!r} is no figure of quality. There are: {', '.join(nearest(name, known))}."
        )
    direction = known[name]
    if direction is None:
        raise UsageError(f"--metric {name} tells no better from worse: neither more nor less of it is better.")
    return direction
