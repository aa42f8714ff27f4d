"""Statements to try the prover on: the sample as evidence, statements paraphrased by hand, and right ones changed.

`changed` takes sentences of the sample and changes one thing in each: a figure, day or name for one that no article
holds; a "not", a hedge or a speaker put in or taken out; a name or figure for another one of the same passage. All
choices follow from a seed.
"""

import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from bench import changes
from bot.answering.english.references import stands_alone
from bot.answering.proving.wording import telling_words, words_of
from bot.domain.article import Article, DatePrecision, Passage
from bot.domain.evidence import Evidence, Hit, Ranks
from bot.ingestion.passages import measure, pack
from bot.ingestion.reading.front_matter import parse_front_matter, split_front_matter
from bot.ingestion.recipe import Recipe
from bot.ingestion.sentences import find_sentences

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "corpus" / "articles"
PARAPHRASES = ROOT / "tests" / "answering" / "proving" / "paraphrases.jsonl"
MOST_EVIDENCE = 8
WORDS = range(6, 46)
"""Of a sentence that is changed: shorter ones are headings, longer ones nobody would write as an answer."""

KINDS: dict[str, tuple[changes.Change, int]] = {
    "new figure": (changes.new_figure, 45),
    "new day": (changes.new_day, 45),
    "new name": (changes.new_name, 50),
    "lost negation": (changes.lost_negation, 30),
    "added negation": (changes.added_negation, 35),
    "lost hedge": (changes.lost_hedge, 35),
    "added hedge": (changes.added_hedge, 35),
    "lost speaker": (changes.lost_voice, 30),
    "added speaker": (changes.added_voice, 30),
    "swapped name": (changes.swapped_name, 40),
    "swapped figure": (changes.swapped_figure, 25),
}
"""Each way to change a statement, and how many of the 400 are changed so."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with what it is given as evidence. `kind`: how it was changed; empty: it is right."""

    id: str
    text: str
    cited: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    kind: str = ""


@lru_cache(maxsize=1)
def sample() -> dict[str, tuple[Hit, ...]]:
    """The sample's passages by article id."""
    return {path.stem: tuple(passages(_article(path))) for path in sorted(ARTICLES.glob("*.md"))}


def passages(article: Article) -> Iterator[Hit]:
    """The passages of an article, as an ingest packs them (tokens counted as words and marks)."""
    sentences = find_sentences(article.text)
    measured = measure(article.text, sentences, 200, lambda text: len(re.findall(r"\w+|[^\w\s]", text)))
    for ordinal, (start, end) in enumerate(pack(measured, Recipe())):
        yield Hit(Passage(article.id, ordinal, start, end), article, sentences, 1.0, Ranks())


def evidence_of(text: str, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """The hits as evidence 1.. in their order, filled up to eight with the sample's passages most like the text."""
    others = sorted(
        (hit for found in sample().values() for hit in found if hit not in hits),
        key=lambda hit: -_common(text, hit.text),
    )
    chosen = [*hits, *others][:MOST_EVIDENCE]
    return tuple(Evidence.whole(n, hit) for n, hit in enumerate(chosen, start=1))


def paraphrases(half: str) -> list[Statement]:
    """The statements paraphrased by hand, each citing the passages that hold the quotes it was made from."""
    found = []
    for line in PARAPHRASES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            hits = [_holding(name, quote) for name, quote in zip(row["articles"], row["quotes"], strict=True)]
            evidence = evidence_of(row["statement"], hits)
            found.append(Statement(row["id"], row["statement"], tuple(range(1, len(hits) + 1)), evidence))
    return found


def quotes_of(paraphrase: str) -> tuple[str, ...]:
    """What was paraphrased: for each article a piece of the sentence that says it."""
    rows = (json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines())
    return next(tuple(row["quotes"]) for row in rows if row["id"] == paraphrase)


def changed(seed: int, halves: Sequence[str] = ("dev", "test"), share: float = 1.0) -> list[Statement]:
    """Sentences of the sample with one thing changed each, citing their passage; `share` of the numbers in KINDS."""
    chance = random.Random(seed)
    found: list[Statement] = []
    sentences = list(_sentences(halves))
    for kind, (change, count) in KINDS.items():
        chance.shuffle(sentences)
        made = (
            (hit, text, new)
            for hit, text in sentences
            if (new := change(text, hit.text, chance)) is not None and new != text
        )
        for (hit, text, new), _ in zip(made, range(round(count * share)), strict=False):
            found.append(Statement(f"{kind}: {text}", new, (1,), evidence_of(text, [hit]), kind))
    return found


def half_of(article_id: str) -> str:
    """The half of the sample's articles that the prover was tuned on, or the other; copies of one text go together."""
    return "dev" if zlib.crc32(re.sub(r"-[^-]+$", "", article_id).encode()) % 2 else "test"


def _sentences(halves: Sequence[str]) -> Iterator[tuple[Hit, str]]:
    """Sentences that are understood alone, each wording once, with the first passage that holds them."""
    seen: set[str] = set()
    for name, hits in sample().items():
        for hit in hits if half_of(name) in halves else ():
            for sentence in hit.passage_sentences:
                text = hit.article.text[sentence.start : sentence.end]
                if text in seen or len(text.split()) not in WORDS:
                    continue
                seen.add(text)
                index = hit.sentences.index(sentence)
                if stands_alone(hit.article.text, hit.sentences, index) and text[0] not in '"“':
                    yield (
                        hit,
                        re.sub(r"^[A-Z][A-Z .,’'-]+(?:, [A-Za-z]+\.)?(?:, Aug\. 2)?(?: \(Corvane\))? - ", "", text),
                    )


def _holding(name: str, quote: str) -> Hit:
    return next(hit for hit in sample()[name] if quote in hit.text)


def _common(text: str, other: str) -> int:
    return len({word.bare for word in telling_words(text)} & {word.bare for word in words_of(other)})


def _article(path: Path) -> Article:
    front, text = split_front_matter(path.read_text(encoding="utf-8"))
    fields = {key: str(value) for key, value in parse_front_matter(front or "").items()}
    published = fields.get("published")
    day = datetime.fromisoformat(published) if published else None
    return Article(
        path.stem,
        text.strip(),
        fields.get("title"),
        fields.get("outlet"),
        published_at=(day.astimezone(UTC) if day.tzinfo else day.replace(tzinfo=UTC)) if day else None,
        date_precision=DatePrecision.DAY if day else DatePrecision.UNKNOWN,
    )
