"""What a set brings goes through the ingest like any article."""

from datetime import UTC, datetime

import pytest

from bot.evaluation.formats import articles, read
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.recipe import Recipe, built_with
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from tests.fakes import HashingEmbedder


@pytest.fixture
def library(tmp_path) -> Library:
    return Library(tmp_path / "library", built_with(HashingEmbedder(), Recipe()), ExactOnly())


@pytest.mark.parametrize(
    ("name", "format_", "counts"),
    [
        ("beir", "beir", (3, 1)),
        ("squad.json", "squad", (2, 0)),
        ("multihoprag", "multihoprag", (2, 0)),
        ("20240503_qa.jsonl", "realtimeqa", (1, 0)),
        ("en_fact.json", "rgb", (4, 0)),
        ("pairs", "pairs", (3, 0)),
    ],
)
def test_articles_are_taken_in_with_their_evidence(fixtures, library, name, format_, counts):
    """All are stored under the ids of the evidence, and every gold quote is a slice of what is stored."""
    ingestor = Ingestor(library, HashingEmbedder(), now=lambda: datetime(2024, 6, 1, tzinfo=UTC))
    report = ingestor.take_in(articles(fixtures / name, format_))
    assert (report.added, report.skipped, report.failed) == (*counts, 0)
    assert ingestor.take_in(articles(fixtures / name, format_)).unchanged == counts[0]
    evidence = [each for question in read(fixtures / name, format_).questions for each in question.evidence]
    for each in evidence:
        assert (each.quote or "") in library.article(each.article_id).text
