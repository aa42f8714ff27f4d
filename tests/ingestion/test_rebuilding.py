import pytest

from bot.errors import LibraryEmpty
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.recipe import Recipe, built_with
from bot.library.library import Library
from bot.library.vectors import ExactOnly

STORY = "Microsoft is in talks with TikTok. The deal closes by September 15.\n\nIndia banned the app. Nobody knows why."


def test_rebuild_as_it_was(ingestor, stored, folder, embedder):
    """Rebuilt with the same settings, everything is taken over and nothing embedded."""
    ingestor.ingest([folder(a_txt=STORY, b_txt="It was late.")])
    before = {name: record.embeddings.tobytes() for name, record in stored().items()}
    embedder.embedded.clear()
    told = []
    report = ingestor.rebuild(told.append)
    assert (report.unchanged, report.updated, report.passages, embedder.embedded) == (2, 0, 0, [])
    assert {name: record.embeddings.tobytes() for name, record in stored().items()} == before
    assert told[-1].bytes_done == told[-1].bytes_total == 2


def test_rebuild_with_other_settings(ingestor, library, stored, folder, embedder):
    """Rebuilt with other settings, the stored texts are split and embedded again; the files are not needed."""
    place = folder(a_txt=STORY * 10, b_txt="It was late.")
    ingestor.ingest([place])
    (place / "a.txt").unlink()
    recipe = Recipe(passage_tokens=40, overlap_sentences=0)
    other = Library(library.folder, built_with(embedder, recipe), ExactOnly())
    texts = {name: record.article for name, record in stored().items()}
    report = Ingestor(other, embedder, recipe).rebuild()
    assert (report.updated, report.unchanged) == (2, 0)
    assert report.passages > 5
    assert {name: record.article for name, record in stored().items()} == texts
    assert other.summary().built_with == built_with(embedder, recipe)


def test_rebuild_without_library(ingestor):
    """There is nothing to rebuild where nothing was ingested."""
    with pytest.raises(LibraryEmpty, match="newsdesk ingest"):
        ingestor.rebuild()
