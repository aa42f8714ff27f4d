"""A model that comes with newsdesk: its folder, its files checked against their manifest, run here by onnxruntime.

One text at a time, each on one thread: dynamic quantisation takes one scale for all that runs together, so in a batch
a text's result would depend on its companions. Leaves out what goes in and what comes out.
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as onnxruntime_errors
from tokenizers import Tokenizer

from bot.errors import ModelError

REPAIR = "Install newsdesk again (in a clone: git checkout -- bot/models)."

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

FILES = ("model.onnx", "tokenizer.json")

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a model's graph must have: names of its inputs, and the last axis of its first output."""

    inputs: frozenset[str]
    width: int


class PackagedModel:
    """One folder with model.onnx, tokenizer.json and manifest.json. Only the manifest is read before first use."""

    def __init__(self, folder: Path, fields: tuple[str, ...]) -> None:
        """`fields`: what the manifest must tell beside name and sha256. Raises ModelError."""
        self.folder = folder
        self.manifest = _manifest(folder / "manifest.json", fields)
        self._loading = Lock()
        self._session: onnxruntime.InferenceSession | None = None
        self._tokenizer: Tokenizer | None = None

    @property
    def name(self) -> str:
        """Model and file, e.g. all-MiniLM-L6-v2-int8@ and twelve digits of the file's sha256."""
        return f"{self.manifest['name']}@{self.manifest['sha256']['model.onnx'][:12]}"

    def verify(self) -> None:
        """Read the model's files and compare them with the manifest (a tenth of a second). Raises ModelError."""
        for name in FILES:
            path, expected = self.folder / name, self.manifest["sha256"][name]
            try:
                found = hashlib.sha256(path.read_bytes()).hexdigest()
            except OSError as error:
                raise ModelError(f"The model file {path} cannot be read: {error.strerror}. {REPAIR}") from error
            if found != expected:
                raise ModelError(f"The model file {path} has sha256 {found}, not {expected}. {REPAIR}")

    def load(self, shape: Shape) -> None:
        """Open the model's file, once, from any thread; before threads use it, so that a fault is found once."""
        with self._loading:
            if self._session is None:
                self._session = _session(self.folder / "model.onnx", shape)

    def prepare(self, shape: Shape) -> None:
        """Begin to load in a thread of its own, while others do something else; a fault shows when `load` is called."""

        def begin() -> None:
            with suppress(ModelError):
                self.load(shape)
                self.tokenizer()

        Thread(target=begin, name=f"load {self.folder.name}").start()

    def run(self, inputs: Mapping[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        """All outputs for one text; `load` comes first. Raises ModelError."""
        if self._session is None:
            raise ModelError(f"The model in {self.folder} is not loaded.")
        try:
            return list(self._session.run(None, dict(inputs)))
        except RUNNING_ERRORS as error:
            tokens = next(iter(inputs.values())).size
            raise ModelError(f"The model in {self.folder} failed on {tokens} tokens: {error}") from error

    def tokenizer(self) -> Tokenizer:
        """The tokenizer, which neither cuts nor pads and takes its own commands in a text for text."""
        with self._loading:
            if self._tokenizer is None:
                self._tokenizer = _tokenizer(self.folder / "tokenizer.json")
            return self._tokenizer


def sound(text: str) -> str:
    """The text as a tokenizer can read it, of the same length: lone surrogates replaced."""
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def usable_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS and Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _manifest(path: Path, fields: tuple[str, ...]) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        told["sha256"] = {name: str(told["sha256"][name]) for name in FILES}
        return {field: told[field] for field in ("name", "sha256", *fields)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"The model's manifest {path} cannot be read: {error!r}. {REPAIR}") from error


def _session(path: Path, shape: Shape) -> onnxruntime.InferenceSession:
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
    if inputs != shape.inputs or session.get_outputs()[0].shape[-1] != shape.width:
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
