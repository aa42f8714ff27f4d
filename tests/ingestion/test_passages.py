from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.article import Article, DatePrecision
from bot.ingestion.passages import Measured, heading, measure, pack
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import find_sentences
from tests.fakes import HashingEmbedder

COUNT = HashingEmbedder().count_tokens
SENTENCES = st.sampled_from([
    "The deal is off.", "The deal is off.", "Microsoft said on Monday that it would move quickly to buy the app.", "No.",
    "“We will act,” he said.", "It " + "very " * 300 + "long.", "x" * 3_000, "list: " + "item, " * 400, "你好。" * 50, "TikTok",
])  # fmt: skip
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8).map("\n\n".join)


@settings(deadline=None)  # machines are slow at times
@given(ARTICLES, st.integers(20, 240), st.integers(0, 4))
def test_invented_articles(text, most, overlap):
    """Passages ascend, are exact slices bounded by sentences, fit the model, and together cover all non-space text."""
    recipe = Recipe(most, overlap)
    sentences = measure(text, find_sentences(text), most, COUNT)
    passages = list(pack(sentences, recipe))

    assert all(COUNT(text[start:end]) <= most for start, end in passages)
    assert {start for start, _ in passages} <= {each.start for each in sentences}
    assert {end for _, end in passages} <= {each.end for each in sentences}
    place = 0
    for (start, end), (next_start, next_end) in zip(passages, [*passages[1:], (len(text), len(text) + 1)], strict=True):
        assert start < next_start
        assert end < next_end
        assert not text[place:start].strip()
        place = end
    assert not text[place:].strip()


def test_overlap():
    """A passage begins with the last sentence of the one before, as long as that leaves room for what is new."""
    sentences = [Measured(n * 10, n * 10 + 9, tokens) for n, tokens in enumerate([40, 40, 20, 40, 40, 80, 90])]
    assert list(pack(sentences, Recipe(100, 1))) == [(0, 29), (20, 49), (50, 59), (60, 69)]
    assert list(pack(sentences, Recipe(100, 0))) == [(0, 29), (30, 49), (50, 59), (60, 69)]


def test_each_sentence_is_counted_once():
    """Measuring asks the tokenizer once for each sentence that fits; packing does not ask it at all."""
    asked = []

    def count(text):
        asked.append(text)
        return COUNT(text)

    text = "The deal is off. The talks go on. " * 50
    list(pack(measure(text, find_sentences(text), 200, count), Recipe()))
    assert len(asked) == 100


@pytest.mark.parametrize(
    ("article", "above"),
    [
        (Article("a", "", title="Oracle signs", published_at=datetime(2020, 8, 3, 9, 5, tzinfo=UTC), date_precision=DatePrecision.MINUTE), "Oracle signs (2020-08-03)"),
        (Article("a", "", title="Oracle signs", published_at=datetime(2020, 8, 1, tzinfo=UTC), date_precision=DatePrecision.MONTH), "Oracle signs (2020-08)"),
        (Article("a", "", published_at=datetime(2020, 8, 3, tzinfo=UTC), date_precision=DatePrecision.DAY), "(2020-08-03)"),
        (Article("a", "", title="Oracle signs"), "Oracle signs"),
        (Article("a", ""), ""),
    ],
    ids=["minute", "month", "date alone", "title alone", "nothing"],
)  # fmt: skip
def test_heading(article, above):
    """Title and day stand above a passage, as far as they are known."""
    assert heading(article, 50, COUNT) == above


def test_long_heading():
    """A title that would crowd the passage out loses words at its end and keeps its date."""
    article = Article(
        "a", "", title="word " * 400, published_at=datetime(2020, 8, 3, tzinfo=UTC), date_precision=DatePrecision.DAY
    )
    above = heading(article, 50, COUNT)
    assert above.endswith("word (2020-08-03)")
    assert 25 < COUNT(above) <= 50
