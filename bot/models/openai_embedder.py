"""An embedder behind OpenAI's protocol: OpenAI itself, or Ollama, vLLM, LM Studio and others on one's own machine.

Leaves out tokenizers: every model has another, so tokens are estimated, on the high side.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import openai
from numpy.typing import NDArray

from bot.errors import ModelError
from bot.models.openai_service import OpenAIService

# The limit of the smaller models that such services offer (BERT-like ones); OpenAI's own read 8,191.
MAX_TOKENS = 512

# An estimate: one token per six Latin letters or digits within a word, one per other visible character. On 75 pieces
# of English news it counts 3 to 21 % more than the embedded model's tokenizer, so a text cut by it fits.
_TOKEN = re.compile(r"[A-Za-z0-9]{1,6}|[^\sA-Za-z0-9]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")

# Sent for a text with nothing visible in it: OpenAI refuses an empty one.
NOTHING = "."


class OpenAIEmbedder:
    """Implements `Embedder`. Nothing is sent before the first text comes, or the dimension is asked for."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str | None = None,
        api_key: str | None = None,
        dimension: int | None = None,
        batch_size: int = 64,
        timeout_seconds: float = 30,
        languages: frozenset[str] | None = None,
    ) -> None:
        """Use `model` of the service at `base_url` (default: OpenAI's).

        Args:
            model: the service's name for it.
            base_url: up to and with the version, e.g. http://localhost:11434/v1.
            api_key: for that address; services on one's own machine mostly want none.
            dimension: asked of the service, which must know how to shorten its vectors; None takes what it gives.
            batch_size: texts in one request.
            timeout_seconds: for one try; there are three.
            languages: ISO 639-1 codes that the model knows; None if it is not limited.

        Raises:
            ModelError: the key cannot be one.

        """
        self._model = model
        self._service = OpenAIService(base_url, api_key, timeout_seconds, section="embedder")
        self._wanted = dimension
        self._dimension = dimension
        self._batch_size = batch_size
        self._languages = languages

    @property
    def name(self) -> str:
        """The model's name at its service. Without the address: a service may move without its vectors changing."""
        return f"openai:{self._model}"

    @property
    def dimension(self) -> int:
        """As set, else found by embedding one text. Raises ModelError."""
        if self._dimension is None:
            self._embed_batch([NOTHING])
        return self._known_dimension()

    @property
    def max_tokens(self) -> int:
        """512, by the estimate of `count_tokens`."""
        return MAX_TOKENS

    @property
    def languages(self) -> frozenset[str] | None:
        """As set."""
        return self._languages

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 per text, in order: (len(texts), dimension). Raises ModelError."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        sent = [_sendable(text) for text in texts]
        starts = range(0, len(sent), self._batch_size)
        return np.concatenate([self._embed_batch(sent[start : start + self._batch_size]) for start in starts])

    def count_tokens(self, text: str) -> int:
        """Estimated: words in sixes of letters, every other visible character for one."""
        return sum(1 for _ in _TOKEN.finditer(text))

    def _embed_batch(self, texts: list[str]) -> NDArray[np.float32]:
        with self._service.translated(self._model):
            reply: Any = self._service.client.embeddings.create(
                model=self._model,
                input=texts,
                dimensions=openai.omit if self._wanted is None else self._wanted,
                encoding_format="float",  # the client's default, base64, is not known to every service
            )
        vectors = self._checked(reply, len(texts))
        self._dimension = vectors.shape[1]
        return vectors

    def _checked(self, reply: Any, count: int) -> NDArray[np.float32]:
        """The reply's vectors in the order of the texts, each of length 1. The client itself checks nothing."""
        try:
            vectors = np.array(_in_order(reply.data), dtype=np.float64)
        except (AttributeError, TypeError, ValueError):
            raise self._bad("holds no lists of numbers, or lists of different length") from None
        if vectors.ndim != 2 or len(vectors) != count:
            raise self._bad(f"holds {len(vectors)} vectors for {count} texts")
        if self._dimension not in (None, vectors.shape[1]):
            raise self._bad(f"holds vectors of {vectors.shape[1]} numbers, not of {self._dimension}")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise self._bad("holds a vector without a direction (empty, all zero, infinite, or not a number)")
        unit: NDArray[np.float32] = (vectors / lengths).astype(np.float32)
        return unit

    def _known_dimension(self) -> int:
        if self._dimension is None:
            raise self._bad("holds no vectors")
        return self._dimension

    def _bad(self, what: str) -> ModelError:
        return ModelError(
            f"The reply of {self._service.base_url} for the model {self._model!r} {what}. "
            "Is it a model for embeddings, and is embedder.dimension right?"
        )


def _in_order(items: Any) -> list[Any]:
    """The embeddings by their index; as they came from a service that gives none."""
    if all(item.index is None for item in items):
        return [item.embedding for item in items]
    if sorted(item.index for item in items) != list(range(len(items))):
        raise ValueError("indices that are not 0, 1, 2, ...")
    return [item.embedding for item in sorted(items, key=lambda item: item.index)]


def _sendable(text: str) -> str:
    """The first MAX_TOKENS tokens of the text as sound Unicode; NOTHING if nothing can be seen in it."""
    end = 0
    for count, token in enumerate(_TOKEN.finditer(text), start=1):
        end = token.end()
        if count == MAX_TOKENS:
            break
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text[:end]) or NOTHING
