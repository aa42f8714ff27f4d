"""Folders of questions beside their articles."""

import shutil

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read
from bot.evaluation.gold import GoldEvidence, GoldQuestion


def test_questions_are_read(fixtures):
    """A planted answer is a rival; quotes are as articles are stored; an empty quote is none."""
    assert read(fixtures / "pairs").questions == (
        GoldQuestion(
            "p1",
            "Who buys the ferry line?",
            answers=(("Orsk",),),
            type="counterfactual",
            evidence=(GoldEvidence("p1-positive-0", "Orsk buys the ferry line."),),
            rivals=("Velmar",),
        ),
        GoldQuestion("p2", "FERRY LINES OF THE NORTH .", type="retrieval_only", evidence=(GoldEvidence("lantern-1"),)),
    )


def test_articles_are_read(fixtures):
    """A source that tells what an article is there for is no outlet: it would give the answer away."""
    (group,) = articles(fixtures / "pairs").groups()
    assert [(each.fields.outlet, each.fields.title, each.fields.published) for each in group.members] == [
        (None, None, None),
        (None, None, None),
        ("The Orsk Lantern", "FERRY LINES", "1963-01-04"),
    ]


def test_a_malformed_article_is_refused(fixtures, tmp_path):
    """With its file, line and field."""
    shutil.copytree(fixtures / "pairs", tmp_path / "set")
    with (tmp_path / "set" / "articles.jsonl").open("a") as file:
        file.write('{"title": "no id", "text": "x"}\n')
    with pytest.raises(UsageError, match=r"set/articles\.jsonl, line 4: id: is missing"):
        list(articles(tmp_path / "set").groups())
