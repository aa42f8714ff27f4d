"""Whether the answer says what is right: in its short answer, and anywhere in it.

Measured on questions that have an answer whose wordings are known. An abstention or a failure says nothing, and so is
wrong. No judgement of a model comes in.
"""

from collections.abc import Callable, Sequence

from bot.domain.answer import Answer
from bot.evaluation.gold import GoldQuestion
from bot.evaluation.metrics.cases import Case
from bot.evaluation.metrics.figure import Figure, Group, Measure, Unit
from bot.evaluation.metrics.wordings import bare, best_of, contains, exact_match, leans, plain, says_any, token_f1

EXACT_KINDS = ("who", "what", "when", "where", "how_many")
"""Types of which the short answer should be the answer and nothing else."""


def figures(cases: Sequence[Case]) -> list[Figure]:
    """All figures of the answers."""
    measures = [
        Measure("right", right),
        Measure("short_right", short_right),
        Measure("short_exact", lambda case: _best(case, exact_match, _short)),
        Measure("short_f1", lambda case: _best(case, token_f1, _short)),
        Measure("whole_exact", lambda case: _best(case, exact_match, _whole)),
        Measure("whole_f1", lambda case: _best(case, token_f1, _whole)),
        Measure("squad2_exact", lambda case: squad2(case, exact_match)),
        Measure("squad2_f1", lambda case: squad2(case, token_f1)),
        Measure("contained", lambda case: _best(case, contains, _whole)),
        Measure("parts_found", parts_found),
        Measure("yes_no_right", yes_no_right),
        Measure("attribution_right", attribution_right),
        Measure("rivals_found", rivals_found),
        Measure("leaning", leaning, higher_is_better=False),
        Measure("rivals_shown", rivals_shown, higher_is_better=None, unit=Unit.NUMBER),
    ]
    return [measure.figure(Group.ANSWERS, cases) for measure in measures]


def right(case: Case) -> float | None:
    """1 if every part of the gold answer stands in the short answer or the statements, by `plain`, else 0.

    A yes/no question is right by the first word of its short answer. So the sample has been counted from the start.
    """
    if not _is_known(case.gold):
        return None
    return float(case.answered is not None and _is_right(case.gold, case.answered, _whole(case.answered)))


def short_holds(case: Case) -> bool | None:
    """Whether the short answer that was shown is right: `right`, of it alone. None: none was shown, or nobody knows.

    A short answer to a question that has none is wrong.
    """
    answer = case.answered
    if answer is None or answer.short is None or (case.gold.answerable and not _is_known(case.gold)):
        return None
    return case.gold.answerable and _is_right(case.gold, answer, answer.short)


def short_right(case: Case) -> float | None:
    """1 if the short answer is a gold wording and nothing more, by `plain` and without articles; EXACT_KINDS only."""
    if case.gold.type not in EXACT_KINDS or not _has_one_part(case.gold):
        return None
    short = bare(_short(case.answered))
    return float(bool(short) and short in map(bare, case.gold.answers[0]))


def squad2(case: Case, compare: Callable[[str, str], float]) -> float | None:
    """The short answer as SQuAD 2.0 scores it (Rajpurkar et al. 2018): a question without answer wants an empty one.

    Only an abstention is one; a failure scores 0.
    """
    if not case.gold.answerable:
        return float(case.abstained)
    return _best(case, compare, _short)


def parts_found(case: Case) -> float | None:
    """The share of the parts that stand in the answer, of questions whose answer has several: lists, reasons."""
    parts = case.gold.answers
    if not _is_known(case.gold) or len(parts) < 2:
        return None
    whole = _whole(case.answered)
    return sum(says_any(whole, wordings) for wordings in parts) / len(parts)


def yes_no_right(case: Case) -> float | None:
    """`right` of the yes/no questions."""
    return right(case) if case.gold.type == "yes_no" else None


def attribution_right(case: Case) -> float | None:
    """1 if who said it is named: in the short answer if that is what is asked, else anywhere in the answer; else 0."""
    gold = case.gold
    if not gold.answerable:
        return None
    spoken = () if gold.speaker is None else (gold.speaker,)
    if gold.type == "who_said":
        names = (*spoken, *(wording for part in gold.answers for wording in part))
        return float(says_any(_short(case.answered), names)) if names else None
    return float(says_any(_whole(case.answered), spoken)) if spoken else None


def rivals_found(case: Case) -> float | None:
    """The share of the rival answers that are shown: as a rival, or anywhere in the answer."""
    if not case.gold.rivals:
        return None
    shown = () if case.answered is None else (rival.short for rival in case.answered.rivals)
    said = " ".join((_whole(case.answered), *shown))
    return sum(says_any(said, (rival,)) for rival in case.gold.rivals) / len(case.gold.rivals)


def rivals_shown(case: Case) -> float | None:
    """Rivals beside the answer, right or needless: `rivals_found` alone would be best with all shown."""
    return None if case.answered is None else float(len(case.answered.rivals))


def leaning(case: Case) -> float | None:
    """The share of an answer's statements that mean nothing without another: see `leans`."""
    if case.answered is None or not case.answered.statements:
        return None
    statements = case.answered.statements
    return sum(leans(statement.text) for statement in statements) / len(statements)


def _is_known(gold: GoldQuestion) -> bool:
    return gold.answerable and any(gold.answers)


def _has_one_part(gold: GoldQuestion) -> bool:
    return _is_known(gold) and len(gold.answers) == 1


def _is_right(gold: GoldQuestion, answer: Answer, said: str) -> bool:
    if gold.type == "yes_no":
        right = {word for part in gold.answers for wording in part for word in plain(wording).split()[:1]}
        return not right.isdisjoint(plain(answer.short or "").split()[:1])
    return all(says_any(said, wordings) for wordings in gold.answers)


def _best(case: Case, compare: Callable[[str, str], float], told: Callable[[Answer | None], str]) -> float | None:
    """The best over the gold wordings, of questions whose answer is one; those of several parts have `parts_found`."""
    if not _has_one_part(case.gold):
        return None
    return 0.0 if case.failed else best_of(compare, told(case.answered), case.gold.answers[0])


def _short(answer: Answer | None) -> str:
    return "" if answer is None else answer.short or ""


def _whole(answer: Answer | None) -> str:
    if answer is None:
        return ""
    return " ".join(filter(None, (answer.short, *(statement.text for statement in answer.statements))))
