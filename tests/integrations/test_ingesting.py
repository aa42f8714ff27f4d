"""Readers of LlamaIndex inside newsdesk."""

import pytest
from llama_index.core import SimpleDirectoryReader
from llama_index.core.readers.base import BaseReader
from llama_index.core.schema import Document, TransformComponent

from bot import wiring
from bot.errors import UsageError
from bot.ingestion.ingestor import Ingestor
from bot.ingestion.recipe import Recipe, built_with
from bot.integrations.llama_index import NewsdeskQueryEngine, ingest_documents
from bot.integrations.llama_index.ingesting import DocumentIntake
from bot.library.library import Library
from bot.library.vectors import ExactOnly
from bot.settings.settings import Settings
from tests.fakes import HashingEmbedder
from tests.integrations.conftest import ARTICLES, ASKED_AT
from tests.town_articles import write_articles


def counts(report):
    return (report.added, report.updated, report.unchanged, report.skipped, report.failed)


class FeedReader(BaseReader):
    """A reader of one's own, as they are: an address, a title, a date, and an id that is new each time."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts

    def lazy_load_data(self):
        for number, text in enumerate(self.texts):
            metadata = {
                "link": f"https://post.example/{number}?utm_source=rss",
                "title": f"T{number}",
                "date": "2020-08-03",
            }
            yield Document(text=text, metadata=metadata)


def test_as_the_command(tmp_path):
    """Files through a directory reader are the articles that `newsdesk ingest` makes of them, word for word."""
    folder = write_articles(tmp_path / "articles", ARTICLES)
    settings = Settings(data_dir=tmp_path / "data")
    documents = SimpleDirectoryReader(folder, required_exts=[".md"]).load_data()
    assert counts(ingest_documents(documents, settings)) == (3, 0, 0, 0, 0)
    assert counts(wiring.ingestor(settings).ingest([folder])) == (1, 0, 3, 0, 0)
    assert wiring.library(settings).article("ledger").source_path == "articles/ledger.md"


@pytest.fixture
def room(tmp_path) -> Library:
    """An empty library for a fake embedder."""
    return Library(tmp_path / "library", built_with(HashingEmbedder(), Recipe()), ExactOnly())


def take_in(room, documents, *, collection="main", transformations=()):
    ingestor = Ingestor(room, HashingEmbedder(), transformations=transformations)
    return ingestor.take_in(DocumentIntake(documents, collection), collection=collection)


def test_again(room):
    """Read anew, what has not changed costs a hash, what has changed is replaced; a generator will do."""
    first = FeedReader("Oracle bought a shop in Halden.", "It rained in Porto.")
    assert counts(take_in(room, first.lazy_load_data())) == (2, 0, 0, 0, 0)
    again = FeedReader("Oracle bought a shop in Halden.", "It rained in Porto on Monday.")
    assert counts(take_in(room, again.load_data())) == (0, 1, 1, 0, 0)
    stored = {each.title: each for each in room.articles()}
    article = room.article(stored["T1"].id)
    assert (article.text, article.date_text) == ("It rained in Porto on Monday.", "2020-08-03")
    assert article.url == article.source_path == "https://post.example/1?utm_source=rss"


def test_one_bad_document(room):
    """What cannot be taken in is in the report, and the rest arrives."""
    documents = [
        Document(text="Oracle bought a shop.", id_="one"),
        Document(text="", id_="two"),
        Document(text="PNG\0", metadata={"file_path": "/news/a.png"}),
        Document(text="Another text.", id_="one"),
        "no document",
        Document(text="It rained.", id_="x" * 201),
        Document(text="It snowed.", id_="last"),
    ]
    report = take_in(room, documents)
    assert counts(report) == (2, 0, 0, 1, 4)
    assert [each.source for each in report.outcomes][:4] == ["document two", "news/a.png", "a str", "document one"]
    assert {each.id for each in room.articles()} == {"one", "last"}


class Shouting(TransformComponent):
    """A step of one's own."""

    def __call__(self, nodes, **kwargs):
        for node in nodes:
            node.metadata["title"] = node.metadata["title"].upper()
        return nodes


def test_collection_and_steps(room, tmp_path):
    """Documents join a collection, and pass steps of one's own; a collection that cannot be shown is refused."""
    documents = FeedReader("Oracle bought a shop.").load_data()
    take_in(room, documents, collection="feeds", transformations=[Shouting()])
    (stored,) = room.articles(collection="feeds")
    assert stored.title == "T0"
    for name in ("", " x", "a\x1b", "x" * 101):
        with pytest.raises(UsageError, match="cannot name a collection"):
            ingest_documents(documents, tmp_path / "elsewhere", collection=name)
    assert not (tmp_path / "elsewhere").exists()


def test_nothing(room):
    """No documents are no articles."""
    assert counts(take_in(room, [])) == (0, 0, 0, 0, 0)


def test_many(room):
    """More documents than are held at a time come in one after the other, from a generator."""
    texts = [f"Story number {n} of the day." for n in range(200)]
    assert counts(take_in(room, FeedReader(*texts).lazy_load_data())) == (200, 0, 0, 0, 0)


def test_ask_at_once(tmp_path):
    """What was taken in is there for an engine that was made before."""
    settings = Settings(data_dir=tmp_path)
    engine = NewsdeskQueryEngine.from_settings(settings, asked_at=ASKED_AT)
    ingest_documents([Document(text=ARTICLES["cats.txt"], id_="cats")], settings)
    assert engine.query("How many visitors did the cat show draw?").metadata["short"] == "400"
    more = "Zhang Yiming founded ByteDance in 2012."
    ingest_documents([Document(text=more, id_="more")], settings)
    assert engine.query("Who founded ByteDance?").metadata["short"] == "Zhang Yiming"
