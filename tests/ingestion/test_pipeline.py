from datetime import UTC, datetime

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ingestion.background import in_background
from bot.ingestion.drafts import Draft, Fields, Origin
from bot.ingestion.identity import Identity
from bot.ingestion.pipeline import ArticlePipeline
from bot.ingestion.prepared import Prepared
from bot.ingestion.recipe import Recipe
from bot.ingestion.recognising import Recognised
from bot.ingestion.report import Fate
from tests.fakes import HashingEmbedder

SENTENCES = st.sampled_from(["The deal is off.", "The deal is off.", "No.", "It " + "very " * 300 + "long.", "TikTok"])


def draft(number: int, text: str) -> Recognised:
    origin = Origin("a.txt", "/a.txt", number)
    return Recognised(
        Draft(origin, text, Fields(title=f"T{number}")), Identity(f"n{number}", "hash"), Fate.ADDED, "main"
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(SENTENCES, min_size=1, max_size=60).map(" ".join), min_size=1, max_size=4))
def test_records(texts):
    """Through llama-index and back, repeated sentences keep their own places, and vectors are those of heading and slice."""
    embedder = HashingEmbedder()
    pipeline = ArticlePipeline(embedder, Recipe(60, 1), datetime(2024, 1, 1, tzinfo=UTC))
    prepared = pipeline.prepare([draft(number, text) for number, text in enumerate(texts)])
    records = pipeline.embed([each for each in prepared if isinstance(each, Prepared)])
    assert [record.article.id for record in records] == [f"n{number}" for number in range(len(texts))]
    for record in records:
        text, place = record.article.text, 0
        assert [passage.ordinal for passage in record.passages] == list(range(len(record.passages)))
        for passage in record.passages:
            assert not text[place : passage.start].strip()
            place = passage.end
        assert not text[place:].strip()
        embedded = [f"{record.article.title}\n{text[each.start : each.end]}" for each in record.passages]
        assert np.array_equal(record.embeddings, embedder.embed(embedded))


def test_background():
    """While one batch is worked on the next is pulled; results come in order."""
    events = []

    def batches():
        for number in range(4):
            events.append(f"pulled {number}")
            yield number

    results = []
    for done in in_background(batches(), lambda number: number * 10, stop=lambda: None):
        events.append(f"done {done // 10}")
        results.append(done)
    assert results == [0, 10, 20, 30]
    assert events.index("pulled 1") < events.index("done 0") < events.index("pulled 2")
