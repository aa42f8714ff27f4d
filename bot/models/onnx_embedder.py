"""The embedder that comes with newsdesk: all-MiniLM-L6-v2 in int8, run here by onnxruntime, needing no network.

Texts run one at a time, each on one thread, as many at once as there are cores. Dynamic quantisation takes one scale
for all that runs together, so in a batch a text's vector would depend on its companions; and this is also the fastest
(figures: minilm/MODEL_CARD.md). Leaves out batching, padding and accelerators.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnxruntime_errors
from tokenizers import Tokenizer

from bot.errors import ModelError

PACKAGED = Path(__file__).parent / "minilm"
REPAIR = "Install newsdesk again (in a clone: git checkout -- bot/models/minilm)."

# What onnxruntime raises for a file that is no model, half a model, or a model that it cannot run.
LOADING_ERRORS = (
    onnxruntime_errors.Fail,
    onnxruntime_errors.InvalidArgument,
    onnxruntime_errors.InvalidGraph,
    onnxruntime_errors.InvalidProtobuf,
    onnxruntime_errors.NoSuchFile,
    onnxruntime_errors.NotImplemented,
    onnxruntime_errors.RuntimeException,
)
RUNNING_ERRORS = (onnxruntime_errors.Fail, onnxruntime_errors.InvalidArgument, onnxruntime_errors.RuntimeException)

# The tokenizer takes a word of more characters for one unknown token (tokenizer.json: max_input_chars_per_word).
LONGEST_WORD = 100
# Characters tokenised at once. The first usually holds a whole passage; the last keeps 50 MB of text from being
# tokenised as one piece, which would take gigabytes.
FIRST_LOOK = 4_096
LARGEST_LOOK = 262_144

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What lies in the model's folder: minilm/manifest.json, written by tools/export_embedder.py."""

    name: str
    dimension: int
    max_tokens: int
    languages: frozenset[str]
    sha256: dict[str, str]
    """Of each file, by its name."""


class MiniLMEmbedder:
    """Implements `Embedder`. Nothing but the manifest is read before the first text comes."""

    def __init__(self, folder: Path | None = None, workers: int | None = None) -> None:
        """Use the model in `folder` (default: the packaged one), `workers` texts at once (default: usable cores).

        Raises ModelError.
        """
        self._folder = PACKAGED if folder is None else folder
        self._workers = _usable_cores() if workers is None else max(1, workers)
        self._manifest = _manifest(self._folder / "manifest.json")
        self._loading = Lock()
        self._session: onnxruntime.InferenceSession | None = None
        self._tokenizer: Tokenizer | None = None

    @property
    def name(self) -> str:
        """Model and file, e.g. all-MiniLM-L6-v2-int8@ and twelve digits of the file's sha256."""
        return f"{self._manifest.name}@{self._manifest.sha256['model.onnx'][:12]}"

    @property
    def dimension(self) -> int:
        """384."""
        return self._manifest.dimension

    @property
    def max_tokens(self) -> int:
        """256, the two special tokens included."""
        return self._manifest.max_tokens

    @property
    def languages(self) -> frozenset[str] | None:
        """English."""
        return self._manifest.languages

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row of length 1 per text, in order: (len(texts), 384). Raises ModelError."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        self._loaded_session()  # before the threads: a missing file is found once
        if len(texts) == 1:
            return self._vector(texts[0])[np.newaxis]
        with ThreadPoolExecutor(min(self._workers, len(texts)), "embedder") as pool:
            return np.stack(list(pool.map(self._vector, texts)))

    def count_tokens(self, text: str) -> int:
        """Tokens of the whole text, special ones not counted. Raises ModelError."""
        return sum(len(self._ids(piece)) for piece in _pieces(text, LARGEST_LOOK))

    def verify(self) -> None:
        """Read the model's files and compare them with the manifest (a tenth of a second). Raises ModelError."""
        for name, expected in self._manifest.sha256.items():
            path = self._folder / name
            try:
                found = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                raise ModelError(f"The model file {path} cannot be read: {error.strerror}. {REPAIR}") from error
            if found != expected:
                raise ModelError(f"The model file {path} has sha256 {found}, not {expected}. {REPAIR}")

    def _vector(self, text: str) -> NDArray[np.float32]:
        """One text's (384,) unit vector."""
        tokenizer = self._loaded_tokenizer()
        start, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        ids = np.array([[start, *self._first_ids(text, self.max_tokens - 2), end]], dtype=np.int64)
        try:
            (rows,) = self._loaded_session().run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        except RUNNING_ERRORS as error:
            raise ModelError(f"The model in {self._folder} failed on {ids.size} tokens: {error}") from error
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
        sound = _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
        ids: list[int] = self._loaded_tokenizer().encode(sound, add_special_tokens=False).ids
        return ids

    def _loaded_session(self) -> onnxruntime.InferenceSession:
        with self._loading:
            if self._session is None:
                self._session = _session(self._folder / "model.onnx", self.dimension)
            return self._session

    def _loaded_tokenizer(self) -> Tokenizer:
        with self._loading:
            if self._tokenizer is None:
                self._tokenizer = _tokenizer(self._folder / "tokenizer.json")
            return self._tokenizer


def _manifest(path: Path) -> Manifest:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(
            name=str(fields["name"]),
            dimension=int(fields["dimension"]),
            max_tokens=int(fields["max_tokens"]),
            languages=frozenset(fields["languages"]),
            sha256={name: str(fields["sha256"][name]) for name in ("model.onnx", "tokenizer.json")},
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model's manifest {path} cannot be read: {error!r}. {REPAIR}") from error


def _session(path: Path, dimension: int) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3  # errors; its warnings about the machine are nothing a reader can act on
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except LOADING_ERRORS as error:
        state = "cannot be loaded" if path.is_file() else "is missing"
        raise ModelError(f"The model file {path} {state}. {REPAIR}") from error
    inputs = {given.name for given in session.get_inputs()}
    if inputs != {"input_ids", "attention_mask"} or session.get_outputs()[0].shape[-1] != dimension:
        raise ModelError(f"The model file {path} holds another model than its manifest says. {REPAIR}")
    return session


def _tokenizer(path: Path) -> Tokenizer:
    try:
        tokenizer = Tokenizer.from_str(path.read_text(encoding="utf-8"))
    except Exception as error:  # tokenizers raises nothing narrower for a broken file
        raise ModelError(f"The tokenizer file {path} cannot be read. {REPAIR}") from error
    tokenizer.no_truncation()  # the file says 128 tokens, half of what the model reads
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True  # "[SEP]" in an article is five characters, not a command
    return tokenizer


def _pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of at most `most` characters, cut after blanks where there are any."""
    start = 0
    while start < len(text):
        end = start + most
        if end < len(text):
            end = max(text.rfind(blank, start, end) for blank in " \n") + 1 or end
        yield text[start:end]
        start = end


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
