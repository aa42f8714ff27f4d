"""How replies are read, and which verdicts there are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.judging.verdicts import Criterion, Verdict, Wording, is_value, read_choice, read_grade
from tests.evaluation.judging.judged_runs import JUDGE


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        ("YES", 1.0),
        ("no.\nThe year differs.", 0.0),
        ('"Yes", it does.', 1.0),
        ("Answer: **NO**", 0.0),
        ("NO. yes would be wrong", 0.0),
        ("Yesterday it was so.", None),
        ("Nobody knows.", None),
        ("The answer is YES", None),
        ("", None),
        ("Empty Response", None),
    ],
)
def test_choices(reply, value):
    """A reply begins with its verdict; a word that merely holds it is none."""
    assert read_choice(reply) == value


@pytest.mark.parametrize(
    ("reply", "value"),
    [
        ("4", 4.0),
        ("\n 4.5 \nNearly.", 4.5),
        ("Grade: 2/5", 2.0),
        ("5.\nAll of it.", 5.0),
        ("0", None),
        ("6", None),
        ("5.5", None),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("4 to 5", None),
        ("4/10", None),
        ("I give it a 4", None),
        ("", None),
    ],
)
def test_grades(reply, value):
    """The first line is a number from 1 to 5 and nothing else."""
    assert read_grade(reply) == value


@given(reply=st.text(max_size=40) | st.from_regex(r"\W*[0-9.]{1,6}(/5)?\W*", fullmatch=True))
def test_any_reply_is_a_verdict_or_none(reply):
    """Whatever a model says, what is read is a value that there is, or none."""
    for criterion, read in ((Criterion.RELEVANCY, read_choice), (Criterion.CORRECTNESS, read_grade)):
        value = read(reply)
        assert value is None or is_value(criterion, value)


@pytest.mark.parametrize(
    ("criterion", "value"),
    [(Criterion.FAITHFULNESS, 0.5), (Criterion.CORRECTNESS, 0.0), (Criterion.CORRECTNESS, float("nan"))],
)
def test_what_is_no_value(criterion, value):
    """There is no verdict with it."""
    with pytest.raises(ValueError, match="no verdict"):
        Verdict("q1", criterion, "0", value, "said")


def test_judges_are_told_apart():
    """By model, service, prompts and versions; the day does not matter."""
    others = [
        replace(JUDGE, model="other"),
        replace(JUDGE, host="other"),
        replace(JUDGE, prompts=(Wording.of(Criterion.FAITHFULNESS, "Really?"),)),
        replace(JUDGE, llama_index="0.15"),
        replace(JUDGE, version="2"),
    ]
    assert len({judge.id for judge in (JUDGE, *others)}) == 6
    assert replace(JUDGE, begun_at="2027-01-01").id == JUDGE.id
