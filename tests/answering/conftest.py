"""A newsroom: real articles in a real library, asked through the real path with the packaged model."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.answering.extractive import ExtractiveWriter
from bot.answering.prover import Prover
from bot.answering.sentence_reader import SentenceReader
from bot.domain.answer import Answer
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.question import Filters, Question
from bot.ingestion.passages import measure, pack
from bot.ingestion.recipe import Recipe, built_with
from bot.ingestion.sentences import find_sentences
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import ArticleRecord
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.models.onnx_reader import MiniLMReader
from bot.search.finding import Search
from bot.settings.answering import AnsweringSettings
from bot.settings.search import SearchSettings

MOST_HITS = AnsweringSettings().evidence
READER = MiniLMReader()


class Newsroom:
    """Put articles in, ask questions."""

    def __init__(self, folder: Path, embedder: MiniLMEmbedder) -> None:
        self.embedder = embedder
        self.library = Library(folder, built_with(embedder, Recipe()), ChromaFolder(folder))
        self.prover = Prover(self.library)

    def put(self, article_id: str, text: str, day: str | None = "2020-08-03", **fields: str) -> None:
        """Store one article, split and embedded as an ingest does."""
        published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
        precision = DatePrecision.DAY if day else DatePrecision.UNKNOWN
        article = Article(article_id, text, published_at=published, date_precision=precision, **fields)
        sentences = find_sentences(text)
        spans = list(pack(measure(text, sentences, 200, self.embedder.count_tokens), Recipe()))
        vectors = self.embedder.embed([text[start:end] for start, end in spans])
        passages = tuple(Passage(article_id, ordinal, *span) for ordinal, span in enumerate(spans))
        with self.library.writing() as writer:
            writer.put([ArticleRecord(article, sentences, passages, vectors)])

    def ask(self, question: str, asked_at: str = "2020-08-05", filters: Filters | None = None) -> Answer:
        """Ask through the whole path."""
        search = Search(self.library, self.embedder, SearchSettings())
        answerer = Answerer(search, SentenceReader(READER), ExtractiveWriter(), self.prover, MOST_HITS)
        moment = datetime.fromisoformat(asked_at).replace(tzinfo=UTC)
        return answerer.answer(Question(question, filters=filters or Filters(), asked_at=moment))


@pytest.fixture(scope="session")
def embedder() -> MiniLMEmbedder:
    return MiniLMEmbedder()


@pytest.fixture
def newsroom(tmp_path: Path, embedder: MiniLMEmbedder) -> Newsroom:
    return Newsroom(tmp_path / "library", embedder)


@pytest.fixture
def talks(newsroom: Newsroom) -> Newsroom:
    """Two outlets on one story, and something else."""
    newsroom.put(
        "ledger",
        "Microsoft is in talks with TikTok over its U.S. business, the company said on Sunday. "
        "It wants to close the deal by September 15.\n\n"
        "TikTok denies that it shares data with Beijing. The data is backed up in Singapore.",
        title="Microsoft confirms talks",
        outlet="The Harbor Ledger",
    )
    newsroom.put(
        "wire",
        "Microsoft said that it was negotiating with TikTok. No price was named.",
        title="A bid for an app",
        outlet="The Copper Wire",
    )
    newsroom.put("cats", "A cat show drew 400 visitors to the town hall. The winner was a tabby.", title="Cats")
    return newsroom
