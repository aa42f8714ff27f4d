"""The retriever: the search's passages as nodes."""

import asyncio
import pickle
from threading import Event

import pytest
from llama_index.core.callbacks import CallbackManager, CBEventType, LlamaDebugHandler
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import MetadataMode, NodeRelationship, ObjectType, QueryBundle

from bot import wiring
from bot.domain.question import Filters, Question
from bot.errors import LibraryEmpty, UsageError
from bot.integrations.llama_index import NewsdeskRetriever
from bot.settings.settings import Settings
from tests.integrations.conftest import ARTICLES, ASKED_AT

QUERY = "talks about TikTok"


@pytest.fixture(scope="module")
def retriever(settings) -> NewsdeskRetriever:
    return NewsdeskRetriever.from_settings(settings, asked_at=ASKED_AT)


def test_nodes(retriever, settings, library):
    """The search's hits in its order with its scores: exact slices with their offsets and what is known of the article."""
    hits = wiring.search(settings).find(Question(QUERY, asked_at=ASKED_AT)).hits
    nodes = retriever.retrieve(QUERY)
    assert isinstance(retriever, BaseRetriever)
    assert [(each.node.ref_doc_id, each.score) for each in nodes] == [(hit.article.id, hit.score) for hit in hits]
    for each in nodes:
        node = each.node
        assert library.article(node.ref_doc_id).text[node.start_char_idx : node.end_char_idx] == node.text
        assert node.relationships[NodeRelationship.SOURCE].node_type == ObjectType.DOCUMENT
        assert node.node_id == f"{node.ref_doc_id}:{node.start_char_idx}-{node.end_char_idx}"
        assert None not in node.metadata.values()


def test_metadata(retriever):
    """Title, outlet, author, address and date are read by a language model; the rest is there for programs."""
    best = retriever.retrieve(QueryBundle(QUERY))[0].node
    similarity = best.metadata.pop("similarity")
    assert -1 <= similarity <= 1
    assert best.metadata == {
        "article_id": "ledger",
        "title": "Microsoft confirms {talks}",
        "outlet": "The Harbor Ledger",
        "author": "Jane Doe",
        "url": "https://ledger.example/talks",
        "published_at": "2020-08-03",
        "date_precision": "day",
        "date_inferred": False,
        "source_path": "articles/ledger.md",
        "collection": "main",
        "language": "en",
        "origin_id": "ledger",
    }
    told = best.get_metadata_str(MetadataMode.LLM).splitlines()
    assert [line.partition(":")[0] for line in told] == ["title", "outlet", "url", "published_at", "author"]


def test_what_is_not_known(retriever):
    """What is not known of an article is left out of the metadata, and not told as None."""
    cats = next(each.node for each in retriever.retrieve("cat show") if "tabby" in each.text)
    assert {"title", "outlet", "url", "published_at"}.isdisjoint(cats.metadata)
    assert cats.metadata["date_precision"] == "unknown"
    assert cats.get_content(MetadataMode.LLM) == cats.text


def test_how_many(settings):
    """As many as were wanted, best first; by default as many as an answer may rest on; none is refused."""
    every = NewsdeskRetriever.from_settings(settings).retrieve("fair")
    assert len(every) == len(ARTICLES)
    two = NewsdeskRetriever.from_settings(settings, similarity_top_k=2).retrieve("fair")
    assert [each.node_id for each in two] == [each.node_id for each in every[:2]]
    few = Settings(data_dir=settings.data_dir, answering={"evidence": 1})
    assert len(NewsdeskRetriever.from_settings(few).retrieve("fair")) == 1
    with pytest.raises(UsageError, match="similarity_top_k is 0"):
        NewsdeskRetriever.from_settings(settings, similarity_top_k=0)


def test_filters(settings):
    """Only what the filters let through is found."""
    found = NewsdeskRetriever.from_settings(settings, filters=Filters(outlets=("TAGUS TIMES",))).retrieve("fair")
    assert [each.metadata["outlet"] for each in found] == ["Tagus Times"]
    none = NewsdeskRetriever.from_settings(settings, filters=Filters(collections=("other",)))
    assert none.retrieve("fair") == []


def test_errors(tmp_path, retriever):
    """An empty library and an empty query are newsdesk's own errors."""
    with pytest.raises(LibraryEmpty, match="newsdesk ingest"):
        NewsdeskRetriever.from_settings(tmp_path / "nothing").retrieve("who?")
    with pytest.raises(UsageError, match="empty"):
        retriever.retrieve("?")


class Waiting:
    """A search that finds nothing when it is let go."""

    hits = ()

    def __init__(self) -> None:
        self.let_go = Event()

    def find(self, question):
        assert self.let_go.wait(timeout=10)
        return self


def test_aretrieve_does_not_block():
    """While one search is under way, the event loop goes on."""
    waiting = Waiting()

    async def search():
        searching = asyncio.create_task(NewsdeskRetriever(lambda: waiting).aretrieve("who?"))
        await asyncio.sleep(0)
        waiting.let_go.set()
        return await searching

    assert asyncio.run(search()) == []


def test_callbacks_and_pickles(settings):
    """LlamaIndex's handlers are told what was found; a pickle finds the same."""
    debug = LlamaDebugHandler(print_trace_on_end=False)
    retriever = NewsdeskRetriever.from_settings(settings, asked_at=ASKED_AT)
    retriever.callback_manager = CallbackManager([debug])
    nodes = retriever.retrieve(QUERY)
    (pair,) = debug.get_event_pairs(CBEventType.RETRIEVE)
    assert pair[1].payload["nodes"] == nodes
    retriever.callback_manager = CallbackManager([])
    assert pickle.loads(pickle.dumps(retriever)).retrieve(QUERY) == nodes
