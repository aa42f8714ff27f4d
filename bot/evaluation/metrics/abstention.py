"""Whether it answered when there is an answer, and only then; and how far its confidence can be trusted.

A failure is neither an answer nor an abstention: it misses an answerable question and earns nothing on another.
"""

from collections.abc import Sequence

from bot.evaluation.metrics.answers import right, short_holds
from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.figure import Figure, Group, Measure, Total
from bot.evaluation.metrics.selective import Shown, area, precision_at_coverage
from bot.evaluation.metrics.wordings import plain

COVERAGES = (60, 80, 100)
"""In percent of the short answers that were shown."""


def figures(cases: Sequence[Case]) -> list[Figure]:
    """What every question has."""
    measures = [
        Measure("answered", lambda case: float(case.answered is not None), higher_is_better=None),
        Measure("failed", lambda case: float(case.failed), higher_is_better=False),
        Measure("false_answers", false_answer, higher_is_better=False),
        Measure("missed_answers", missed_answer, higher_is_better=False),
        Measure("stale_answers", stale_answer, higher_is_better=False),
    ]
    return [measure.figure(Group.ABSTENTION, cases) for measure in measures]


def totals(cases: Sequence[Case]) -> list[Total]:
    """What only a whole run has."""
    answers, shorts = shown_answers(cases), shown_shorts(cases)
    return [
        *_decided("answering", [(case.gold.answerable, case.answered is not None) for case in cases]),
        *_decided("abstaining", [(not case.gold.answerable, case.abstained) for case in cases]),
        Total("risk_coverage_area", Group.ABSTENTION, area(answers), len(answers), higher_is_better=False),
        *(
            Total(
                f"short_precision@{percent}",
                Group.ABSTENTION,
                precision_at_coverage(shorts, percent),
                len(shorts),
            )
            for percent in COVERAGES
        ),
    ]


def false_answer(case: Case) -> float | None:
    """1 if a question that has no answer was answered, else 0."""
    return None if case.gold.answerable else float(case.answered is not None)


def missed_answer(case: Case) -> float | None:
    """1 if a question that has an answer was not answered, rightly or wrongly, else 0."""
    return float(case.answered is None) if case.gold.answerable else None


def stale_answer(case: Case) -> float | None:
    """1 if an overtaken answer is given as the current one, else 0; only where the set knows overtaken ones.

    So it is where the short answer (the statements, if there is none) has an overtaken wording and no accepted one.
    What rivals or statements tell beside a short answer is history, which may be told.
    """
    if not case.gold.stale:
        return None
    answer = case.answered
    if answer is None:
        return 0.0
    said = answer.short or " ".join(statement.text for statement in answer.statements)
    accepted = [wording for part in case.gold.answers for wording in part]
    return float(_holds_only(said, case.gold.stale, accepted))


def shown_answers(cases: Sequence[Case]) -> list[Shown]:
    """Answers whose confidence is known; one to a question that has none is wrong."""
    judged = [(case, right(case) if case.gold.answerable else 0.0) for case in cases if case.answered is not None]
    return [
        Shown(case.record.confidence, bool(value))
        for case, value in judged
        if value is not None and case.record.confidence is not None
    ]


def shown_shorts(cases: Sequence[Case]) -> list[Shown]:
    """Short answers that were shown and whose confidence is known."""
    judged = [(case.record.confidence, short_holds(case)) for case in cases]
    return [Shown(sure, holds) for sure, holds in judged if sure is not None and holds is not None]


def f1(precision: float | None, recall: float | None) -> float | None:
    """Their harmonic mean (van Rijsbergen 1979), 0 where nothing was hit; None where either is not known.

    >>> f1(0.5, 1.0)
    0.6666666666666666
    """
    if precision is None or recall is None:
        return None
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _decided(name: str, decisions: Sequence[tuple[bool, bool]]) -> list[Total]:
    """Precision, recall and F1 of a decision; each pair says whether it should have been taken and whether it was."""
    both = sum(should and did for should, did in decisions)
    should, did = (sum(column) for column in zip(*decisions, strict=True)) if decisions else (0, 0)
    # What was never done is never done wrongly, but where it should have been, F1 is 0 and not unknown.
    precision = both / did if did else None
    recall = both / should if should else None
    return [
        Total(f"{name}_precision", Group.ABSTENTION, precision, did),
        Total(f"{name}_recall", Group.ABSTENTION, recall, should),
        Total(f"{name}_f1", Group.ABSTENTION, f1(precision if did else 0.0, recall), len(decisions)),
    ]


def _holds_only(said: str, stale: Sequence[str], accepted: Sequence[str]) -> bool:
    """Whether the text has a stale wording and no accepted one; of two that overlap, only the longer stands there."""
    rest, stale_found = plain(said), False
    overtaken, current = set(map(plain, stale)), set(map(plain, accepted))
    for wording in sorted(filter(str.strip, overtaken | current), key=lambda each: (-len(each), each)):
        if wording in rest and wording in current:
            return False
        stale_found |= wording in rest
        rest = rest.replace(wording, " | ")
    return stale_found
