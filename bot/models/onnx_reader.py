"""The reader that comes with newsdesk: a small encoder trained to find answers, in int8, needing no network.

It reads `[CLS] question [SEP] title date [SEP] passage [SEP]` and weighs every place of the passage as start and end
of an answer, and the first token as "no answer here". Training: tools/train_reader.py; data, figures and limits:
minilm_reader/MODEL_CARD.md. Leaves out everything that can be told from the passages together.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.domain.evidence import Hit
from bot.models.packaged import PackagedModel, Shape, sound, usable_cores
from bot.models.reader import PassageReading, Stretch

PACKAGED = Path(__file__).parent / "minilm_reader"

MOST_QUESTION_TOKENS, MOST_HEADING_TOKENS = 64, 32
"""As in training; what is longer is cut."""

MOST_TOKENS = 384
"""Of the whole input. Training saw 256; a passage has 200, so that only a giant question or passage is ever cut."""

LONGEST_ANSWER = 30
"""Tokens of a stretch; of the answers in SQuAD 1.1 dev 99 % are shorter."""

WAYS = 16
"""Best starts, and best ends, that are combined."""

MOST_STRETCHES = 6
"""Stretches given per passage."""

LONGEST_READ = 8_000
"""Characters of a question, heading or passage that are tokenised; far more than the tokens above take."""

_SHAPE = Shape(frozenset(("input_ids", "token_type_ids")), 2)


@dataclass(frozen=True, slots=True)
class Prepared:
    """One input, and where each passage token stands in the article."""

    ids: NDArray[np.int64]
    kinds: NDArray[np.int64]
    first: int
    """Place of the passage's first token."""
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class MiniLMReader:
    """Implements `PassageReader`. Nothing but the manifest is read before the first question comes."""

    def __init__(self, folder: Path | None = None, workers: int | None = None) -> None:
        """Use the model in `folder` (default: the packaged one), `workers` passages at once (default: usable cores).

        Raises ModelError.
        """
        self._model = PackagedModel(PACKAGED if folder is None else folder, ("answers", "supports"))
        self._workers = usable_cores() if workers is None else max(1, workers)

    @property
    def name(self) -> str:
        """Model and file, e.g. minilm-reader-int8@ and twelve digits of the file's sha256."""
        return self._model.name

    def prepare(self) -> None:
        """Begin to load the model in a thread of its own."""
        self._model.prepare(_SHAPE)

    def verify(self) -> None:
        """Read the model's files and compare them with the manifest. Raises ModelError."""
        self._model.verify()

    def read(self, question: str, hits: Sequence[Hit]) -> tuple[PassageReading, ...]:
        """One reading per hit, in order. Raises ModelError."""
        return tuple(
            _reading(prepared, spans, self._rule("answers")) for prepared, spans, _ in self._run(question, hits)
        )

    def support(self, statement: str, hits: Sequence[Hit]) -> tuple[float, ...]:
        """Per hit, the probability 0..1 that its passage says what the statement says. Raises ModelError."""
        scale, shift = self._rule("supports")
        return tuple(_logistic(scale * float(told[0]) + shift) for _, _, told in self._run(statement, hits))

    def prepared(self, question: str, hit: Hit) -> Prepared:
        """The model's input for one passage. Raises ModelError."""
        return self._input(self._question(question), hit)

    def _rule(self, name: str) -> tuple[float, float]:
        """Scale and shift that make a calibrated probability of a score; fitted by tools/export_reader.py."""
        scale, shift = self._model.manifest[name]
        return float(scale), float(shift)

    def _run(
        self, question: str, hits: Sequence[Hit]
    ) -> list[tuple[Prepared, NDArray[np.float32], NDArray[np.float32]]]:
        if not hits:
            return []
        self._model.load(_SHAPE)
        asked = self._question(question)

        def run(hit: Hit) -> tuple[Prepared, NDArray[np.float32], NDArray[np.float32]]:
            prepared = self._input(asked, hit)
            spans, told = self._model.run({"input_ids": prepared.ids, "token_type_ids": prepared.kinds})
            return prepared, spans[0], told

        if len(hits) == 1:
            return [run(hits[0])]
        with ThreadPoolExecutor(min(self._workers, len(hits)), "reader") as pool:
            return list(pool.map(run, hits))

    def _input(self, asked: list[int], hit: Hit) -> Prepared:
        tokenizer = self._model.tokenizer()
        cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        heading = self._tokens(heading_of(hit))[0][:MOST_HEADING_TOKENS]
        before = [cls, *asked, sep, *heading, sep]
        room = MOST_TOKENS - len(before) - 1
        passage, offsets = self._tokens(hit.text)
        ids = [*before, *passage[:room], sep]
        kinds = np.ones((1, len(ids)), dtype=np.int64)
        kinds[0, : len(asked) + 2] = 0
        places = np.array(offsets[:room], dtype=np.int64).reshape(-1, 2) + hit.passage.start
        return Prepared(np.array([ids], dtype=np.int64), kinds, len(before), places[:, 0], places[:, 1])

    def _question(self, text: str) -> list[int]:
        return self._tokens(text)[0][:MOST_QUESTION_TOKENS]

    def _tokens(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoded = self._model.tokenizer().encode(sound(text[:LONGEST_READ]), add_special_tokens=False)
        return encoded.ids, encoded.offsets


def heading_of(hit: Hit) -> str:
    """Title and day of the article, as in training: `Port reopens 3 August 2020`."""
    article = hit.article
    day = article.first_day
    is_day = day is not None and article.first_day == article.last_day
    return f"{article.title or ''} {day.day} {day:%B %Y}".strip() if is_day and day else article.title or ""


def _reading(prepared: Prepared, spans: NDArray[np.float32], rule: tuple[float, float]) -> PassageReading:
    """The best stretches of one passage. `spans`: (tokens, 2) logits of start and end."""
    count = len(prepared.starts)
    if not count:
        return PassageReading(0.0, ())
    inside = spans[prepared.first : prepared.first + count].astype(np.float64)
    nothing = float(spans[0].sum())
    starts, ends = (np.argsort(-inside[:, side], kind="stable")[:WAYS] for side in (0, 1))
    scores = inside[starts, 0][:, None] + inside[ends, 1][None, :]
    length = ends[None, :] - starts[:, None]
    scores = np.where((length >= 0) & (length < LONGEST_ANSWER), scores, -np.inf)
    highest = max(float(scores.max()), nothing)
    weights = np.exp(scores - highest)
    total = float(weights.sum()) + float(np.exp(nothing - highest))
    scale, shift = rule
    answers = _logistic(scale * (float(scores.max()) - nothing) + shift) if np.isfinite(scores.max()) else 0.0
    return PassageReading(answers, tuple(_apart(prepared, starts, ends, weights / total)))


def _apart(
    prepared: Prepared, starts: NDArray[np.int64], ends: NDArray[np.int64], weights: NDArray[np.float64]
) -> list[Stretch]:
    """The best stretches that do not overlap; each has the weight of all that overlap it and no better one."""
    kept: list[tuple[int, int, float]] = []
    for flat in np.argsort(-weights, axis=None, kind="stable"):
        row, column = divmod(int(flat), weights.shape[1])
        weight, start, end = float(weights[row, column]), int(starts[row]), int(ends[column])
        if weight <= 0:
            break
        overlapped = next((n for n, (s, e, _) in enumerate(kept) if start <= e and s <= end), None)
        if overlapped is not None:
            s, e, gathered = kept[overlapped]
            kept[overlapped] = (s, e, gathered + weight)
        elif len(kept) < MOST_STRETCHES:
            kept.append((start, end, weight))
    found = [Stretch(int(prepared.starts[s]), int(prepared.ends[e]), min(1.0, weight)) for s, e, weight in kept]
    return sorted(found, key=lambda stretch: -stretch.probability)


def _logistic(value: float) -> float:
    return float(1.0 / (1.0 + np.exp(-np.clip(value, -30.0, 30.0))))
