"""How surely sentences say what a claim says, as one calibrated number: `support`, 0..1.

A logistic rule over what can be measured of both: how near the embedder puts them, how many of the claim's words they
take up and in what order, and what the reader's head for statements says of them. It sees no single wrong word: that is
for `faults`. Weights: `tools/fit_prover.py`, on true statements in other words and made corruptions, none of them from
the sample's questions or from QAGS.
"""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

from bot.answering.drafts import Backing
from bot.answering.proving.sources import Source
from bot.answering.proving.wording import Word, closest, words_of
from bot.domain.article import Article, Passage
from bot.domain.evidence import Hit
from bot.models.embedder import Embedder
from bot.models.reader import PassageReader

FAINT = 1e-4
"""A probability that counts as none: keeps its logarithm finite."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What is measured of a claim and the sentences that may say it, each 0..1."""

    similarity: float
    """The embedder's cosine; 0 where it is negative."""
    words: float
    """Share of the claim's telling words that the sentences take up, in like meaning."""
    letters: float
    """The same, in the same letters."""
    order: float
    """Share of its neighbouring words, all kinds, that stand next to each other there too."""
    supports: float
    """The reader's probability that the sentences say it, on a logarithmic scale: 0 is FAINT, 1 is certain."""
    surely: float
    """The square root of that probability: tells apart what on the logarithmic scale is nearly certain."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A logistic rule: support = 1 / (1 + exp(-(bias + weights . signals)))."""

    bias: float
    weights: Signals

    def support(self, signals: Signals) -> float:
        total = self.bias + sum(w * s for w, s in zip(astuple(self.weights), astuple(signals), strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


FITTED = Rule(
    bias=-6.0,
    weights=Signals(similarity=4.0, words=2.0, letters=1.0, order=1.0, supports=2.0, surely=1.0),
)

SUPPORTED = 0.5
"""From this support a claim without a fault is shown."""


def measure(
    claim: str, alternatives: Sequence[Sequence[Source]], reader: PassageReader, embedder: Embedder
) -> list[Signals]:
    """The signals of a plain claim with each alternative (sources that are to say it together). Raises ModelError."""
    if not alternatives:
        return []
    texts = [" ".join(source.own_text for source in sources) for sources in alternatives]
    vectors = embedder.embed([claim, *texts])
    supports = reader.support(claim, [_hit(sources) for sources in alternatives])
    return [
        _signals(claim, " ".join(source.text for source in sources), float(vector @ vectors[0]), supported)
        for sources, vector, supported in zip(alternatives, vectors[1:], supports, strict=True)
    ]


def coverage(claim: str, source: str) -> float:
    """The share 0..1 of the claim's telling words that a text takes up; 1 if there are none. Quick."""
    telling = _telling(claim)
    others = words_of(source)
    return sum(bool(closest(word, others)) for word in telling) / len(telling) if telling else 1.0


def _signals(claim: str, source: str, similarity: float, supported: float) -> Signals:
    telling = _telling(claim)
    held = {word.bare for word in words_of(source)}
    same = sum(word.bare in held for word in telling) / len(telling) if telling else 1.0
    return Signals(
        similarity=max(0.0, min(1.0, similarity)),
        words=coverage(claim, source),
        letters=same,
        order=_order(words_of(claim), words_of(source)),
        supports=1.0 - math.log(max(FAINT, supported)) / math.log(FAINT),
        surely=math.sqrt(max(0.0, supported)),
    )


def _telling(text: str) -> list[Word]:
    return [word for word in words_of(text) if word.telling]


def _order(mine: Sequence[Word], theirs: Sequence[Word]) -> float:
    pairs = {(a.bare, b.bare) for a, b in zip(mine, mine[1:], strict=False)}
    there = {(a.bare, b.bare) for a, b in zip(theirs, theirs[1:], strict=False)}
    return len(pairs & there) / len(pairs) if pairs else 1.0


def _hit(sources: Sequence[Source]) -> Hit:
    """What the reader reads: the sentences with those that they lean on, as a passage of their own."""
    hit = sources[0].evidence.hit
    if len(sources) == 1 and not sources[0].added:
        first, last = (hit.sentences[sources[0].chosen[end]] for end in (0, -1))
        return replace(hit, passage=replace(hit.passage, start=first.start, end=last.end))
    text = " ".join(_text(source.backing) for source in sources)
    article = Article(hit.article.id, text, hit.article.title, published_at=hit.article.published_at)
    return replace(hit, article=article, passage=Passage(article.id, 0, 0, len(text)), sentences=())


def _text(backing: Backing) -> str:
    return backing.text
