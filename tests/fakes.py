"""Fakes that stand in for models in tests, in one place. Each implements the real interface."""

import re
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class HashingEmbedder:
    """Hashes words into 64 numbers: texts that share words are near each other. Deterministic, quick, no files."""

    name = "hashing-64"
    dimension = 64
    max_tokens = 256
    languages: frozenset[str] | None = frozenset({"en"})

    def __init__(self) -> None:
        self.embedded: list[str] = []
        """Every text that was embedded, in order."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row for each text."""
        self.embedded.extend(texts)
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(len(texts), self.dimension)

    def count_tokens(self, text: str) -> int:
        """Words and marks, as a WordPiece tokenizer would see them before it cuts words."""
        return len(re.findall(r"\w+|[^\w\s]", text))

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector = np.full(self.dimension, 1e-3, dtype=np.float32)
        for word in re.findall(r"\w+", text.casefold()):
            vector[zlib.crc32(word.encode()) % self.dimension] += 1.0
        return vector / np.linalg.norm(vector)
