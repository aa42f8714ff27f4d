"""How fast questions are answered: `python bench/ask.py [--passages 50000]`.

In one run: warm latency per stage over the sample's questions on a library of that many passages, against one question
embedded; a cold `newsdesk ask` against a bare `import chromadb`, in turns, on that library and on the sample; memory.
The library's texts are invented from the sample's sentences; its vectors are mixtures of three real passages' ones, so
that building it takes a minute and not ten.
"""

import argparse
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from invented import CORPUS, articles
from sample import read_sample

from bot import wiring
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.question import Filters
from bot.ingestion.passages import measure, pack
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import find_sentences
from bot.library.library import Library
from bot.library.records import ArticleRecord, Scope
from bot.models.embedder import Embedder
from bot.models.onnx_reader import MiniLMReader
from bot.search.finding import Search
from bot.settings.settings import Settings

COLD_RUNS = 5
BATCH = 200


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=50_000)
    wanted = parser.parse_args().passages
    with tempfile.TemporaryDirectory() as name:
        large, small = Settings(data_dir=Path(name) / "large"), Settings(data_dir=Path(name) / "small")
        wiring.ingestor(small).ingest([CORPUS])
        wiring.ingestor(large).ingest([CORPUS])
        embedder = wiring.embedder(large)
        library = wiring.library(large, embedder)
        publish_seconds = fill(library, wanted)
        print(f"library: {library.summary().passages} passages; published in {publish_seconds:.0f} s")
        recall(large, embedder)
        warm(large, embedder)
        cold(large, small)


def fill(library: Library, wanted: int) -> float:
    """Write invented articles until there are so many passages, and publish; the seconds of publishing."""
    rng = np.random.default_rng(7)
    with library.writing() as writer:
        real = np.concatenate([record.embeddings for record in writer.stored()])
        made = len(real)
        rows = articles(wanted)
        while made < wanted:
            records = [record_of(row, real, rng) for row in itertools.islice(rows, BATCH)]
            writer.put(records)
            made += sum(len(record.passages) for record in records)
        began = time.perf_counter()
        writer.publish()
        return time.perf_counter() - began


def record_of(row: dict[str, str], real: np.ndarray, rng: np.random.Generator) -> ArticleRecord:
    """An invented article, split as an ingest would; only its vectors are made up."""
    text = row["text"]
    sentences = find_sentences(text)
    words_as_tokens = measure(text, sentences, 200, lambda slice_: int(len(slice_.split()) * 1.4))
    spans = list(pack(words_as_tokens, Recipe()))
    passages = tuple(Passage(row["id"], ordinal, *span) for ordinal, span in enumerate(spans))
    mixed = real[rng.integers(len(real), size=(len(passages), 3))]  # three real vectors each, in random shares
    vectors = np.einsum("ps,psd->pd", rng.dirichlet(np.ones(3), len(passages)), mixed)
    vectors += rng.normal(0, 0.01, vectors.shape)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    article = Article(
        id=row["id"],
        text=text,
        title=row["title"],
        outlet=row["outlet"],
        published_at=datetime.fromisoformat(row["published"]).replace(tzinfo=UTC),
        date_precision=DatePrecision.DAY,
        language="en",
        content_hash=row["id"],
        origin_id=row["id"],
    )
    return ArticleRecord(article, sentences, passages, vectors.astype(np.float32))


def recall(settings: Settings, embedder: Embedder) -> None:
    """How many of the exact 60 nearest passages the published vectors find, over the sample's questions."""
    published = wiring.library(settings, embedder)
    exact = wiring.library(settings, embedder, once=True)
    shares = []
    for each in read_sample():
        vector = embedder.embed([each.question.text])[0]
        with published.reading() as one, exact.reading() as other:
            found = {hit.passage_id for hit in one.nearest(vector, 60, Scope(Filters()))}
            shares.append(sum(hit.passage_id in found for hit in other.nearest(vector, 60, Scope(Filters()))) / 60)
    print(f"published vectors find {statistics.mean(shares):.4f} of the exact 60 nearest (least {min(shares):.2f})")


def warm(settings: Settings, embedder: Embedder) -> None:
    """Latency per stage, in milliseconds, over every question of the sample."""
    answerer = wiring.answerer(settings)
    questions = [each.question for each in read_sample()]
    for question in questions[:10]:
        answerer.answer(question)
    stages: dict[str, list[float]] = {}
    embedding = []
    for question in questions:
        began = time.perf_counter()
        embedder.embed([question.text])
        embedding.append((time.perf_counter() - began) * 1000)
        for stage, milliseconds in answerer.answer(question).timings_ms.items():
            stages.setdefault(stage, []).append(milliseconds)
    print(
        f"warm, {len(questions)} questions: median, 95th percentile in ms; ratio of the median to one embedded question"
    )
    one, one_pass = statistics.median(embedding), reader_pass(wiring.search(settings))
    rows = {"embed a question": embedding, "read 192 tokens": one_pass, **stages}
    for stage, times in rows.items():
        median = statistics.median(times)
        print(f"  {stage:18} {median:8.1f} {np.percentile(times, 95):8.1f} {median / one:8.1f}")
    passages = settings.answering.evidence
    share = statistics.median(stages["read"]) / (passages * statistics.median(one_pass))
    print(f"  reading / ({passages} passages x one pass of 192 tokens): {share:.2f}")
    whole = statistics.median(stages["total"])
    rest = whole - statistics.median(stages["search"]) - statistics.median(stages["read"])
    print(f"  the rest (write, prove) / the whole: {rest / whole:.3f}")
    print(f"  peak memory        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MiB")


def reader_pass(search: Search) -> list[float]:
    """Milliseconds of the reader on one passage, alone, the whole input being 192 tokens long; 50 times."""
    reader = MiniLMReader()
    hit = next(hit for each in read_sample() for hit in search.find(each.question).hits)
    # Every one of these words is one token.
    words = (
        "the port was closed on Monday after two ships ran aground in heavy fog near the island and the pilot ".split()
    )
    heading = len(reader.prepared("who?", hit).ids[0]) - len(reader.prepared("who?", hit).starts)
    text = " ".join(itertools.islice(itertools.cycle(words), 192 - heading))
    article = replace(hit.article, text=text)
    hit = replace(hit, article=article, passage=replace(hit.passage, start=0, end=len(text)), sentences=())
    reader.read("who?", [hit])
    times = []
    for _ in range(50):
        began = time.perf_counter()
        reader.read("who?", [hit])
        times.append((time.perf_counter() - began) * 1000)
    return times


def cold(large: Settings, small: Settings) -> None:
    """Whole processes, in turns: `import chromadb`, and `ask` on both libraries."""
    ask = [sys.executable, "-m", "bot.main", "ask", "who is Microsoft negotiating with?", "--asked-at", "2020-08-04"]
    commands = {
        "import chromadb": [sys.executable, "-c", "import chromadb"],
        "newsdesk ask, large library": [*ask, "--data-dir", str(large.data_dir)],
        "newsdesk ask, sample": [*ask, "--data-dir", str(small.data_dir)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    # Where Python may not keep what it compiles, newsdesk would be compiled in every run and chromadb in none.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(large.data_dir / "compiled")
    for _ in range(COLD_RUNS + 1):  # the first round warms the disk, compiles, and is not counted
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=large.data_dir, env=environment)
            seconds[name].append(time.perf_counter() - began)
    bare = seconds["import chromadb"][1:]
    print(f"cold, {COLD_RUNS} runs in turns: median seconds; median ratio to `import chromadb`")
    for name, times in seconds.items():
        ratio = statistics.median(mine / its for mine, its in zip(times[1:], bare, strict=True))
        print(f"  {name:28} {statistics.median(times[1:]):6.2f} {ratio:6.2f}")
    print(f"  peak memory of one child   {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:8.0f} MiB")


if __name__ == "__main__":
    main()
