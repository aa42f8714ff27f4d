"""BEIR's folders."""

import shutil

import pytest

from bot.errors import UsageError
from bot.evaluation.formats import articles, read
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.report import Fate


@pytest.fixture
def folder(fixtures, tmp_path):
    return shutil.copytree(fixtures / "beir", tmp_path / "beir")


def test_judged_queries_are_questions(fixtures):
    """A query has the articles of a grade above 0; one without any is left out; train judgements are the dev half."""
    assert read(fixtures / "beir", "beir").questions == (
        GoldQuestion(
            "b1", "ferry line buyer", type="retrieval", evidence=(GoldEvidence("d1"), GoldEvidence("d3")), split="test"
        ),
        GoldQuestion("b2", "weather in Velmar", type="retrieval", evidence=(GoldEvidence("d2"),), split="dev"),
    )


def test_the_corpus_is_articles(fixtures):
    """An article without a text is its title; one without either is skipped."""
    members = [each for group in articles(fixtures / "beir").groups() for each in group.members]
    assert [(each.fields.id, each.fields.title) for each in members if isinstance(each, Draft)] == [
        ("d1", "Ferry line sold"),
        ("d2", None),
        ("d3", "Only a headline about the ferry"),
    ]
    assert members[2].text == "Only a headline about the ferry"
    assert members[0].origin.path == "beir/corpus.jsonl#1"
    assert isinstance(members[3], Unread)
    assert members[3].fate is Fate.SKIPPED


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("b1\td1", "line 2: score: is missing"),
        ("b1\td1\thigh", "line 2: score: 'high' is no whole number"),
        ("b1\td1\t1.5", "line 2: score: '1.5' is no whole number"),
        ("b1 d1 1", "line 2: score: is missing"),
        ("\td1\t1", "line 2: query-id: is an empty text"),
        ("b1\t\t0", "line 2: corpus-id: is an empty text"),
        ("score\tscore\tscore", "line 2: score: 'score' is no whole number"),
    ],
)
def test_a_malformed_judgement_is_refused(folder, line, message):
    """With its file, line and field."""
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{line}\n")
    with pytest.raises(UsageError, match=f"qrels/test.tsv, {message}"):
        read(folder)


def test_judgements_need_no_heading(folder):
    """Some files begin with the first judgement."""
    (folder / "qrels" / "test.tsv").write_text("b1\td2\t1\n")
    assert read(folder).questions[0].evidence == (GoldEvidence("d1"), GoldEvidence("d2"))


def test_a_folder_without_judgements_is_refused(folder):
    """Nothing could be measured."""
    shutil.rmtree(folder / "qrels")
    with pytest.raises(UsageError, match="no qrels/"):
        read(folder)


def test_a_malformed_article_is_refused(folder):
    """Figures over a part of the articles would mislead."""
    (folder / "corpus.jsonl").write_text('{"_id": "d1", "text": "Rain."}\n{"_id": "d2", "text": 5}\n')
    with pytest.raises(UsageError, match=r"beir/corpus\.jsonl, line 2: text: is a number"):
        list(articles(folder).groups())
