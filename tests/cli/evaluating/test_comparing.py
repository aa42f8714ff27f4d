"""`newsdesk evaluate compare`: what differs between runs, and how sure that is."""

import pytest


@pytest.mark.usefixtures("runs")
def test_differences_and_changed_questions(newsdesk):
    """Each metric with both means, and the questions that went worse with what was said."""
    said = newsdesk("evaluate", "compare", "base", "new")
    assert said.code == 0, said.err
    assert "run          new\nagainst      base\nquestions    3 in both\n" in said.out
    (right,) = [line for line in said.out.splitlines() if line.strip().startswith("right ")]
    assert "100.0 % → 50.0 %" in right
    assert "−50.0 points  no clear difference" in right, "one question shows nothing"
    assert "0 went better" in said.out
    assert "1 went worse\n  q2  Where?  “Oslo” → “Bergen”" in said.out
    assert "articles of base are gone" in said.err


@pytest.mark.usefixtures("runs")
def test_as_data(newsdesk):
    """Only the metrics that are named."""
    (found,) = newsdesk("evaluate", "compare", "base", "new", "--metric", "right", "--json").data
    assert [one["name"] for one in found["differences"]] == ["right"]
    assert (found["better"], found["worse"]) == ([], ["q2"])


@pytest.mark.usefixtures("runs")
def test_no_more_questions_than_wanted(newsdesk):
    """The rest is counted."""
    said = newsdesk("evaluate", "compare", "base", "new", "--show", "0")
    assert "and 1 more: --show 1" in said.out
    assert "Bergen" not in said.out


def test_hostile_words_are_harmless(newsdesk, runs):
    """What a model said cannot write to the terminal."""
    runs({"q1": "\x1b[2J", "q2": "Oslo", "q3": None}, "evil")
    said = newsdesk("evaluate", "compare", "base", "evil")
    assert "\x1b" not in said.out
    assert "q1  Who won?  “Okafor” → " in said.out


def test_other_questions_are_told(newsdesk, runs):
    """Runs of two versions of a question file are compared by id, and the person is told."""
    runs({"q1": "Okafor"}, "later", questions_hash="1" * 64)
    assert "different question files" in newsdesk("evaluate", "compare", "base", "later").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["base"], "Name two runs or more"),
        (["base", "base"], "Name two runs or more"),
        (["base", "none"], "There is no run none"),
        (["base", "new", "--metric", "rigth"], "Measured were: right"),
    ],
)
@pytest.mark.usefixtures("runs")
def test_what_cannot_be_compared(newsdesk, arguments, words):
    """Says what to give instead."""
    said = newsdesk("evaluate", "compare", *arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err
