"""A library in a folder of its own, and an ingestor with a fake embedder over it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.ingestion.ingestor import Ingestor
from bot.ingestion.recipe import Recipe, built_with
from bot.library.library import Library
from bot.library.records import ArticleRecord
from bot.library.vectors import ExactOnly
from tests.fakes import HashingEmbedder

NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def library(tmp_path: Path, embedder: HashingEmbedder) -> Library:
    return Library(tmp_path / "library", built_with(embedder, Recipe()), ExactOnly())


@pytest.fixture
def ingestor(library: Library, embedder: HashingEmbedder) -> Ingestor:
    return Ingestor(library, embedder, now=lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes files into a folder named `articles` and gives the folder."""

    def write(**files: str | bytes) -> Path:
        place = tmp_path / "articles"
        place.mkdir(exist_ok=True)
        for name, content in files.items():
            stem, _, suffix = name.rpartition("_")
            data = content if isinstance(content, bytes) else content.encode()
            (place / f"{stem}.{suffix}").write_bytes(data)
        return place

    return write


@pytest.fixture
def page() -> Callable[[str], str]:
    """Two pages in the manner of scraped ones: `titled` and `untitled`."""
    return lambda name: (Path(__file__).parent / "pages" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture
def stored(library: Library) -> Callable[[], dict[str, ArticleRecord]]:
    """Everything that the library holds, by id."""

    def read() -> dict[str, ArticleRecord]:
        with library.writing(rebuild=True) as writer:
            return {record.article.id: record for record in writer.stored()}

    return read
