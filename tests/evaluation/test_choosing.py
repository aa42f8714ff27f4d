"""A threshold is chosen on one half of a run and told on the other."""

from dataclasses import replace

import pytest

from bot.domain.answer import Engine, Statement
from bot.evaluation.choosing import CurvePoint, choose
from bot.evaluation.gold import QuestionSet
from bot.evaluation.metrics.cases import Articles
from bot.evaluation.store import StoredRun
from bot.settings.answering import AnsweringSettings
from tests.evaluation.metrics.making import answer, case, gold, unanswerable
from tests.evaluation.town import run_info

DEV = [(0.9, "Orsk"), (0.6, "Orsk"), (0.5, None), (0.3, "Meridian"), (0.1, None)]
TEST = [(0.8, "Orsk"), (0.7, None), (0.4, "Meridian"), (0.3, "Orsk"), (0.2, None)]
"""Confidence and what was answered; None: anything, to a question that has no answer."""
PRESENT = AnsweringSettings(threshold=0.25, support=0.35)


def stored(cases, **fields):
    return StoredRun(
        run_info(**fields),
        QuestionSet("town", "0" * 64, tuple(case.gold for case in cases)),
        tuple(case.record for case in cases),
    )


def asked(rows, half):
    for at, (confidence, said) in enumerate(rows):
        id_ = f"{half}{at}"
        question = unanswerable(id_, split=half) if said is None else gold("Orsk", id_=id_, split=half)
        yield case(question, answer(said or "Orsk"), confidence=confidence)


def written(rows, half):
    """Statements of a language model by their support, in an answer each."""
    for at, (support, said) in enumerate(rows):
        text = f"It is {said or 'gone'}."
        whole = replace(answer(said, text), engine=Engine.GENERATIVE, statements=(Statement(text, (), support),))
        yield case(gold("Orsk", id_=f"{half}{at}", split=half), whole, confidence=0.5)


def shares(choice, of):
    """What is told, as (right, total)."""
    known = {effect.name: getattr(effect, of) for effect in choice.effects}
    return {name: each and (round(each.value * each.count), each.count) for name, each in known.items()}


def test_abstention_as_worked_by_hand():
    """Of dev's two questions without an answer none may be shown: above 0.5; told of test, there and at the present."""
    cases = [*asked(DEV, "dev"), *asked(TEST, "test")]
    choice = choose(stored(cases), Articles(), 0.0, PRESENT)
    assert (choice.setting, choice.threshold, choice.present) == ("answering.threshold", 0.55, 0.25)
    assert (choice.counts, choice.left_out, choice.parted) == ((5, 5), 0, ("the dev half", "the rest"))
    assert shares(choice, "chosen_on")["false_answers"] == (0, 2)
    assert shares(choice, "reported_on") == {
        "false_answers": (1, 2),
        "missed": (2, 3),
        "found": (1, 3),
        "precision": (1, 2),
        "coverage": (2, 5),
    }
    assert shares(choice, "present")["coverage"] == (4, 5)


def test_the_curve_is_of_the_half_reported_on():
    """The surest fifth, two fifths and so on, each with the share wrong and the confidence of the least sure."""
    choice = choose(stored([*asked(DEV, "dev"), *asked(TEST, "test")]), Articles(), 0.5, PRESENT)
    assert [(point.percent, round(point.wrong, 9), point.threshold) for point in choice.curve] == [
        (20, 0.0, 0.8),
        (40, 0.5, 0.7),
        (60, round(2 / 3, 9), 0.4),
        (80, 0.5, 0.3),
        (100, 0.6, 0.2),
    ]
    assert choice.area == pytest.approx((0 + 0.5 + 2 / 3 + 0.5 + 0.6) / 5)
    assert sum(bin_.count for bin_ in choice.reliability.bins) == 5


def test_the_other_half_has_no_say():
    """Whatever is there, and if there is nothing to judge, the same is chosen; then nothing is told of it."""
    unjudged = [case(gold(id_="test0", split="test"), answer("Orsk"), confidence=0.5)]
    choice = choose(stored([*asked(DEV, "dev"), *unjudged]), Articles(), 0.0, PRESENT)
    assert (choice.threshold, choice.left_out, choice.counts) == (0.55, 1, (5, 0))
    assert set(shares(choice, "reported_on").values()) == {None}
    assert (choice.curve, choice.area, choice.reliability) == ((), None, None)


def test_support_as_worked_by_hand():
    """Of dev's statements at most a third may be wrong, so those below 0.5 fall, whatever the reader's confidence was."""
    cases = [*written(DEV, "dev"), *written(TEST, "test")]
    choice = choose(stored(cases, engine="generative"), Articles(), 1 / 3, PRESENT)
    assert (choice.setting, choice.threshold, choice.present) == ("answering.support", 0.4, 0.35)
    assert shares(choice, "reported_on") == {"wrong": (2, 3), "kept": (3, 5), "kept_right": (1, 2)}
    assert choice.curve[0] == CurvePoint(20, 0.0, 0.8)
