"""newsdesk's embedder as LlamaIndex's embedding model: the packaged one, or the service of the settings."""

# LlamaIndex's classes, which mypy does not follow:

import asyncio
from collections.abc import Sequence
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import Field, PrivateAttr

from bot.integrations.llama_index.parts import EmbedderWithoutKey, Late, Source, late_embedder, settings_of
from bot.models.embedder import Embedder
from bot.settings.embedder import EmbedderSettings

BATCH = 256
"""Texts given to the embedder at once: enough to keep its workers busy. LlamaIndex's own default is 10."""


class NewsdeskEmbedding(BaseEmbedding):
    """Unit vectors, for queries and for texts alike; a ModelError comes through as it is.

    As a dict, as JSON and pickled it holds no key: one for a service that wants a key is made from settings.
    """

    embedder: EmbedderWithoutKey = Field(description="Which model, and where.")
    _embedder: Late[Embedder] = PrivateAttr()

    def __init__(self, embedder: EmbedderSettings | None = None, **given: Any) -> None:
        """Use this embedder (default: the packaged one). `given` goes to `BaseEmbedding`.

        Raises NotConfigured, ModelError.
        """
        chosen = EmbedderSettings.model_validate(embedder or {})
        late = late_embedder(chosen)
        super().__init__(embedder=chosen, **{"embed_batch_size": BATCH, **given, "model_name": late().name})
        self._embedder = late

    @classmethod
    def from_settings(cls, settings: Source = None) -> "NewsdeskEmbedding":
        """The embedder of these settings, or of those that `newsdesk` itself uses.

        Raises ConfigurationError, NotConfigured, ModelError.
        """
        return cls(settings_of(settings).embedder)

    @classmethod
    def class_name(cls) -> str:
        """What LlamaIndex writes beside the fields."""
        return "NewsdeskEmbedding"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled, it is its dict."""
        return type(self).from_dict, (self.to_dict(),)

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await self._aget_text_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)

    def _get_text_embeddings(self, texts: Sequence[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder().embed(texts).tolist()
        return vectors

    async def _aget_text_embeddings(self, texts: Sequence[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)
