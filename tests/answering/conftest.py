"""A newsroom: real articles in a real library, asked through the real path with the packaged model."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.answering.account import Account
from bot.answering.answerer import Answerer
from bot.answering.authoring import Author
from bot.answering.conversation import Conversation, Rewriter
from bot.answering.extractive import ExtractiveWriter
from bot.answering.generated import GeneratedAnswers
from bot.answering.generative import GenerativeWriter
from bot.answering.prompts import load
from bot.answering.prover import Prover
from bot.answering.proving.ground import Grounder
from bot.answering.receipts import Receipts
from bot.answering.sentence_reader import SentenceReader
from bot.domain.answer import Answer
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.question import Filters, Question, Turn
from bot.ingestion.passages import measure, pack
from bot.ingestion.recipe import Recipe, built_with
from bot.ingestion.sentences import find_sentences
from bot.ledger.ledger import Ledger
from bot.ledger.spending import Limits, Price
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import ArticleRecord
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.models.onnx_reader import MiniLMReader
from bot.models.openai_chat import OpenAIChat
from bot.search.finding import Search
from bot.settings.answering import AnsweringSettings
from bot.settings.chat import ChatSettings
from bot.settings.search import SearchSettings

MOST_HITS = AnsweringSettings().evidence
READER = MiniLMReader()
PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
KEY = "sk-a-key-that-nobody-may-see"
PRICE = Price(read=1.0, written=4.0)
"""USD per million tokens."""


class Newsroom:
    """Put articles in, ask questions."""

    def __init__(self, folder: Path, embedder: MiniLMEmbedder) -> None:
        self.embedder = embedder
        self.library = Library(folder, built_with(embedder, Recipe()), ChromaFolder(folder))
        self.prover = Prover(self.library)
        self.ledger = Ledger(folder, keep_days=90)

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
        return self.answerer().answer(self.question(question, asked_at, filters))

    def question(
        self, text: str, asked_at: str = "2020-08-05", filters: Filters | None = None, history: tuple[Turn, ...] = ()
    ) -> Question:
        """A question of a given day."""
        moment = datetime.fromisoformat(asked_at).replace(tzinfo=UTC)
        return Question(text, history, filters or Filters(), moment)

    def answerer(self, base_url: str | None = None, limits: Limits | None = None, **chat: Any) -> Answerer:
        """The path of a question; with a chat service's address, answers are in a model's words. Receipts are kept."""
        writing, conversation = (None, None) if base_url is None else self._by_model(base_url, limits or Limits(), chat)
        search = Search(self.library, self.embedder, SearchSettings())
        return Answerer(
            search,
            SentenceReader(READER),
            ExtractiveWriter(),
            self.prover,
            MOST_HITS,
            writing=writing,
            conversation=conversation or Conversation(None),
            receipts=Receipts(self.ledger),
        )

    @property
    def grounder(self) -> Grounder:
        return Grounder(READER, self.embedder)

    def _by_model(self, base_url: str, limits: Limits, given: dict[str, Any]) -> tuple[GeneratedAnswers, Conversation]:
        chat = ChatSettings(**{"model": "small", "base_url": base_url, "api_key": KEY, "retries": 0, **given})
        model, account = OpenAIChat(chat), Account(self.ledger, limits, PRICE)
        writer = GenerativeWriter(model, load("answer", [PROMPTS]), chat.answer_tokens)
        author = Author(writer, self.grounder, account, chat.evidence_tokens)
        return GeneratedAnswers(author), Conversation(
            Rewriter(model, load("standalone", [PROMPTS]), account), chat.history_tokens
        )


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
