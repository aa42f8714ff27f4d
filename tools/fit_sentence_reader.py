"""Fits the weights of `bot/answering/sentence_reader.py`: `python tools/fit_sentence_reader.py QUESTION_SETS`.

Examples are the candidate sentences of (a) the sample's dev half, found by the real search over the sample, and (b) the
questions of SQuADShifts' new Wikipedia articles that the packaged reader was not trained on, each with its own
paragraph and the four most similar ones of its article. A sentence is right if it holds the gold quote or answer; one
that merely repeats a gold answer is left out. Logistic regression with a ridge of 3, SQuADShifts at 0.05 of the
sample's weight. It also prints, per threshold and with stories held out, how often the best sentence is right and how
often an unanswerable question would be answered. The test half is never read. The groups of synonyms are off while
fitting: they were written with the dev half in sight, and weights that lean on them fail on questions in other words.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from question_sets import Asked, held_out, load  # noqa: E402 - after the path above
from sample_quality import plain, read_gold  # noqa: E402 - a sibling folder's module

from bot import wiring  # noqa: E402
from bot.answering.english import vocabulary  # noqa: E402
from bot.answering.sentence_reader import SentenceReader, Signals, question_asked  # noqa: E402
from bot.domain.article import Article, Passage  # noqa: E402
from bot.domain.evidence import Hit, Ranks  # noqa: E402
from bot.ingestion.sentences import find_sentences  # noqa: E402
from bot.models.embedder import Embedder  # noqa: E402
from bot.models.onnx_reader import MiniLMReader  # noqa: E402
from bot.settings.settings import Settings  # noqa: E402

SHIFTED, SHIFTED_WEIGHT, RIDGE, FOLDS = "squadshifts_new_wiki", 0.05, 3.0, 5
MOST_HITS = Settings().answering.evidence


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate sentence. `group`: what is held out together; `weight`: how much it counts."""

    question: str
    group: str
    weight: float
    signals: tuple[float, ...]
    right: bool


def main() -> None:
    """Gather, validate with stories held out, fit on everything, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question_sets", type=Path)
    folder = parser.parse_args().question_sets
    vocabulary._groups = dict  # noqa: SLF001 - no synonyms while fitting
    reader = SentenceReader(MiniLMReader())
    examples = [*from_sample(reader), *from_shifted(reader, wiring.embedder(Settings()), folder)]
    print(f"{len(examples)} sentences, {sum(example.right for example in examples)} right")
    validate(examples)
    fitted = fit(examples)
    print(f"    bias={fitted[0]:.2f},")
    for field, weight in zip(fields(Signals), fitted[1:], strict=True):
        print(f"    {field.name}={weight:.2f},")


def from_sample(reader: SentenceReader) -> Iterator[Example]:
    """The dev half, without follow-ups."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        wiring.ingestor(settings).ingest([ROOT / "corpus" / "articles"])
        search = wiring.search(settings)
        for gold in read_gold():
            if gold.split != "dev" or gold.question.history:
                continue
            hits = search.find(gold.question).hits[:MOST_HITS]
            for hit, start, end, signals in measured(reader, gold.question.text, hits):
                text = hit.article.text[start:end]
                right = any(hit.article.id == name and (text in q or q in text) for name, q in gold.evidence)
                repeats = any(plain(answer) in plain(text) for answer in gold.answers)
                if right or not repeats or gold.type in ("yes_no", "list", "why"):
                    yield Example(gold.id, gold.story if gold.answerable else gold.id, 1.0, signals, right)


def from_shifted(reader: SentenceReader, embedder: Embedder, folder: Path) -> Iterator[Example]:
    """Held-out questions on paragraphs of their article."""
    questions = held_out(folder, SHIFTED)
    paragraphs: dict[str, list[str]] = {}
    for asked in load(folder, SHIFTED):
        paragraphs.setdefault(asked.title, []).append(asked.passage)
    texts = {asked.title: list(dict.fromkeys(paragraphs[asked.title])) for asked in questions}
    vectors = {title: embedder.embed([f"{title}\n{text}" for text in own]) for title, own in texts.items()}
    for number, asked in enumerate(questions):
        alike = vectors[asked.title] @ embedder.embed([asked.question])[0]
        own = texts[asked.title].index(asked.passage)
        chosen = sorted({own, *[n for n in np.argsort(-alike)[:5] if n != own][:4]}, key=lambda n: -alike[n])
        hits = [hit_of(asked.title, n, texts[asked.title][n], float(alike[n])) for n in chosen]
        yield from judged(reader, asked, hits, f"shifted {number}")


def judged(reader: SentenceReader, asked: Asked, hits: list[Hit], name: str) -> Iterator[Example]:
    """The candidate sentences of one question."""
    golds = [asked.passage[start:end] for start, end in asked.answers]
    for hit, start, end, signals in measured(reader, asked.question, hits):
        right = hit.article.text == asked.passage and any(start <= place < end for place, _ in asked.answers)
        if right or not any(gold in hit.article.text[start:end] for gold in golds):
            yield Example(name, asked.title, SHIFTED_WEIGHT, signals, right)


def hit_of(title: str, number: int, text: str, similarity: float) -> Hit:
    """A paragraph as a hit of its own."""
    article = Article(f"{title} {number}", text, title)
    passage = Passage(article.id, 0, 0, len(text), number)
    return Hit(passage, article, find_sentences(text), 0.0, Ranks(dense=1), similarity)


def measured(
    reader: SentenceReader, question: str, hits: list[Hit]
) -> Iterator[tuple[Hit, int, int, tuple[float, ...]]]:
    """The candidates with their signals."""
    asked = question_asked(question, hits)
    for candidate, signals in reader.measured(asked, hits):
        yield candidate.hit, candidate.sentence.start, candidate.sentence.end, astuple(signals)


def fit(examples: list[Example]) -> np.ndarray:
    """Weighted logistic regression by Newton's method: bias first, then the signals' weights."""
    inputs = np.array([(1.0, *example.signals) for example in examples])
    right = np.array([example.right for example in examples], dtype=float)
    weight = np.array([example.weight for example in examples])
    ridge = np.eye(inputs.shape[1]) * RIDGE
    ridge[0, 0] = 0.0
    fitted = np.zeros(inputs.shape[1])
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ fitted))
        step = np.linalg.solve(
            (inputs * (weight * said * (1 - said))[:, None]).T @ inputs + ridge,
            inputs.T @ (weight * (right - said)) - ridge @ fitted,
        )
        fitted += step
        if np.abs(step).max() < 1e-9:
            break
    return fitted


def validate(examples: list[Example]) -> None:
    """Each fifth of the dev stories judged by weights that have not seen it."""
    groups = sorted({example.group for example in examples if example.weight == 1.0})
    random.Random(0).shuffle(groups)
    best: dict[str, tuple[float, bool]] = {}
    for fold in range(FOLDS):
        held = set(groups[fold::FOLDS])
        fitted = fit([example for example in examples if example.group not in held])
        for example in examples:
            if example.group in held:
                said = float(1 / (1 + np.exp(-(fitted[0] + np.array(example.signals) @ fitted[1:]))))
                best[example.question] = max(best.get(example.question, (0.0, False)), (said, example.right))
    answerable = {example.question for example in examples if example.right}
    for threshold in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        right = np.mean([said >= threshold and hit for name, (said, hit) in best.items() if name in answerable])
        false = np.mean([said >= threshold for name, (said, _) in best.items() if name not in answerable])
        print(f"threshold {threshold:.2f}: best sentence right {right:.3f}, unanswerable answered {false:.3f}")


if __name__ == "__main__":
    main()
