"""One process ingests while others ask, for a minute: `python bench/contention.py [SECONDS] [READERS]`.

Every answer is checked: an article that a reader has seen stored is found by its own sentence, with its own text.
Prints how many articles were stored, generations published and questions asked, and the latency of asking.
"""

import multiprocessing
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np

from bot.domain.article import Article, Passage, Sentence
from bot.library.chroma_folder import ChromaFolder
from bot.library.library import Library
from bot.library.records import ArticleRecord, BuiltWith, Scope

DIMENSION = 64
BUILT_WITH = BuiltWith("random", DIMENSION, "none", 200, 1)
BATCH = 20
EXACT_LIMIT = 100
"""Small, so that questions go to the published vectors."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one reader saw."""

    questions: int
    wrong: int
    slowest_ms: float
    median_ms: float


def main(seconds: float, readers: int) -> int:
    """Run, print, and return 1 if any answer was wrong."""
    context = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        store(folder, 0)
        until = time.time() + seconds
        pipes, processes = [], []
        for seed in range(readers):
            here, there = context.Pipe(duplex=False)
            processes.append(context.Process(target=ask, args=(folder, until, seed, there)))
            processes[-1].start()
            pipes.append(here)
        batches = 1
        while time.time() < until:
            store(folder, batches)
            batches += 1
        asked = [pipe.recv() for pipe in pipes]
        for process in processes:
            process.join()
        bad = [check for check in library(folder).checks() if not check.ok]
    questions, wrong = sum(a.questions for a in asked), sum(a.wrong for a in asked)
    print(f"{seconds:.0f} s, 1 writer, {readers} readers: {batches * BATCH} articles, {batches} generations published,")
    print(f"{questions} questions, {wrong} wrong, median {np.median([a.median_ms for a in asked]):.1f} ms,")
    print(f"slowest {max(a.slowest_ms for a in asked):.0f} ms; checks afterwards: {bad or 'all well'}")
    return 1 if wrong or bad or not questions else 0


def library(folder: Path) -> Library:
    """The library as each process opens it."""
    return Library(folder, BUILT_WITH, ChromaFolder(folder), exact_limit=EXACT_LIMIT)


def store(folder: Path, batch: int) -> None:
    """Ingest and publish one batch; every third also changes the first articles."""
    numbers = [*range(batch * BATCH, (batch + 1) * BATCH), *(range(3) if batch % 3 == 0 else ())]
    with library(folder).writing() as writer:
        writer.put([record(number) for number in dict.fromkeys(numbers)])
        writer.publish()


def record(number: int) -> ArticleRecord:
    """An article of one sentence whose vector follows from its number."""
    text = f"Sentence of article number {number}."
    return ArticleRecord(
        article=Article(id=f"n{number}", text=text, title=f"Number {number}"),
        sentences=(Sentence(0, len(text)),),
        passages=(Passage(f"n{number}", 0, 0, len(text)),),
        embeddings=vector(number)[None, :],
    )


def vector(number: int) -> np.ndarray:
    """A random unit vector, always the same for a number."""
    row = np.random.default_rng(number).normal(size=DIMENSION).astype(np.float32)
    return row / np.linalg.norm(row)


def ask(folder: Path, until: float, seed: int, pipe: Connection) -> None:
    """Ask for articles that are there until the time is up."""
    random = np.random.default_rng(seed)
    asked, wrong, times = library(folder), 0, []
    while time.time() < until:
        begun = time.perf_counter()
        with asked.reading() as snapshot:
            number = int(random.integers(snapshot.counts(Scope()).total))
            hits = snapshot.nearest(vector(number), 10, Scope())
            loaded = snapshot.load([hit.passage_id for hit in hits])
            wrong += loaded[0].article.text != f"Sentence of article number {number}."
            wrong += not snapshot.matching([str(number)], 3, Scope())
        times.append(1000 * (time.perf_counter() - begun))
    asked.close()
    pipe.send(Asked(len(times), int(wrong), max(times), float(np.median(times))))


if __name__ == "__main__":
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    sys.exit(main(seconds, int(sys.argv[2]) if len(sys.argv) > 2 else 2))
