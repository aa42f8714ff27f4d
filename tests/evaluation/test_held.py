"""Gold evidence names articles as people do, and what the library does not hold of it is told."""

import pytest

from bot import wiring
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.held import Missing, articles_of, missing
from bot.settings.settings import Settings

NAMED = "---\nid: cranes\nurl: https://news.example/cranes\n---\nThe shipbuilder Halden bought four harbour cranes.\n"
PLAIN = "A school with 220 pupils opened in the old mill of Marwick on Wednesday.\n"


@pytest.fixture
def articles(tmp_path):
    """Three articles, two of them in files of one name."""
    for place, text in (("a/harbour.md", NAMED), ("a/school.md", PLAIN), ("b/school.md", f"{PLAIN} So it was said.")):
        (tmp_path / place).parent.mkdir(exist_ok=True)
        (tmp_path / place).write_text(text)
    settings = Settings(data_dir=tmp_path / "library")
    wiring.ingestor(settings).ingest([tmp_path / "a", tmp_path / "b"])
    return articles_of(wiring.library(settings))


@pytest.mark.parametrize("name", ["cranes", "https://news.example/cranes", "a/harbour.md", "harbour.md", "harbour"])
def test_an_article_by_any_of_its_names(articles, name):
    """Its id, its URL, its file with and without folder and ending."""
    assert articles.text(name).startswith("The shipbuilder")
    assert articles.origin(name) == "cranes"


@pytest.mark.parametrize("name", ["school", "school.md", "mill", "", "\ud800", "../harbour"])
def test_a_name_of_two_or_of_none(articles, name):
    """Means no article, and stands for itself."""
    assert articles.text(name) is None
    assert articles.origin(name) == name


def test_two_files_of_one_name_by_their_folders(articles):
    """As they are shown."""
    assert articles.text("b/school.md").endswith("So it was said.")


def test_what_is_missing(articles):
    """Articles that are not there, and quotes that their article does not hold; white space is no difference."""
    evidence = (
        GoldEvidence("harbour", "The shipbuilder   Halden\nbought"),
        GoldEvidence("harbour", "five cranes"),
        GoldEvidence("mill"),
        GoldEvidence("cranes"),
    )
    questions = [GoldQuestion("q1", "Who?", evidence=evidence), GoldQuestion("q2", "Who?", answerable=False)]
    assert missing(questions, articles.text) == Missing((("q1", "mill"),), (("q1", "five cranes"),))
