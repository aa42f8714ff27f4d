"""What thresholds are chosen on: a stored run in two halves, each question or statement with whether it is right.

Only a run that hides nothing tells what a threshold would let through, so any other is refused with the command that
makes such a run. Leaves out how a threshold is chosen (`statistics.calibrating`).
"""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.answer import Engine, Statement
from bot.errors import UsageError
from bot.evaluation.gold import QuestionSet
from bot.evaluation.halving import DEV, halved
from bot.evaluation.metrics.answers import right
from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.citations import any_gold_cited
from bot.evaluation.metrics.selective import Shown
from bot.evaluation.metrics.wordings import says_any
from bot.evaluation.record import RunInfo
from bot.evaluation.statistics.calibrating import Judged
from bot.settings.answering import AnsweringSettings

ABSTENTION, SUPPORT = "answering.threshold", "answering.support"
"""The settings that can be chosen."""

_BY_IDS = ("a half by the questions' ids", "the other half")
_WITHOUT_WORDINGS = "yes_no"
"""A type whose gold answer, "yes", says nothing by standing in a statement."""


@dataclass(frozen=True, slots=True)
class Halves:
    """Questions to choose a threshold on, others to report on, and what each half is, in words."""

    chosen_on: tuple[Case, ...]
    reported_on: tuple[Case, ...]
    parted: tuple[str, str]


def setting_of(info: RunInfo) -> str:
    """The threshold that a run can tell of.

    A language model's statements are shown however sure the reader is, and the articles' own sentences need no support.
    """
    return SUPPORT if info.engine == Engine.GENERATIVE else ABSTENTION


def check_open(info: RunInfo) -> None:
    """Raises UsageError if the run hid what was below a threshold: what that would have been is not known."""
    setting = setting_of(info)
    own = info.settings.get(setting) or str(getattr(AnsweringSettings(), setting.rpartition(".")[2]))
    if own not in ("0", "0.0"):
        raise UsageError(
            f"The run {info.name} showed nothing below {setting} = {own[:20]}, so nobody knows what would have been "
            f"right there. Ask the questions of {info.questions} with everything shown, and calibrate that run:\n"
            f"{_again(info, setting)}"
        )


def halves(questions: QuestionSet, cases: Sequence[Case]) -> Halves:
    """The set's own dev half and the rest, if both were asked; else two halves by id.

    Raises:
        UsageError: nothing was asked, or only what is kept to be reported on.

    """
    if not cases:
        raise UsageError("The run has no record yet. Go on with it: newsdesk evaluate run QUESTIONS")
    chosen, kept, by_ids = halved(cases, lambda case: case.gold)
    if not by_ids:
        return Halves(chosen, kept, ("the dev half", "the rest"))
    if cases[0].gold.split != DEV and any(question.split == DEV for question in questions.questions):
        raise UsageError(
            f"The run asked only the test half of {questions.name}, and no threshold may be chosen on that. "
            "Ask the whole set, or --split dev."
        )
    return Halves(chosen, kept, _BY_IDS)


def judged(cases: Sequence[Case]) -> list[Judged]:
    """Each question with its answer; a failure, or an abstention at a threshold of 0, is never shown.

    Left out are answers that no threshold applies to (a list of the news has no confidence) and those of which the set
    does not tell whether they are right.
    """
    return [row for row in map(_judged, cases) if row is not None]


def judged_statements(cases: Sequence[Case]) -> list[Shown]:
    """Each statement of a language model that was shown, by its support.

    Right is one whose quotes overlap gold evidence, or that holds a gold wording; none is right where there is no
    answer. Left out are those to questions without either. With a higher threshold a statement may be proved by another
    source, so that a little more is kept than is told here.
    """
    known = [(statement, _holds(case, statement)) for case, statement in statements(cases)]
    return [Shown(statement.support, holds) for statement, holds in known if holds is not None]


def statements(cases: Sequence[Case]) -> list[tuple[Case, Statement]]:
    """All statements in a language model's words, each with the question that it answers."""
    answers = [(case, case.answered) for case in cases]
    written = [(case, answer) for case, answer in answers if answer is not None and answer.engine == Engine.GENERATIVE]
    return [(case, statement) for case, answer in written for statement in answer.statements]


def _judged(case: Case) -> Judged | None:
    is_right = right(case) if case.gold.answerable else 0.0
    if is_right is None:
        return None
    if case.answered is None:
        return Judged(case.gold.answerable, None)
    sure = case.record.confidence
    return None if sure is None else Judged(case.gold.answerable, Shown(sure, bool(is_right)))


def _holds(case: Case, statement: Statement) -> bool | None:
    """None: nobody knows."""
    answer = case.answered
    if answer is None or not case.gold.answerable:
        return False
    alone = replace(case, record=replace(case.record, answer=replace(answer, statements=(statement,))))
    on_gold = any_gold_cited(alone)
    parts = () if case.gold.type == _WITHOUT_WORDINGS else case.gold.answers
    wordings = [wording for part in parts for wording in part]
    if on_gold is None and not wordings:
        return None
    return bool(on_gold) or says_any(statement.text, wordings)


def _again(info: RunInfo, setting: str) -> str:
    """The command that makes the same run with everything shown, with the articles that the person knows."""
    kept = {name: value for name, value in info.settings.items() if name != setting}
    changes = " ".join(f"--set {shlex.quote(f'{name}={value}')}" for name, value in {setting: "0", **kept}.items())
    return f"newsdesk evaluate run QUESTIONS [--articles PATH] {changes}"
