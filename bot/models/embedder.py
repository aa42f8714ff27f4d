"""The seam between newsdesk and whatever turns a text into a vector. Leaves out how; see the files beside this one."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


class Embedder(Protocol):
    """Texts to unit vectors; two texts mean the same as far as the dot product of their vectors is near 1.

    A text's vector does not depend on the texts beside it. Texts may be empty, very long, or hold any character:
    what exceeds `max_tokens` is cut off, lone surrogates are replaced. Safe to use from several threads.
    """

    @property
    def name(self) -> str:
        """Identifies the model so closely that vectors under one name are comparable. A library stores it."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in a vector. Raises ModelError if a service has to be asked and does not answer."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, its special tokens among them."""
        ...

    @property
    def languages(self) -> frozenset[str] | None:
        """ISO 639-1 codes of the languages that the model knows; None when it is not limited, or not known to be."""
        ...

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 per text, in order: (len(texts), dimension); no texts give (0, dimension).

        Raises ModelError.
        """
        ...

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text, special ones not counted; quick, and asks no service. Raises ModelError."""
        ...
