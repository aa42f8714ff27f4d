"""How closely the packaged embedder follows its float32 original; run by `export_embedder.py --evaluate`.

Both run through the class that newsdesk itself uses, so what is measured is what a library gets.
"""

import gzip
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from bot.models.onnx_embedder import MiniLMEmbedder

SENTENCES = 400
WINDOW_TOKENS = 200  # newsdesk's passages are about as long
BEST = 10  # nDCG@10

Vectors = NDArray[np.float32]


def print_agreement(source: Path, fp32_folder: Path, qa: Path) -> None:
    """Print every figure of the model card; `qa` holds squad11_dev.jsonl.gz and time_1963/."""
    fp32, int8 = MiniLMEmbedder(fp32_folder), MiniLMEmbedder()
    int8.verify()
    print(f"{int8.name} against {fp32.name}")
    print(f"this processor: {processor()}")
    paragraphs = list(dict.fromkeys(row["context"] for row in rows(qa / "squad11_dev.jsonl.gz")))
    sentences = [paragraph.split(". ")[0] + "." for paragraph in paragraphs[:: len(paragraphs) // SENTENCES]]
    long = sorted(paragraphs, key=len)[-SENTENCES:]
    reference = SentenceTransformer(str(source), device="cpu").encode(sentences, normalize_embeddings=True)
    print(f"fp32 against sentence-transformers, {len(sentences)} sentences: {apart(fp32.embed(sentences), reference)}")
    for kind, texts in (("sentences", sentences), ("longest paragraphs", long)):
        print_cosines(kind, fp32.embed(texts), int8.embed(texts))
    print_ranking(qa / "time_1963", {"fp32": fp32, "int8": int8})
    print_independence(sentences + long)


def print_cosines(kind: str, exact: Vectors, quantised: Vectors) -> None:
    """Mean and least cosine between the two vectors of a text."""
    cosines = (exact * quantised).sum(axis=1)
    print(f"cosine of int8 with fp32, {len(cosines)} {kind}: mean {cosines.mean():.4f}, least {cosines.min():.4f}")


def print_ranking(folder: Path, embedders: dict[str, MiniLMEmbedder]) -> None:
    """NDCG@10 of articles ranked by their nearest window; relevance is 1 or 0."""
    articles, questions = list(rows(folder / "articles.jsonl.gz")), list(rows(folder / "questions.jsonl.gz"))
    windows = [list(cut(article["text"], embedders["int8"])) for article in articles]
    owner = np.repeat(np.arange(len(articles)), [len(own) for own in windows])
    places = {article["id"]: place for place, article in enumerate(articles)}
    relevant = [{places[evidence["article_id"]] for evidence in question["evidence"]} for question in questions]
    for name, embedder in embedders.items():
        near = embedder.embed([question["question"] for question in questions])
        scores = near @ embedder.embed([window for own in windows for window in own]).T
        gains = [gain(best_by_article(row, owner), wanted) for row, wanted in zip(scores, relevant, strict=True)]
        print(f"nDCG@{BEST}, {len(questions)} questions, {len(articles)} articles, {name}: {np.mean(gains):.4f}")


def print_independence(texts: list[str]) -> None:
    """How far a text's vector moves when others are embedded beside it."""
    alone = np.concatenate([MiniLMEmbedder(workers=1).embed([text]) for text in texts[:20]])
    for workers in (1, 2, 8):
        together = MiniLMEmbedder(workers=workers).embed(texts)[:20]
        print(f"alone against among {len(texts)} texts, {workers} workers: {apart(alone, together)}")


def best_by_article(scores: Vectors, owner: NDArray[np.intp]) -> NDArray[np.intp]:
    """Articles, best first, by the best score among the windows of each."""
    best = np.full(owner.max() + 1, -np.inf)
    np.maximum.at(best, owner, scores)
    return np.argsort(-best, kind="stable")


def gain(ranked: NDArray[np.intp], relevant: set[int]) -> float:
    """Normalised discounted cumulative gain of one ranking, 0 to 1 (Järvelin and Kekäläinen 2002)."""
    found = sum(1 / math.log2(place + 2) for place, article in enumerate(ranked[:BEST]) if int(article) in relevant)
    return found / sum(1 / math.log2(place + 2) for place in range(min(BEST, len(relevant))))


def cut(text: str, embedder: MiniLMEmbedder) -> Iterator[str]:
    """The text in windows of words, each of at most WINDOW_TOKENS tokens (a longer word stands alone)."""
    window: list[str] = []
    used = 0
    for word in text.split():
        tokens = embedder.count_tokens(word)
        if window and used + tokens > WINDOW_TOKENS:
            yield " ".join(window)
            window, used = [], 0
        window.append(word)
        used += tokens
    if window:
        yield " ".join(window)


def apart(some: Vectors, others: Vectors) -> str:
    """The largest difference between two numbers at the same place."""
    return f"at most {np.abs(some - others).max():.1e} apart"


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """A gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def processor() -> str:
    """Its name, and whether it multiplies bytes without overflow (Linux; elsewhere unknown)."""
    try:
        facts = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return "unknown"
    lines = dict(line.split(":", 1) for line in facts.splitlines() if ":" in line)
    fields = {name.strip(): value.strip() for name, value in lines.items()}
    kinds = sorted({"avx2", "avx512_vnni", "avx_vnni"} & set(fields.get("flags", "").split()))
    return f"{fields.get('model name', 'unknown')} ({', '.join(kinds) or 'no AVX2'})"
