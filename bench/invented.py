"""Invented articles for benchmarks: sentences of the sample corpus, shuffled, each article with a line of its own."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from bot.ingestion.sentences import find_sentences

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "articles"


def sentences() -> list[str]:
    """Every sentence of the sample's articles."""
    bodies = (path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(CORPUS.glob("*.md")))
    return [body[sentence.start : sentence.end] for body in bodies for sentence in find_sentences(body)]


def articles(count: int, seed: int = 7, sentences_each: int = 24) -> Iterator[dict[str, str]]:
    """`count` articles as JSON lines rows; dates spread over the two years before 2021."""
    rng, pool = random.Random(seed), sentences()
    for number in range(count):
        body = rng.sample(pool, sentences_each)
        body.insert(1, f"This is report number {number} of the invented series {rng.randrange(10**9)}.")
        paragraphs = ["  ".join(body[start : start + 4]).replace("  ", " ") for start in range(0, len(body), 4)]
        yield {
            "id": f"invented-{number}",
            "title": " ".join(rng.choice(pool).split()[:9]).strip(",.;"),
            "outlet": f"Outlet {number % 40}",
            "published": (date(2020, 12, 31) - timedelta(days=rng.randrange(730))).isoformat(),
            "text": "\n\n".join(paragraphs),
        }
