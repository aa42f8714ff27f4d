"""The embedding model: newsdesk's embedder under LlamaIndex's interface."""

import asyncio
import copy
import pickle
from threading import Event

import numpy as np
import pytest
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import TextNode

from bot.errors import ModelError, NotConfigured
from bot.integrations.llama_index import NewsdeskEmbedding
from bot.models.onnx_embedder import MiniLMEmbedder
from bot.settings.settings import Settings
from tests.models.loopback import KEY, Reply, service, vectors

TEXTS = ["Microsoft is in talks with TikTok.", "", "A cat show.", "broken \ud800 text", "long " * 3_000]


@pytest.fixture(scope="module")
def embedding() -> NewsdeskEmbedding:
    return NewsdeskEmbedding.from_settings(Settings())


def test_vectors(embedding):
    """Texts and queries, one by one or together, get the vectors that newsdesk's embedder gives."""
    own = MiniLMEmbedder().embed(TEXTS)
    assert isinstance(embedding, BaseEmbedding)
    assert embedding.model_name == MiniLMEmbedder().name
    for got in (
        embedding.get_text_embedding_batch(TEXTS),
        [embedding.get_text_embedding(text) for text in TEXTS],
        [embedding.get_query_embedding(text) for text in TEXTS],
    ):
        np.testing.assert_allclose(np.array(got, dtype=np.float32), own, atol=1e-5)
    assert embedding.get_text_embedding_batch([]) == []


def test_asynchronously(embedding):
    """The same without waiting for each other."""

    async def embed():
        return await asyncio.gather(
            embedding.aget_text_embedding_batch(TEXTS),
            embedding.aget_text_embedding(TEXTS[0]),
            embedding.aget_query_embedding(TEXTS[0]),
        )

    together, text, query = asyncio.run(embed())
    np.testing.assert_allclose(together, embedding.get_text_embedding_batch(TEXTS), atol=1e-5)
    np.testing.assert_allclose([text, query], [together[0]] * 2, atol=1e-5)


def test_in_a_pipeline(embedding):
    """As a transformation it embeds nodes, also in a pipeline with llama-index's cache."""
    pipeline = IngestionPipeline(transformations=[embedding])
    first, again = (pipeline.run(nodes=[TextNode(id_="a", text=TEXTS[0])]) for _ in range(2))
    assert first[0].embedding == again[0].embedding == embedding.get_text_embedding(TEXTS[0])


def test_written(embedding):
    """Written as a dict or JSON, pickled or copied, it is the same embedding model."""
    vector = embedding.get_query_embedding("x")
    again = (
        NewsdeskEmbedding.from_dict(embedding.to_dict()),
        NewsdeskEmbedding.from_json(embedding.to_json()),
        pickle.loads(pickle.dumps(embedding)),
        copy.deepcopy(embedding),
        copy.copy(embedding),
    )
    assert embedding.to_dict()["class_name"] == "NewsdeskEmbedding"
    for each in again:
        np.testing.assert_allclose(each.get_query_embedding("x"), vector, atol=1e-6)
        assert each.to_dict() == embedding.to_dict()


def test_a_service_and_its_key(network):
    """A service of the settings is asked with its key, and the key is nowhere in what is written."""
    with service(lambda asked: Reply(vectors(asked.body["input"]))) as running:
        settings = Settings(embedder={"kind": "openai", "model": "m", "base_url": f"{running.url}/v1", "api_key": KEY})
        embedding = NewsdeskEmbedding.from_settings(settings)
        assert len(embedding.get_text_embedding_batch(["a", "b"])) == 2
        assert len(running.requests) == 1
        assert running.requests[0].headers["authorization"] == f"Bearer {KEY}"
        for written in (repr(embedding), str(embedding.to_dict()), embedding.to_json(), str(embedding.to_payload())):
            assert KEY not in written
        assert KEY.encode() not in pickle.dumps(embedding)
        assert len(pickle.loads(pickle.dumps(embedding)).get_text_embedding("a")) == 4
        assert KEY not in str(running.requests[-1].headers)


def test_asynchronous_calls_do_not_block(network):
    """While a service thinks, the event loop goes on."""
    let_go = Event()

    def answer(asked):
        assert let_go.wait(timeout=10)
        return Reply(vectors(asked.body["input"]))

    async def embed(embedding):
        calls = (embedding.aget_query_embedding("a"), embedding.aget_text_embedding_batch(["a", "b"]))
        waiting = asyncio.gather(*calls)
        await asyncio.sleep(0.05)
        let_go.set()
        return await waiting

    with service(answer) as running:
        wanted = {"kind": "openai", "model": "m", "base_url": f"{running.url}/v1"}
        one, two = asyncio.run(embed(NewsdeskEmbedding.from_settings(Settings(embedder=wanted))))
    assert (len(one), len(two)) == (4, 2)


def test_errors(network):
    """What is not set, and a service that is away, are newsdesk's own errors."""
    with pytest.raises(NotConfigured, match=r"embedder\.model is not set"):
        NewsdeskEmbedding.from_settings(Settings(embedder={"kind": "openai"}))
    away = NewsdeskEmbedding.from_settings(
        Settings(embedder={"kind": "openai", "model": "m", "base_url": "http://127.0.0.1:9/v1", "dimension": 4})
    )
    with pytest.raises(ModelError):
        away.get_query_embedding("x")
