"""The embedder that comes with newsdesk: all-MiniLM-L6-v2 in int8, needing no network.

As many texts at once as there are cores, which is also the fastest (figures: minilm/MODEL_CARD.md). Leaves out
batching, padding and accelerators.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.models.packaged import PackagedModel, Shape, sound, usable_cores

PACKAGED = Path(__file__).parent / "minilm"

# The tokenizer takes a word of more characters for one unknown token (tokenizer.json: max_input_chars_per_word).
LONGEST_WORD = 100
# Characters tokenised at once. The first usually holds a whole passage; the last keeps 50 MB of text from being
# tokenised as one piece, which would take gigabytes.
FIRST_LOOK = 4_096
LARGEST_LOOK = 262_144


class MiniLMEmbedder:
    """Implements `Embedder`. Nothing but the manifest is read before the first text comes."""

    def __init__(self, folder: Path | None = None, workers: int | None = None) -> None:
        """Use the model in `folder` (default: the packaged one), `workers` texts at once (default: usable cores).

        Raises ModelError.
        """
        self._model = PackagedModel(PACKAGED if folder is None else folder, ("dimension", "max_tokens", "languages"))
        self._workers = usable_cores() if workers is None else max(1, workers)

    @property
    def name(self) -> str:
        """Model and file, e.g. all-MiniLM-L6-v2-int8@ and twelve digits of the file's sha256."""
        return self._model.name

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._model.manifest["dimension"])

    @property
    def max_tokens(self) -> int:
        """256, the two special tokens included."""
        return int(self._model.manifest["max_tokens"])

    @property
    def languages(self) -> frozenset[str] | None:
        """English."""
        return frozenset(self._model.manifest["languages"])

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 per text, in order: (len(texts), 384). Raises ModelError."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        self._model.load(self._shape)
        if len(texts) == 1:
            return self._vector(texts[0])[np.newaxis]
        with ThreadPoolExecutor(min(self._workers, len(texts)), "embedder") as pool:
            return np.stack(list(pool.map(self._vector, texts)))

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text, special ones not counted. Raises ModelError."""
        return sum(len(self._ids(piece)) for piece in _pieces(text, LARGEST_LOOK))

    def prepare(self) -> None:
        """Begin to load the model in a thread of its own."""
        self._model.prepare(self._shape)

    def verify(self) -> None:
        """Read the model's files and compare them with the manifest (a tenth of a second). Raises ModelError."""
        self._model.verify()

    @property
    def _shape(self) -> Shape:
        return Shape(frozenset(("input_ids", "attention_mask")), self.dimension)

    def _vector(self, text: str) -> NDArray[np.float32]:
        """One text's (384,) unit vector."""
        tokenizer = self._model.tokenizer()
        start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        ids = np.array([[start, *self._first_ids(text, self.max_tokens - 2), end]], dtype=np.int64)
        (rows,) = self._model.run({"input_ids": ids, "attention_mask": np.ones_like(ids)})
        return np.asarray(rows[0], dtype=np.float32)

    def _first_ids(self, text: str, most: int) -> list[int]:
        """The first `most` token ids, reading no more of the text than that takes.

        A look that ends within a word tells only that word wrongly, and a word has LONGEST_WORD tokens at most: with
        so many to spare, the first `most` are those of the whole text. Only a text with fewer than that in
        LARGEST_LOOK characters (giant words, seas of blanks) is cut there.
        """
        look = FIRST_LOOK
        ids = self._ids(text[:look])
        while look < min(len(text), LARGEST_LOOK) and len(ids) < most + LONGEST_WORD:
            look *= 8
            ids = self._ids(text[:look])
        return ids[:most]

    def _ids(self, text: str) -> list[int]:
        ids: list[int] = self._model.tokenizer().encode(sound(text), add_special_tokens=False).ids
        return ids


def _pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of at most `most` characters, cut after blanks where there are any."""
    start = 0
    while start < len(text):
        end = start + most
        if end < len(text):
            end = max(text.rfind(blank, start, end) for blank in " \n") + 1 or end
        yield text[start:end]
        start = end
