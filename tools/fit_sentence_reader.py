"""Fits the weights of `bot/answering/signals.py`: `python tools/fit_sentence_reader.py`.

Examples are the candidate sentences of (a) the sample's dev half, found by the real search over the sample, and (b) the
questions on invented news reports that the packaged reader was not trained on, each with the passages of its report and
the most similar ones of other reports; (c) the same on invented stories of five reports each, with the most similar
passages of all of them. A sentence is right if it holds the gold quote or answer; one that merely
repeats a gold answer is left out. Logistic regression with a ridge of 3, the reports at NEWS_WEIGHT. It also prints,
per threshold and with stories held out, how often the best sentence is right and how often an unanswerable question
would be answered. The test half is never read. The groups of synonyms are off while fitting: they were written with
the dev half in sight, and weights that lean on them fail on questions in other words.
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

import logistic  # noqa: E402 - after the path above
from question_sets import NEWS_HELD_OUT, STORIES_HELD_OUT, Asked, news_questions, news_stories  # noqa: E402 - after the path above
from sample import ARTICLES, read_sample  # noqa: E402 - a sibling folder's module

from bot import wiring  # noqa: E402
from bot.answering.english import vocabulary  # noqa: E402
from bot.answering.sentence_reader import SentenceReader, question_asked  # noqa: E402
from bot.answering.signals import Signals  # noqa: E402
from bot.domain.article import Article, Passage  # noqa: E402
from bot.domain.evidence import Hit, Ranks  # noqa: E402
from bot.evaluation.metrics.wordings import says_any  # noqa: E402
from bot.ingestion.sentences import find_sentences  # noqa: E402
from bot.models.embedder import Embedder  # noqa: E402
from bot.models.onnx_reader import MiniLMReader  # noqa: E402
from bot.settings.settings import Settings  # noqa: E402

NEWS_WEIGHT, RIDGE, FOLDS = 0.5, 3.0, 5
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
    argparse.ArgumentParser(description=__doc__).parse_args()
    vocabulary._groups = dict  # noqa: SLF001 - no synonyms while fitting
    reader = SentenceReader(MiniLMReader())
    embedder = wiring.embedder(Settings())
    examples = [*from_sample(reader), *from_news(reader, embedder), *from_stories(reader, embedder)]
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
        wiring.ingestor(settings).ingest([ARTICLES])
        search = wiring.search(settings)
        for each in read_sample("dev"):
            gold = each.gold
            if gold.history:
                continue
            hits = search.find(each.question).hits[:MOST_HITS]
            for hit, start, end, signals in measured(reader, gold.text, hits):
                text = hit.article.text[start:end]
                quotes = [place.quote or "" for place in gold.evidence if place.article_id == hit.article.id]
                right = any(text in quote or quote in text for quote in quotes)
                repeats = says_any(text, (wording for part in gold.answers for wording in part))
                if right or not repeats or gold.type in ("yes_no", "list", "why"):
                    yield Example(gold.id, each.story if gold.answerable else gold.id, 1.0, signals, right)


def from_news(reader: SentenceReader, embedder: Embedder) -> Iterator[Example]:
    """Reports that the reader never saw: their questions on their own passages and the most similar ones of others."""
    asked_of: dict[tuple[str, str], list[Asked]] = {}
    for asked in news_questions(NEWS_HELD_OUT):
        asked_of.setdefault((asked.title, asked.question), []).append(asked)
    titles = {asked.passage: asked.title for own in asked_of.values() for asked in own}
    passages = list(titles)
    vectors = embedder.embed([f"{titles[passage]}\n{passage}" for passage in passages])
    place_of = {passage: place for place, passage in enumerate(passages)}
    for number, ((title, question), own) in enumerate(asked_of.items()):
        alike = vectors @ embedder.embed([question])[0]
        others = [place for place in np.argsort(-alike) if titles[passages[place]] != title]
        places = [*(place_of[asked.passage] for asked in own), *others[: MOST_HITS - len(own)]]
        places.sort(key=lambda place: -alike[place])
        hits = [hit_of(titles[passages[n]], n, passages[n], float(alike[n])) for n in places]
        golds = {asked.passage: asked.answers[0] for asked in own if asked.answers}
        said = {passage[start:end] for passage, (start, end) in golds.items()}
        for hit, start, end, signals in measured(reader, question, hits):
            gold = golds.get(hit.article.text)
            right = gold is not None and start <= gold[0] < end
            if right or not any(answer in hit.article.text[start:end] for answer in said):
                yield Example(f"news {number}", title, NEWS_WEIGHT, signals, right)


def from_stories(reader: SentenceReader, embedder: Embedder) -> Iterator[Example]:
    """Stories that the reader never saw: their questions on the passages most like them, of these and other stories."""
    asked_of: dict[str, dict[str, Asked]] = {}
    passages: dict[str, str] = {}
    for asked in news_stories(STORIES_HELD_OUT):
        asked_of.setdefault(asked.question, {})[asked.passage] = asked
        passages[asked.passage] = asked.title
    texts = list(passages)
    vectors = embedder.embed([f"{passages[text]}\n{text}" for text in texts])
    for number, (question, own) in enumerate(asked_of.items()):
        alike = vectors @ embedder.embed([question])[0]
        places = [int(place) for place in np.argsort(-alike)[:MOST_HITS]]
        hits = [hit_of(passages[texts[n]], n, texts[n], float(alike[n])) for n in places]
        said = {text[start:end] for text, asked in own.items() for start, end in asked.answers}
        for hit, start, end, signals in measured(reader, question, hits):
            asked = own.get(hit.article.text)
            right = asked is not None and any(start <= place < end for place, _ in asked.answers)
            if right or not any(answer in hit.article.text[start:end] for answer in said):
                yield Example(f"story {number}", f"story {number}", NEWS_WEIGHT, signals, right)


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
    """The bias, then the signals' weights."""
    inputs = np.array([example.signals for example in examples])
    right = np.array([example.right for example in examples], dtype=float)
    weight = np.array([example.weight for example in examples])
    return logistic.fit(inputs, right, weight, RIDGE)


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
                said = logistic.probability(fitted, example.signals)
                best[example.question] = max(best.get(example.question, (0.0, False)), (said, example.right))
    answerable = {example.question for example in examples if example.right}
    for threshold in (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        right = np.mean([said >= threshold and hit for name, (said, hit) in best.items() if name in answerable])
        false = np.mean([said >= threshold for name, (said, _) in best.items() if name not in answerable])
        print(f"threshold {threshold:.2f}: best sentence right {right:.3f}, unanswerable answered {false:.3f}")


if __name__ == "__main__":
    main()
