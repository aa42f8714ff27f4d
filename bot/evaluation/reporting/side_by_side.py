"""Several runs in one table: which figures and which questions of theirs are the same."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.figure import Unit
from bot.evaluation.reporting.material import Report, ReportedFigure, ReportedQuestion, RunReport
from bot.evaluation.reporting.verdicts import Verdict, verdict


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One metric in all runs, in their order; None where a run has none."""

    group: str
    name: str
    unit: Unit
    higher_is_better: bool | None
    figures: tuple[ReportedFigure | None, ...]

    @property
    def headline(self) -> bool:
        """Whether it is one of those that are shown first."""
        return bool(self.meaning)

    @property
    def meaning(self) -> str:
        """What it counts, in a few words; else empty."""
        return next((figure.meaning for figure in self.figures if figure), "")


@dataclass(frozen=True, slots=True)
class Told:
    """What one run made of a question. `run` counts from 0."""

    run: int
    name: str
    question: ReportedQuestion
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question in all runs that asked it. `number` counts from 1."""

    number: int
    gold: GoldQuestion
    told: tuple[Told, ...]

    @property
    def differs(self) -> bool:
        """Whether it went differently in two runs."""
        return len({one.verdict for one in self.told}) > 1


def headline_rows(report: Report) -> list[FigureRow]:
    """The figures over all questions, groups together in the order of first use."""
    return _rows([run.figures for run in report.runs])


def type_rows(report: Report) -> list[tuple[str, list[FigureRow]]]:
    """The same for each type of question, in the order of first use."""
    types = dict.fromkeys(figures.type for run in report.runs for figures in run.by_type)
    return [(type_, _rows([_of_type(run, type_) for run in report.runs])) for type_ in types]


def question_rows(report: Report) -> list[QuestionRow]:
    """The questions in the order of first use; the same id in another question set is another question."""
    told: dict[tuple[str, str], list[Told]] = {}
    for number, run in enumerate(report.runs):
        for question in run.questions:
            key = (run.info.questions_hash, question.gold.id)
            told.setdefault(key, []).append(Told(number, run.info.name, question, verdict(question)))
    return [QuestionRow(number, ones[0].question.gold, tuple(ones)) for number, ones in enumerate(told.values(), 1)]


def _of_type(run: RunReport, type_: str) -> tuple[ReportedFigure, ...]:
    return tuple(figure for figures in run.by_type if figures.type == type_ for figure in figures.figures)


def _rows(runs: list[tuple[ReportedFigure, ...]]) -> list[FigureRow]:
    found = [{(figure.group, figure.name): figure for figure in figures} for figures in runs]
    keys = dict.fromkeys(key for figures in found for key in figures)
    groups = list(dict.fromkeys(group for group, _ in keys))
    return [
        _row(key, [figures.get(key) for figures in found])
        for key in sorted(keys, key=lambda key: groups.index(key[0]))  # stable: names stay in order of first use
    ]


def _row(key: tuple[str, str], figures: Iterable[ReportedFigure | None]) -> FigureRow:
    given = tuple(figures)
    first = next(figure for figure in given if figure)
    return FigureRow(*key, first.unit, first.higher_is_better, given)
