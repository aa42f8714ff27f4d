"""newsdesk inside LlamaIndex, and LlamaIndex's readers inside newsdesk. See docs/llama_index.md.

retriever       passages, as nodes              query_engine    proved answers; their quotes as nodes
embedding       the configured embedder         passages        the path of an article as transformations
ingesting       documents into the library      documents       which article a document is
nodes, asking, parts                            what the others share
"""

from bot.ingestion.pipeline.transformations import (
    CleanText,
    DescribeArticle,
    EmbedPassages,
    FindSentences,
    NoteAgency,
    PackPassages,
)
from bot.integrations.llama_index.embedding import NewsdeskEmbedding
from bot.integrations.llama_index.ingesting import ingest_documents
from bot.integrations.llama_index.passages import NewsdeskPassages, ReadDocument
from bot.integrations.llama_index.query_engine import NewsdeskQueryEngine
from bot.integrations.llama_index.retriever import NewsdeskRetriever

__all__ = [
    "CleanText",
    "DescribeArticle",
    "EmbedPassages",
    "FindSentences",
    "NewsdeskEmbedding",
    "NewsdeskPassages",
    "NewsdeskQueryEngine",
    "NewsdeskRetriever",
    "NoteAgency",
    "PackPassages",
    "ReadDocument",
    "ingest_documents",
]
