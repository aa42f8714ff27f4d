"""A news desk whose library is full of hostile articles, asked through the real parts and a scripted service."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot import wiring
from bot.answering.answerer import Answerer
from bot.domain.article import Article, Passage
from bot.domain.events import Event
from bot.domain.question import Filters, Question
from bot.ingestion.passages import measure, pack
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import find_sentences
from bot.library.records import ArticleRecord
from bot.models.embedder import Embedder
from bot.settings.chat import ChatSettings
from bot.settings.ledger import LedgerSettings
from bot.settings.settings import Settings
from tests.answering.hostile_articles import KEY, HostileArticle
from tests.chat_service import ChatService, Script

ASKED_AT = datetime(2020, 8, 5, 12, tzinfo=UTC)


@dataclass
class Desk:
    """All hostile articles, each in a collection of its own. `script`: what the service replies."""

    script: Script
    service: ChatService
    answerer: Answerer

    def ask(self, article: HostileArticle, *, of_all: bool = False) -> list[Event]:
        """Ask what the article's fact answers; of this article alone, or of all."""
        filters = Filters() if of_all else Filters(collections=(article.name,))
        return list(self.answerer.answer_events(Question(article.asks, filters=filters, asked_at=ASKED_AT)))


def settings_for(folder: Path, service: ChatService) -> Settings:
    chat = {"model": "obedient", "base_url": service.base_url, "api_key": KEY, "retries": 0}
    return Settings(data_dir=folder, chat=ChatSettings(**chat), ledger=LedgerSettings(receipts=False))


def stock(settings: Settings, articles: list[Article]) -> None:
    """Store the articles, split and embedded as an ingest does, but with every character that they were given."""
    embedder = wiring.embedder(settings)
    with wiring.library(settings, embedder).writing() as writer:
        writer.put([record(article, embedder) for article in articles])


def record(article: Article, embedder: Embedder) -> ArticleRecord:
    text, sentences = article.text, find_sentences(article.text)
    spans = list(pack(measure(text, sentences, 200, embedder.count_tokens), Recipe()))
    passages = tuple(Passage(article.id, ordinal, *span) for ordinal, span in enumerate(spans))
    return ArticleRecord(article, sentences, passages, embedder.embed([text[start:end] for start, end in spans]))
