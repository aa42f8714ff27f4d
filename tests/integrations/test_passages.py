"""The path of an article as one transformation."""

import asyncio
import pickle

import numpy as np
import pytest
from llama_index.core import VectorStoreIndex
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import Document

from bot import wiring
from bot.errors import IngestError
from bot.integrations.llama_index import NewsdeskEmbedding, NewsdeskPassages, ingest_documents
from bot.settings.settings import Settings

STORY = "Microsoft is in talks with TikTok. The deal closes by September 15. " * 20


def documents(*texts: str) -> list[Document]:
    return [
        Document(
            text=text, id_=f"d{n}", metadata={"title": f"T{n}", "date": "2020-08-03", "file_path": f"/news/{n}.txt"}
        )
        for n, text in enumerate(texts)
    ]


@pytest.fixture(scope="module")
def passages() -> NewsdeskPassages:
    return NewsdeskPassages.from_settings(Settings())


def test_as_in_the_library(passages, tmp_path):
    """The passages, vectors and facts are those that a library stores of the same documents."""
    settings = Settings(data_dir=tmp_path)
    ingest_documents(documents(STORY, "It rained in Porto."), settings)
    with wiring.library(settings).writing() as writer:
        records = list(writer.stored())
    stored = {
        (record.article.id, passage.start, passage.end): (record.article, vector)
        for record in records
        for passage, vector in zip(record.passages, record.embeddings, strict=True)
    }
    nodes = passages(documents(STORY, "It rained in Porto."))
    assert len(nodes) == len(stored) > 2
    assert {node.ref_doc_id for node in nodes} == {"d0", "d1"}
    for node in nodes:
        article, vector = stored[node.metadata["article_id"], node.start_char_idx, node.end_char_idx]
        assert article.text[node.start_char_idx : node.end_char_idx] == node.text
        assert (node.metadata["title"], node.metadata["published_at"]) == (article.title, "2020-08-03")
        np.testing.assert_allclose(node.embedding, vector, atol=1e-5)


def test_repeated_sentences(passages):
    """Passages of a text that repeats itself keep their own places and cover it."""
    nodes = passages(documents(STORY))
    text = STORY.strip()
    assert [text[node.start_char_idx : node.end_char_idx] for node in nodes] == [node.text for node in nodes]
    assert (nodes[0].start_char_idx, nodes[-1].end_char_idx) == (0, len(text))


def test_in_a_pipeline(passages):
    """A pipeline with its cache gives the same again; asynchronously too; and so does a pickle."""
    pipeline = IngestionPipeline(transformations=[passages])
    first = pipeline.run(documents=documents(STORY))
    assert pipeline.run(documents=documents(STORY)) == first
    assert len(asyncio.run(IngestionPipeline(transformations=[passages]).arun(documents=documents(STORY)))) == len(
        first
    )
    small = pickle.loads(pickle.dumps(NewsdeskPassages(passage_tokens=40)))
    assert len(small(documents(STORY))) > len(first)
    assert NewsdeskPassages.from_dict(small.to_dict()).to_dict() == small.to_dict()
    with pytest.raises(ValueError, match="passage_tokens"):
        NewsdeskPassages(passage_tokens=0)


def test_in_an_index(passages):
    """An index of one's own finds them with newsdesk's embedder, without a language model."""
    nodes = passages(documents("It rained in Porto.", "A cat show drew 400 visitors."))
    index = VectorStoreIndex(nodes, embed_model=NewsdeskEmbedding.from_settings(Settings()))
    (found,) = index.as_retriever(similarity_top_k=1).retrieve("weather")
    assert found.text == "It rained in Porto."


def test_no_articles(passages):
    """What is empty or was met before is left out; what is broken ends it, with its name and the reason."""
    same = [
        *documents("It rained."),
        *documents("It rained."),
        Document(text="", id_="e"),
        Document(text="<p></p>", id_="m"),
    ]
    assert [node.text for node in passages(same)] == ["It rained."]
    assert passages([]) == []
    with pytest.raises(IngestError, match=r"news/0\.txt: not text"):
        passages(documents("\0"))
    with pytest.raises(IngestError, match=r"already taken by news/0\.txt"):
        passages([*documents("It rained."), *documents("It snowed.")])


def test_settings_without_key():
    """Settings reach the path; a key of the embedder is in nothing that is written."""
    secret = {"kind": "openai", "model": "m", "api_key": "sk-very-secret"}
    passages = NewsdeskPassages.from_settings(Settings(embedder=secret, ingestion={"passage_tokens": 64}))
    assert passages.passage_tokens == 64
    for written in (pickle.dumps(passages), passages.to_json().encode(), repr(passages).encode()):
        assert b"sk-very-secret" not in written
