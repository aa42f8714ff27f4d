"""What a stored run tells of thresholds: which questions and statements count, in which half, and when it is refused."""

import shlex
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.domain.answer import Engine, Statement
from bot.errors import UsageError
from bot.evaluation.gold import QuestionSet
from bot.evaluation.halving import is_of_first_half
from bot.evaluation.metrics.abstention import shown_answers
from bot.evaluation.metrics.selective import Shown
from bot.evaluation.statistics.calibrating import Judged
from bot.evaluation.thresholds import check_open, halves, judged, judged_statements, setting_of
from bot.settings.overriding import overridden, parsed
from bot.settings.settings import Settings
from tests.evaluation.metrics.making import abstained, answer, case, gold, unanswerable
from tests.evaluation.town import run_info

GENERATIVE = {"engine": Engine.GENERATIVE.value}


def of(*cases):
    return QuestionSet("town", "0" * 64, tuple(each.gold for each in cases))


def split(dev, test):
    """Abstentions to so many questions of each half."""
    names = [("dev", f"d{at}") for at in range(dev)] + [("test", f"t{at}") for at in range(test)]
    return [case(gold("Orsk", id_=id_, split=half), abstained()) for half, id_ in names]


def written(question, *said, evidence=()):
    """A language model's answer: statements as (text, support), all with the same quotes."""
    whole = answer(None, *(text for text, _ in said), quotes=evidence)
    quotes = whole.statements[0].quotes
    statements = tuple(Statement(text, quotes, support) for text, support in said)
    return case(question, replace(whole, engine=Engine.GENERATIVE, statements=statements))


def test_each_question_with_its_answer():
    """Abstentions and failures are shown at no threshold; an answer without a confidence, or a gold, does not count."""
    asked = [
        case(gold("Orsk"), answer("Orsk"), confidence=0.9),
        case(gold("Orsk"), answer("Meridian"), confidence=0.8),
        case(unanswerable(), answer("Orsk"), confidence=0.4),
        case(gold("Orsk"), abstained(), confidence=0.7),
        case(unanswerable(), None),
        case(gold("Orsk"), answer("Orsk")),
        case(gold(), answer("Orsk"), confidence=0.8),
        case(gold(), abstained(), confidence=0.8),
    ]
    rows = judged(asked)
    assert rows == [
        Judged(answerable=True, shown=Shown(0.9, right=True)),
        Judged(answerable=True, shown=Shown(0.8, right=False)),
        Judged(answerable=False, shown=Shown(0.4, right=False)),
        Judged(answerable=True, shown=None),
        Judged(answerable=False, shown=None),
    ]
    assert [row.shown for row in rows if row.shown] == shown_answers(asked), "the curve is that of evaluate run"


@pytest.mark.parametrize(
    ("question", "quotes", "right"),
    [
        (gold("Orsk", evidence=[("a", "Meridian buys Orsk.")]), [(1, 0, 19, "Meridian buys Orsk.")], True),
        (gold("Meridian", evidence=[("a", "It rained.")]), [(1, 0, 19, "Meridian buys Orsk.")], False),
        (gold("Meridian", ("nothing", "Orsk")), [(1, 0, 1, "x")], True),
        (gold("yes", type="yes_no", evidence=[("a", "It rained.")]), [(1, 0, 1, "x")], False),
        (gold("yes", type="yes_no"), [(1, 0, 1, "x")], None),
        (gold(), [(1, 0, 1, "x")], None),
        (unanswerable(), [(1, 0, 1, "x")], False),
    ],
)
def test_a_statement_is_right_by_its_quotes_or_its_words(question, quotes, right):
    """Gold evidence under its quotes, or a gold wording; where the set has neither, it does not count."""
    rows = judged_statements([written(question, ("Yes, it bought Orsk.", 0.4), evidence=quotes)])
    assert rows == ([] if right is None else [Shown(0.4, right)])


def test_statements_of_the_articles_own_words_need_no_support():
    """Where the model's answer failed and the articles' own was shown, no statement counts."""
    assert judged_statements([case(gold("Orsk"), answer("Orsk", "It is Orsk.")), case(gold("Orsk"), None)]) == []


def test_the_sets_own_halves():
    """Where both were asked, the dev half is chosen on and the rest reported on."""
    asked = split(dev=2, test=3)
    parted = halves(of(*asked), asked)
    assert [case.gold.split for case in parted.chosen_on] == ["dev", "dev"]
    assert [case.gold.split for case in parted.reported_on] == ["test"] * 3


@pytest.mark.parametrize(("dev", "test"), [(40, 0), (0, 40)])
def test_halves_by_id(dev, test):
    """Where only dev was asked, or the set has no dev half, both halves are made by the ids."""
    asked = split(dev, test)
    parted = halves(of(*asked), asked)
    assert [*parted.chosen_on, *parted.reported_on] == sorted(
        asked, key=lambda case: not is_of_first_half(case.gold.id)
    )
    assert parted.chosen_on
    assert parted.reported_on


def test_nothing_is_chosen_on_a_test_half():
    """A run of the test half alone is refused, and so is one without records."""
    asked = split(dev=2, test=3)
    with pytest.raises(UsageError, match="only the test half of town"):
        halves(of(*asked), asked[2:])
    with pytest.raises(UsageError, match="no record yet"):
        halves(of(*asked), [])


@pytest.mark.parametrize(("fields", "setting"), [({}, "answering.threshold"), (GENERATIVE, "answering.support")])
def test_a_run_that_hid_something_is_refused(fields, setting):
    """With a command that makes one that did not, and keeps its other settings."""
    hidden = run_info(**fields, settings={"search.hits": "20", "chat.model": "a b"})
    assert setting_of(hidden) == setting
    with pytest.raises(UsageError, match="showed nothing below") as refused:
        check_open(hidden)
    words = shlex.split(str(refused.value).splitlines()[-1])
    assert words[:3] == ["newsdesk", "evaluate", "run"]
    changes = parsed(after for option, after in pairwise(words) if option == "--set")
    assert changes == {setting: "0", "search.hits": "20", "chat.model": "a b"}
    overridden(Settings(), changes)
    check_open(replace(hidden, settings={setting: "0.0"}))
    with pytest.raises(UsageError, match=r"= 0\.3"):
        check_open(replace(hidden, settings={setting: "0.3"}))
