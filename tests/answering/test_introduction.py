"""What is said to a greeting."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.answering.introduction import MOST_EXAMPLES, MOST_TRIES, Example, examples, notes, scope, tried
from bot.library.records import LibrarySummary
from bot.library.status import nothing
from tests.answering.making import hit


@pytest.fixture
def summary() -> LibrarySummary:
    return replace(
        nothing(Path("library")),
        articles=1240,
        outlets=9,
        oldest="2020-06-30",
        newest="2021-03-10",
        undated=2,
        collections=(("main", 1200), ("sport", 40)),
    )


def test_the_scope_says_how_much_from_whom_and_when(summary):
    """Articles, outlets, period, collections; what is not known is not said."""
    assert scope(summary) == (
        "The library holds 1,240 articles from 9 outlets, dated 2020-06-30 to 2021-03-10 (2 undated), "
        "in the collections main (1,200), sport (40). Every answer comes from them, with its sources."
    )
    bare = replace(summary, articles=1, outlets=0, oldest=None, newest=None, undated=0, collections=(("main", 1),))
    assert scope(bare) == "The library holds 1 article. Every answer comes from them, with its sources."


def test_the_scope_comes_first_then_the_questions(summary):
    """One note each, told apart by their codes."""
    told = notes(summary, ["Who runs Brask?"])
    assert [note.code for note in told] == ["scope", "try_asking"]
    assert told[1].text == "Who runs Brask?"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Brask bought 40 electric trams from a maker in Graz.", "How many electric trams did Brask buy?"),
        ("Oslo has closed another three schools since May.", "How many schools did Oslo close?"),
        ("The strike went on. Rosa Lind, the director of Brask, had no comment.", "Who is the director of Brask?"),
        ("Nobody told Brask founder Pieter Aalto of the sale.", "Who is the founder of Brask?"),
        ("Halden opened the new harbour on Friday.", "When did Halden open the new harbour?"),
        ("Rosa Lind said that the bridge in Halden would stay open.", "What did Rosa Lind say about Halden?"),
    ],
)
def test_a_question_is_made_from_a_sentence_that_answers_it(text, question):
    """By the form of the sentence alone."""
    assert list(examples([hit(text)])) == [Example(question, "a")]


@pytest.mark.parametrize(
    "text",
    [
        "It rained in the north all day.",
        "A law that Brask signed on Friday ran out.",
        "He bought 40 trams.",
        "Send Money, said the letters that came from Oslo.",
        "Rosa Lind, the head of Brask in Norway, left.",
        "",
    ],
)
def test_no_question_is_made_where_the_form_does_not_fit(text):
    """Relative clauses, pronouns and offices that go on make crooked questions."""
    assert list(examples([hit(text)])) == []


def test_forms_differ_where_they_can():
    """Of several stories, questions of a form not yet used come first."""
    stories = [
        hit("Brask bought 40 trams from a maker in Graz.", "trams"),
        hit("Oslo closed three schools in the north of the town.", "schools"),
        hit("Halden opened the new harbour on Friday.", "harbour"),
    ]
    assert [example.article_id for example in examples(stories)] == ["trams", "harbour", "schools"]


def test_only_what_is_answered_is_offered_and_few_are_tried():
    """Each question is tried first; no more are made than are needed."""
    asked: list[str] = []

    def answers(example: Example) -> bool:
        asked.append(example.question)
        return example.question != "q0"

    made = (Example(f"q{n}", "a") for n in range(100))
    assert tried(made, answers) == ["q1", "q2", "q3"]
    assert len(asked) == MOST_EXAMPLES + 1
    assert tried((Example("q0", "a") for _ in range(100)), answers) == []
    assert len(asked) == MOST_EXAMPLES + 1 + MOST_TRIES
