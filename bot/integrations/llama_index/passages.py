"""The path of an article as LlamaIndex transformations, for an index of one's own instead of a library.

Leaves out what needs a library: copies are not recognised, and nothing is stored.
"""

# LlamaIndex's classes, which mypy does not follow:

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeVar

from llama_index.core.bridge.pydantic import Field, PrivateAttr
from llama_index.core.schema import BaseNode, TextNode, TransformComponent

from bot.domain.article import MAIN
from bot.errors import IngestError
from bot.ingestion.drafts import Draft, Unread
from bot.ingestion.pipeline import ArticlePipeline
from bot.ingestion.pipeline.translation import Key
from bot.ingestion.recipe import CLEANING, Recipe
from bot.ingestion.recognising import Recognised, Recogniser
from bot.ingestion.report import Fate
from bot.integrations.llama_index.documents import draft_of
from bot.integrations.llama_index.nodes import article_metadata, slice_of
from bot.integrations.llama_index.parts import EmbedderWithoutKey, Late, Source, late_embedder, settings_of
from bot.library.records import ArticleRecord, Known
from bot.models.embedder import Embedder
from bot.settings.embedder import EmbedderSettings

Kept = TypeVar("Kept")


class NewsdeskPassages(TransformComponent):
    """Documents in, passages out: cleaned, described, cut at sentences, embedded as newsdesk does it.

    A passage is an exact slice of the cleaned text; its offsets count there. Its source is the document, its metadata
    is its article's. As a dict, as JSON and pickled it holds no key.
    """

    passage_tokens: int = Field(default=200, ge=32, le=240, description="Most tokens in one passage.")
    overlap_sentences: int = Field(default=1, ge=0, le=5, description="Sentences that neighbours share.")
    embedder: EmbedderWithoutKey = Field(default_factory=EmbedderSettings, description="Which model, and where.")
    _embedder: Late[Embedder] = PrivateAttr()

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self._embedder = late_embedder(self.embedder)

    @classmethod
    def from_settings(cls, settings: Source = None) -> "NewsdeskPassages":
        """As these settings say, or those that `newsdesk` itself uses. Raises ConfigurationError."""
        chosen = settings_of(settings)
        return cls(**chosen.ingestion.model_dump(), embedder=chosen.embedder)

    @classmethod
    def class_name(cls) -> str:
        """What LlamaIndex writes beside the fields, and tells apart in its cache."""
        return "NewsdeskPassages"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled, it is its dict."""
        return type(self).from_dict, (self.to_dict(),)

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> list[BaseNode]:
        """The passages, document by document; what is empty is left out. Raises IngestError, ModelError."""
        recipe = Recipe(self.passage_tokens, self.overlap_sentences)
        pipeline = ArticlePipeline(self._embedder(), recipe, datetime.now(UTC))
        wanted = list(_wanted(nodes))
        documents = {each.identity.article_id: document for document, each in wanted}
        prepared = list(_kept(pipeline.prepare([each for _, each in wanted])))
        return [node for each in pipeline.embed(prepared) for node in _nodes(each, documents[each.article.id])]

    async def acall(self, nodes: Sequence[BaseNode], **given: Any) -> list[BaseNode]:
        """The same, in a thread of its own."""
        return await asyncio.to_thread(self, nodes, **given)


class ReadDocument(TransformComponent):
    """Any reader's document in, an article at the beginning of its path out: what the single steps expect to find."""

    @classmethod
    def class_name(cls) -> str:
        """What LlamaIndex writes beside the fields, and tells apart in its cache."""
        return "NewsdeskReadDocument"

    def __call__(self, nodes: Sequence[BaseNode], **_: Any) -> list[BaseNode]:
        """Read text and metadata in place; what is empty is left out. Raises IngestError."""
        return [_opened(node, draft) for node in nodes for draft in _kept([draft_of(node, MAIN)])]


class _Nothing:
    """What is stored so far, where there is no library."""

    def known(self, article_ids: Sequence[str]) -> Mapping[str, Known]:  # noqa: ARG002 - what recognising asks
        return {}


def _wanted(nodes: Sequence[BaseNode]) -> Iterator[tuple[str, Recognised]]:
    """The id of each document that is an article, each article once, and what is to become of it."""
    recogniser = Recogniser(_Nothing(), MAIN, CLEANING)
    for node in nodes:
        for recognised in _kept(recogniser.recognise(list(_kept([draft_of(node, MAIN)])))):
            if isinstance(recognised, Recognised):
                yield node.id_, recognised


def _kept(results: Iterable[Kept | Unread]) -> Iterator[Kept]:
    """What is no article goes without a word if it was empty or met before, and with an error if it is broken."""
    for result in results:
        if not isinstance(result, Unread):
            yield result
        elif result.fate is Fate.FAILED:
            raise IngestError(f"{result.origin.source}: {result.reason}")


def _opened(node: BaseNode, draft: Draft) -> BaseNode:
    known = {
        **asdict(draft.fields),
        Key.MARKUP.value: draft.markup.value,
        Key.WARNINGS.value: list(draft.warnings),
        Key.LANGUAGE.value: None,
        Key.HEADING.value: "",
    }
    node.set_content(draft.text)
    node.metadata |= known
    return node


def _nodes(record: ArticleRecord, document: str) -> Iterator[TextNode]:
    article = record.article
    for passage, vector in zip(record.passages, record.embeddings, strict=True):
        text = article.text[passage.start : passage.end]
        node = slice_of(
            article.id, passage.start, passage.end, text, metadata=article_metadata(article), source=document
        )
        node.embedding = vector.tolist()
        yield node
