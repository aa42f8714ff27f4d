"""A stored run with its figures: what `compare`, `gate` and `report` begin with.

Leaves out how a figure is measured (`metrics`) and how two runs differ (`statistics`).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.errors import UsageError
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.cases import Articles, Case, pair
from bot.evaluation.metrics.figure import Figure, Total, Unit
from bot.evaluation.metrics.table import figures, totals
from bot.evaluation.record import RunInfo
from bot.evaluation.statistics.intervals import Interval, bootstrap_interval, mean_interval
from bot.evaluation.statistics.pairing import Values
from bot.evaluation.store import StoredRun

HEADLINE = {
    "article_hit@1": "the first article found holds the answer",
    "article_hit@10": "one of the first ten does",
    "passage_hit@1": "the first passage found holds gold evidence",
    "passage_hit@5": "one of the first five does",
    "passage_ndcg@10": "how far up the right passages stand",
    "fact_recall@10": "gold facts among the first ten passages",
    "right": "the answer says all that is right",
    "short_right": "the short answer is right and nothing more",
    "short_f1": "words that short and right answer share",
    "parts_found": "parts told of answers that have several",
    "attribution_right": "who said it is named rightly",
    "leaning": "statements that mean nothing alone",
    "rivals_found": "other sources' answers that are shown",
    "false_answers": "unanswerable questions that were answered",
    "missed_answers": "answerable questions that were not",
    "stale_answers": "overtaken answers given as current",
    "failed": "questions that came to nothing",
    "quotes_on_gold": "quotes that overlap gold evidence",
    "any_gold_cited": "answers that quote some gold evidence",
    "quotes_exact": "quotes that stand in their article so",
}
"""What is compared and drawn first, with what each counts: a few of each group. Of all at once only large differences
are significant, since each more that is tested makes the correction stricter."""

OF_TYPES = ("passage_hit@5", "right", "short_right", "false_answers", "missed_answers", "any_gold_cited")
"""What is told of each type of question."""

EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Measured:
    """A run with everything that was measured of it. `cases` are the questions that were asked, in order."""

    stored: StoredRun
    cases: tuple[Case, ...]
    figures: tuple[Figure, ...]
    totals: tuple[Total, ...]

    @property
    def info(self) -> RunInfo:
        """What the run was made with."""
        return self.stored.info

    @property
    def failed(self) -> int:
        """Questions that came to neither an answer nor an abstention."""
        return sum(case.failed for case in self.cases)

    @property
    def questions(self) -> dict[str, GoldQuestion]:
        """By id."""
        return {case.gold.id: case.gold for case in self.cases}


def measured(stored: StoredRun, articles: Articles) -> Measured:
    """The figures of a run; `articles` as `libraries.stored_articles` gives them. Raises UsageError as `pair`."""
    given = (stored.questions.questions, stored.records)
    return Measured(
        stored=stored,
        cases=tuple(pair(*given, articles)),
        figures=tuple(figures(*given, stored.info, articles)),
        totals=tuple(totals(*given, stored.info, articles)),
    )


def interval(figure: Figure) -> Interval | None:
    """A figure's mean with its 95 % interval; None where it was measured on no question.

    Only a share is one of right and wrong: a price of 0 of every answer is no share of answers.
    """
    if figure.unit is Unit.SHARE:
        return mean_interval(figure.values.values())
    return bootstrap_interval(value for value in figure.values.values() if value is not None)


def named(runs: Sequence[Measured], names: Collection[str]) -> list[str]:
    """The metrics that are meant: these, `all`, or HEADLINE if none is given, as far as every run measured them.

    Raises:
        UsageError: a name is no metric of these runs, or no run measured it.

    """
    known = [figure.name for figure in runs[0].figures if all(_n(run, figure.name) for run in runs)]
    if EVERYTHING in names:
        return known
    for name in names:
        if name not in known:
            raise UsageError(f"{_unknown(name, runs[0].figures)} {_nearest(name, known)}")
    wanted = set(names or HEADLINE)
    return [name for name in known if name in wanted]


def values(run: Measured, metrics: Collection[str]) -> Values:
    """As `statistics` takes them."""
    return {figure.name: figure.values for figure in run.figures if figure.name in metrics}


def nearest(name: str, known: Collection[str]) -> list[str]:
    """The metrics that may have been meant; all, where none is like it."""
    return get_close_matches(name, known, n=3, cutoff=0.5) or list(known)


def less_is_better(figures_: Iterable[Figure]) -> set[str]:
    """The metrics of which less is better."""
    return {figure.name for figure in figures_ if figure.higher_is_better is False}


def _n(run: Measured, name: str) -> int:
    return next((figure.n for figure in run.figures if figure.name == name), 0)


def _unknown(name: str, figures_: Sequence[Figure]) -> str:
    if any(figure.name == name for figure in figures_):
        return f"{name} says nothing of these runs' questions."
    return f"There is no metric {name[:80]!r}."


def _nearest(name: str, known: Sequence[str]) -> str:
    near = nearest(name, known)
    return f"Measured were: {', '.join(near)}{'' if near == [*known] else ' and others; `all` takes every one'}."
