"""Runs and their libraries are deleted, and nothing of a removed article is left in them."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import wiring
from bot.errors import Busy, UsageError
from bot.evaluation import conducting
from bot.evaluation.forgetting import Evaluations
from bot.evaluation.gold import GoldEvidence, GoldQuestion
from bot.evaluation.store import FOLDER, Runs
from bot.ingestion.removing import remove
from bot.settings.ingestion import IngestionSettings
from bot.settings.settings import Settings
from tests.evaluation.town import QUESTIONS, question_set, run_info
from tests.town_articles import write_articles

PRIZE = GoldQuestion("q1", "Who won the Tamsin River Prize?", (("Lena Okafor",),), evidence=(GoldEvidence("prize"),))


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def asked(settings: Settings, articles: Path | None, *questions: GoldQuestion) -> str:
    """The name of a run over these articles, or over the person's own library."""
    library = conducting.library(settings, articles)
    given = replace(question_set(questions), hash="".join(question.id for question in questions))
    info = conducting.described(given, library)
    conducting.conduct(conducting.Plan(settings, library, given, info), questions)
    return info.name


def libraries(settings: Settings) -> list[Path]:
    return list((settings.data_dir / FOLDER / "libraries").iterdir())


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_run_goes_with_its_library(settings, tmp_path):
    """A library that another run was asked of stays until that goes too."""
    folder = write_articles(tmp_path / "articles")
    one, two = asked(settings, folder, QUESTIONS[0]), asked(settings, folder, QUESTIONS[1])
    assert Evaluations(settings).remove([one]) == 0
    assert Runs(settings.data_dir).names() == [two]
    assert Evaluations(settings).remove([two]) == 1
    assert libraries(settings) == []


def test_all_or_none(settings, tmp_path):
    """If one name is of no run, none is deleted."""
    name = asked(settings, write_articles(tmp_path / "articles"), QUESTIONS[0])
    with pytest.raises(UsageError, match="no run other"):
        Evaluations(settings).remove([name, "other"])
    assert Runs(settings.data_dir).names() == [name]


def test_what_is_being_asked_stays(settings):
    """Another process is told to wait."""
    runs = Runs(settings.data_dir)
    with runs.recording(run_info(), question_set()), pytest.raises(Busy):
        Evaluations(settings).remove(["first"])
    assert runs.names() == ["first"]


def test_a_removed_article_is_in_no_run(settings, tmp_path):
    """Not in records of the person's own library, and not in a library that was built for an evaluation."""
    folder = write_articles(tmp_path / "articles")
    (folder / "prize.md").write_text((folder / "prize.md").read_text().replace("---\n", "---\nid: prize\n", 1))
    wiring.ingestor(settings).ingest([folder])
    smaller = settings.model_copy(update={"ingestion": IngestionSettings(passage_tokens=64)})
    mine, built = asked(settings, None, PRIZE), asked(smaller, folder, QUESTIONS[2])
    (folder / "prize.md").unlink()
    kept = asked(settings, folder, QUESTIONS[3])
    assert b"Lena Okafor won" in bytes_of(settings.data_dir)
    evaluations = Evaluations(settings)
    gone = remove(wiring.library(settings), wiring.ledger(settings), ["prize"], evaluations)
    left = Runs(settings.data_dir).names()
    assert mine not in left
    assert kept in left
    assert (gone.articles, gone.runs) == (1, len({mine, built} - set(left)))
    assert b"Lena Okafor won" not in bytes_of(settings.data_dir)
    assert len(libraries(settings)) == 1


def test_what_an_interrupted_removal_left(settings):
    """Records without a head are no run, but still hold words: they go as well."""
    folder = settings.data_dir / FOLDER / "first"
    folder.mkdir(parents=True)
    (folder / "records.jsonl").write_text('{"found":[{"article_id":"prize"}]}\n')
    assert Runs(settings.data_dir).names() == []
    assert Evaluations(settings).forget_articles(["school"]) == 0
    assert Evaluations(settings).forget_articles(["prize"]) == 1
    assert not folder.exists()


def test_nothing_to_forget(settings):
    """Without evaluations nothing is made."""
    assert Evaluations(settings).forget_articles(["prize"]) == 0
    assert not settings.data_dir.exists()
