"""A library to evaluate on is built once for the same articles and the same way of taking them in."""

import json

import pytest

from bot import wiring
from bot.errors import UsageError
from bot.evaluation.formats import articles
from bot.evaluation.libraries import built, own, stored_articles
from bot.settings.ingestion import IngestionSettings
from bot.settings.settings import Settings
from tests.town_articles import ARTICLES, write_articles


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def test_it_is_built_once(tmp_path, settings):
    """The same articles again cost their hash; the person's own library is not touched."""
    folder = write_articles(tmp_path / "articles")
    first, again = built(settings, folder), built(settings, folder)
    assert (first.anew, again.anew) == (True, False)
    assert (first.settings, first.hash, first.failed) == (again.settings, again.hash, 0)
    assert wiring.library(again.settings).summary().articles == len(ARTICLES)
    assert not (settings.data_dir / "library.db").exists()


def test_what_makes_another_library(tmp_path, settings):
    """A changed or renamed article, and another size of passages; a file that is not read makes none."""
    folder = write_articles(tmp_path / "articles")
    smaller = settings.model_copy(update={"ingestion": IngestionSettings(passage_tokens=64)})
    hashes = [built(settings, folder).hash, built(smaller, folder).hash]
    (folder / "notes.pdf").write_text("unread")
    assert built(settings, folder).anew is False
    (folder / "prize.md").rename(folder / "award.md")
    hashes.append(built(settings, folder).hash)
    (folder / "award.md").write_text(ARTICLES["prize.md"].replace("Oslo", "Bergen"))
    hashes.append(built(settings, folder).hash)
    assert len(set(hashes)) == 4


def test_an_interrupted_one_is_completed(tmp_path, settings):
    """Without the mark of completeness what is there is gone on with."""
    folder = write_articles(tmp_path / "articles")
    first = built(settings, folder)
    (first.settings.data_dir / "complete.json").unlink()
    again = built(settings, folder)
    assert (again.anew, again.hash) == (True, first.hash)
    assert wiring.library(again.settings).summary().articles == len(ARTICLES)


def test_sources_that_fail_are_counted(tmp_path, settings):
    """An article that cannot be taken in is told, also when the library is used again."""
    folder = write_articles(tmp_path / "articles")
    (folder / "broken.jsonl").write_text('{"text": \n')
    assert built(settings, folder).failed == 1
    assert built(settings, folder).failed == 1


def test_articles_that_a_set_brings(tmp_path, settings):
    """They make a library of their own, which is used again while the set's files are the same."""
    (tmp_path / "questions.jsonl").write_text('{"id": "q1", "question": "Who won?"}\n')
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps({"id": "prize", "text": "Lena Okafor won the Tamsin River Prize on Tuesday."}) + "\n")
    first = built(settings, articles(tmp_path))
    assert wiring.library(first.settings).article("prize").text.startswith("Lena Okafor")
    assert built(settings, articles(tmp_path)).anew is False
    file.write_text(file.read_text().replace("Okafor", "Reed"))
    assert built(settings, articles(tmp_path)).anew is True


def test_what_metrics_ask_of_the_library(tmp_path, settings):
    """Texts and origins come from the library of the run, and from none when it is gone or is another by now."""
    folder = write_articles(tmp_path / "articles")
    made = built(settings, folder)
    ids = {each.title: each.id for each in wiring.library(made.settings).articles()}
    prize = ids["Lena Okafor wins the river prize"]
    stored = stored_articles(settings, made.hash)
    assert stored.text(prize).endswith("The jury met in Oslo.")
    assert stored.text("missing") is None
    assert (stored.origin(prize), stored.origin("missing")) == (prize, "missing")
    assert stored_articles(settings, "0" * 16).text is None
    assert stored_articles(settings, f"../libraries/{made.hash}").text is None
    wiring.ingestor(settings).ingest([folder])
    mine = own(settings)
    assert stored_articles(settings, mine).text(prize) == stored.text(prize)
    wiring.library(settings).remove([prize])
    assert stored_articles(settings, mine).text is None


@pytest.mark.parametrize("name", ["missing", "empty", "only.txt"])
def test_nothing_to_take_in(tmp_path, settings, name):
    """No file, a folder without articles, and a file that is none are refused by name."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "only.txt").write_bytes(b"")
    with pytest.raises(UsageError, match=name):
        built(settings, tmp_path / name)


def test_ones_own_library(tmp_path, settings):
    """What stands for its articles changes when they do."""
    folder = write_articles(tmp_path / "articles")
    before = own(settings)
    wiring.ingestor(settings).ingest([folder])
    filled = own(settings)
    assert filled == own(settings)
    assert before != filled
